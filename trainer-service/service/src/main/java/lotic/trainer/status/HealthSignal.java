package lotic.trainer.status;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.util.Optional;

/// One number by which the health of a run is judged, with the range in which it should be.
///
/// @param name as in the run's signals, such as `codes.entropy`
/// @param title for people
/// @param value now; null while it is not known
/// @param low where the range begins; null if it has no lower end
/// @param high where it ends; null if it has no upper end
/// @param inside false if the value is known and outside
/// @param words what the value means where it is
@Serdeable(naming = SnakeCaseStrategy.class)
public record HealthSignal(
        String name,
        String title,
        Optional<Double> value,
        Optional<Double> low,
        Optional<Double> high,
        boolean inside,
        String words) {

    /// Judges a value.
    ///
    /// @param well what it means inside the range
    /// @param ill what it means outside
    static HealthSignal judged(
            String name,
            String title,
            Optional<Double> value,
            Optional<Double> low,
            Optional<Double> high,
            String well,
            String ill) {
        Optional<Double> known = value.filter(Double::isFinite);
        boolean inside =
                value.isEmpty()
                        || (known.isPresent()
                                && low.filter(end -> known.get() < end).isEmpty()
                                && high.filter(end -> known.get() > end).isEmpty());
        String words = value.isEmpty() ? "not known yet" : inside ? well : ill;
        return new HealthSignal(name, title, known, low, high, inside, words);
    }
}
