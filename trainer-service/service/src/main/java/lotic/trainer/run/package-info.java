/// One run of training as others see it: its settings, its progress after every step, the commands
/// it takes.
@NullMarked
package lotic.trainer.run;

import org.jspecify.annotations.NullMarked;
