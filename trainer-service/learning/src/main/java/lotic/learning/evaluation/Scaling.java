package lotic.learning.evaluation;

import java.util.List;

/// What is done to features before a linear probe sees them.
public enum Scaling {
    /// Nothing.
    NONE {
        @Override
        ChannelScale of(List<Features> looks, int[] rows) {
            return ChannelScale.none(looks.getFirst().dimension());
        }
    },

    /// Each number is brought to mean 0 and deviation 1 over the images that the probe learns from:
    /// what a batch-norm without parameters comes to, over all images instead of a batch.
    STANDARDISED {
        @Override
        ChannelScale of(List<Features> looks, int[] rows) {
            return ChannelScale.standardising(looks, rows);
        }
    };

    abstract ChannelScale of(List<Features> looks, int[] rows);
}
