/// Steps on their way from the decision to the learner: the planning loop decides and journals, the
/// queue holds what is decided, the ledger adds up what plans came to. The planning loop and the
/// learner each keep a ledger of their own; after the same plans they are equal.
@NullMarked
package lotic.trainer.steps;

import org.jspecify.annotations.NullMarked;
