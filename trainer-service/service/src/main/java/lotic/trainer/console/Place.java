package lotic.trainer.console;

import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much somebody has been told. It is the id of an event, which browsers send back when they
/// reconnect, and it holds over restarts of the trainer.
///
/// @param run whose news they were
/// @param epoch the start of the trainer that told it
/// @param epochStartedAt when that one began, which tells it from one of another run
/// @param step the newest point of the curve
/// @param at the moment
record Place(String run, long epoch, Instant epochStartedAt, long step, Instant at) {

    private static final Pattern ID =
            Pattern.compile("(\\d{1,9})-(\\d{1,15})-(\\d{1,15})-(\\d{1,15})-(.+)");

    static Place of(RunProgress progress, Instant at) {
        long step = progress.history().isEmpty() ? 0 : progress.history().getLast().step();
        return new Place(progress.run(), progress.epoch(), progress.startedAt(), step, at);
    }

    /// @param id as [#id] gave it; anything else is no place
    static Optional<Place> parse(String id) {
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(
                        new Place(
                                parts.group(5),
                                Long.parseLong(parts.group(1)),
                                Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
                                Long.parseLong(parts.group(3)),
                                Instant.ofEpochMilli(Long.parseLong(parts.group(4)))))
                : Optional.empty();
    }

    String id() {
        return "%d-%d-%d-%d-%s"
                .formatted(epoch, epochStartedAt.toEpochMilli(), step, at.toEpochMilli(), run);
    }

    /// True if somebody at this place can be told what came after it; otherwise the run is another
    /// one. A later start of the trainer may have gone back to its checkpoint: it will make the
    /// very points again that are known already.
    boolean isOf(RunProgress progress) {
        return run.equals(progress.run())
                && (epoch < progress.epoch()
                        || (epoch == progress.epoch()
                                && epochStartedAt.toEpochMilli()
                                        == progress.startedAt().toEpochMilli()));
    }
}
