package lotic.learning;

/// The factor by which float16 losses are multiplied before they are differentiated: halved after a
/// step whose gradient was not finite, doubled after 2000 finite ones in a row. Numbers and order
/// are those of PyTorch's `GradScaler` (`torch/amp/grad_scaler.py`) and of apex (Micikevicius et
/// al. 2017, arXiv:1710.03740, 3.2).
///
/// It does not go below 1, where it no longer helps and the scaled loss would soon be 0; theirs
/// does.
///
/// @param factor 1 or more, a power of two
/// @param finiteSteps in a row with this factor
record LossScale(double factor, int finiteSteps) {

    static final LossScale INITIAL = new LossScale(65_536, 0);

    private static final int GROWTH_INTERVAL = 2000;

    /// The scale of the next step.
    ///
    /// @param finite whether this step's loss and gradient were
    LossScale after(boolean finite) {
        if (!finite) {
            return new LossScale(Math.max(1, factor / 2), 0);
        }
        return finiteSteps + 1 == GROWTH_INTERVAL
                ? new LossScale(factor * 2, 0)
                : new LossScale(factor, finiteSteps + 1);
    }
}
