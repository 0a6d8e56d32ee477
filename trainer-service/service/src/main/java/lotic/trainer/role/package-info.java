/// How the trainer's work is spread over threads: a role does a bounded piece of work whenever it
/// is called, and a thread calls it. Tests call roles without threads.
@NullMarked
package lotic.trainer.role;

import org.jspecify.annotations.NullMarked;
