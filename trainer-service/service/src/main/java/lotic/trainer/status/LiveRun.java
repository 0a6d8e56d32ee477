package lotic.trainer.status;

import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// A run as the outside sees it: where it is, and a way to speak to it. Safe for use by many
/// threads.
///
/// @param progress the newest picture
/// @param command leaves an operator's word; it takes effect before a later step
public record LiveRun(Supplier<RunProgress> progress, Consumer<RunCommand> command) {}
