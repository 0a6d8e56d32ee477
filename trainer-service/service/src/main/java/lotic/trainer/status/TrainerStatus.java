package lotic.trainer.status;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.trainer.run.RunProgress;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that one asks about a run, as `GET /v1/status` answers it: keys in snake_case, names
/// in kebab-case, durations in seconds, `null` for what is not known. What another service would
/// have to say is `null` while it is away, and the reason stands beside it.
///
/// @param light green, amber or red
/// @param sentence the whole truth in one
/// @param run name of the run and of its model
/// @param epoch counts the starts of the trainer
/// @param startedAt when this epoch began
/// @param phase what the trainer is doing, such as learning
/// @param bound what keeps it from being faster, such as step
/// @param resume how this epoch went on, if it did
/// @param training where learning is
/// @param lag how far behind the stream
/// @param health whether it learns at all
/// @param brokerAway why the broker says nothing; null if it answers
/// @param intake admission's counts
/// @param intakeAway why they are missing
/// @param newest the newest version
/// @param newestAway why it is missing; both are null before the first version
/// @param publishing how versions go out
/// @param history of loss and rate, oldest first
/// @param events what happened, newest last
@Serdeable(naming = SnakeCaseStrategy.class)
public record TrainerStatus(
        String light,
        String sentence,
        String run,
        long epoch,
        Instant startedAt,
        String phase,
        String bound,
        Optional<Resume> resume,
        Training training,
        LagStatus lag,
        Health health,
        Optional<String> brokerAway,
        Optional<Intake> intake,
        Optional<String> intakeAway,
        Optional<NewestVersion> newest,
        Optional<String> newestAway,
        Publishing publishing,
        List<Point> history,
        List<Event> events) {

    /// The same without what happened before and without single partitions: for those who are told
    /// every second.
    public TrainerStatus brief() {
        return new TrainerStatus(
                light,
                sentence,
                run,
                epoch,
                startedAt,
                phase,
                bound,
                resume,
                training,
                new LagStatus(
                        lag.cause(),
                        lag.learnt(),
                        lag.durable(),
                        lag.clearSeconds(),
                        lag.quietSeconds(),
                        List.of()),
                health,
                brokerAway,
                intake,
                intakeAway,
                newest,
                newestAway,
                publishing,
                List.of(),
                List.of());
    }

    /// How the trainer came back.
    ///
    /// @param step of the checkpoint
    /// @param followed steps repeated from the journal
    /// @param sentence such as `resumed at step 400, followed 17`
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Resume(long step, long followed, String sentence) {}

    /// Where learning is; counts are of records, over all epochs.
    ///
    /// @param step made last; 0 before the first
    /// @param loss of that step; null before the first or if it was not finite
    /// @param lossLnK the loss of a guess
    /// @param learningRate that the step used
    /// @param halvedAt steps at which the rate was halved, as far as events reach back
    /// @param imagesPerSecond learnt, over the last ten seconds
    /// @param trained distinct records learnt
    /// @param replayed further uses of them
    /// @param heldOut kept for evaluation
    /// @param skipped that do not decode or lack what the recipe needs
    /// @param lost that vanished unread
    /// @param waiting admitted and not passed yet, by admission's counts; by offsets, which are
    ///   more, while the ingest service is away
    /// @param signals of the last step
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Training(
            long step,
            Optional<Double> loss,
            double lossLnK,
            Optional<Double> learningRate,
            List<Long> halvedAt,
            double imagesPerSecond,
            long trained,
            long replayed,
            long heldOut,
            long skipped,
            long lost,
            long waiting,
            Map<String, Optional<Double>> signals) {}

    /// How far behind the stream.
    ///
    /// @param clearSeconds until nothing waits; null if it will not, or is not known yet
    /// @param quietSeconds since the last record came, as far as this start of the trainer saw
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record LagStatus(
            String cause,
            DistanceStatus learnt,
            DistanceStatus durable,
            Optional<Double> clearSeconds,
            double quietSeconds,
            List<PartitionStatus> partitions) {}

    /// The lag in one partition.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record PartitionStatus(int partition, DistanceStatus learnt, DistanceStatus durable) {}

    /// How far behind.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record DistanceStatus(long records, double seconds) {}

    /// Whether the run learns at all.
    ///
    /// @param signals the numbers behind it, with their ranges
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Health(String state, String detail, List<HealthSignal> signals) {}

    /// How versions go out.
    ///
    /// @param published since this epoch began
    /// @param waiting versions on disk that the registry does not have
    /// @param waitingBytes of them
    /// @param failure what stands in the way
    /// @param failureCause its kind
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Publishing(
            long published,
            int waiting,
            long waitingBytes,
            Optional<String> failure,
            Optional<String> failureCause) {}

    /// One point of the run's past.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Point(long step, long trained, Optional<Double> loss, double learningRate) {}

    /// Something that happened.
    @Serdeable(naming = SnakeCaseStrategy.class)
    public record Event(Instant at, long step, String kind, String detail) {

        /// As JSON tells it.
        public static Event of(RunProgress.Happening happening) {
            return new Event(
                    happening.at(), happening.step(), happening.kind(), happening.detail());
        }
    }
}
