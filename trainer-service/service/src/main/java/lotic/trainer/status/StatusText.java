package lotic.trainer.status;

import lotic.learning.health.LearningHealth;
import lotic.learning.objective.Objective;
import lotic.trainer.lag.Distance;
import lotic.trainer.lag.Lag;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Point;
import lotic.trainer.run.Words;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the facts into the form in which they are told.
final class StatusText {

    private static final String RATE_HALVED = "rate-halved";

    private StatusText() {}

    static TrainerStatus of(RunFacts facts) {
        RunProgress progress = facts.progress();
        Verdict verdict = Verdict.of(facts);
        LearningHealth health = progress.health();
        return new TrainerStatus(
                Words.kebab(verdict.light()),
                verdict.sentence(),
                progress.run(),
                progress.epoch(),
                progress.startedAt(),
                Words.kebab(progress.phase()),
                Words.kebab(progress.bound()),
                progress.resume().map(StatusText::resume),
                training(progress, waiting(facts)),
                lag(facts.lag()),
                new TrainerStatus.Health(
                        Words.kebab(health.state()), health.finding(), HealthSignals.of(facts)),
                facts.brokerAway(),
                facts.intake().answer(),
                facts.intake().away(),
                facts.newest().answer().flatMap(newest -> newest),
                facts.newest().away(),
                publishing(facts.publishing()),
                progress.history().stream()
                        .map(
                                point ->
                                        new TrainerStatus.Point(
                                                point.step(),
                                                point.trained(),
                                                finite(point.loss()),
                                                point.learningRate()))
                        .toList(),
                progress.events().stream().map(TrainerStatus.Event::of).toList());
    }

    private static TrainerStatus.Resume resume(RunProgress.Resume resume) {
        return new TrainerStatus.Resume(
                resume.step(),
                resume.followed(),
                "resumed at step %d, followed %d".formatted(resume.step(), resume.followed()));
    }

    private static TrainerStatus.Training training(RunProgress progress, long waiting) {
        RunProgress.Counts counts = progress.counts();
        Optional<Point> newest = progress.newest();
        Map<String, Optional<Double>> signals = new LinkedHashMap<>();
        progress.lastStep()
                .ifPresent(
                        step ->
                                step.signals().entrySet().stream()
                                        .sorted(Map.Entry.comparingByKey())
                                        .forEach(
                                                signal ->
                                                        signals.put(
                                                                signal.getKey(),
                                                                finite(signal.getValue()))));
        return new TrainerStatus.Training(
                newest.map(Point::step).orElse(0L),
                newest.flatMap(point -> finite(point.loss())),
                Objective.of(progress.recipe()).guessingLoss(),
                newest.map(Point::learningRate),
                halvedAt(progress),
                progress.imagesPerSecond(),
                counts.trained(),
                counts.replayed(),
                counts.heldOut(),
                counts.skipped(),
                counts.lost(),
                waiting,
                signals);
    }

    /// What lies unread on the broker is known by offsets only, which count the marks of
    /// transactions too; admission counts records.
    private static long waiting(RunFacts facts) {
        RunProgress.Counts counts = facts.progress().counts();
        long passed = counts.trained() + counts.heldOut() + counts.skipped() + counts.lost();
        return facts.intake()
                .answer()
                .map(intake -> Math.max(0, intake.admitted() - passed))
                .orElseGet(() -> facts.lag().learnt().records());
    }

    private static List<Long> halvedAt(RunProgress progress) {
        return progress.events().stream()
                .filter(event -> event.kind().equals(RATE_HALVED))
                .map(RunProgress.Happening::step)
                .toList();
    }

    private static TrainerStatus.LagStatus lag(Lag lag) {
        return new TrainerStatus.LagStatus(
                Words.kebab(lag.cause()),
                distance(lag.learnt()),
                distance(lag.durable()),
                lag.clear().map(StatusText::seconds),
                seconds(lag.quiet()),
                lag.partitions().entrySet().stream()
                        .map(
                                partition ->
                                        new TrainerStatus.PartitionStatus(
                                                partition.getKey(),
                                                distance(partition.getValue().learnt()),
                                                distance(partition.getValue().durable())))
                        .toList());
    }

    private static TrainerStatus.DistanceStatus distance(Distance distance) {
        return new TrainerStatus.DistanceStatus(distance.records(), seconds(distance.age()));
    }

    private static TrainerStatus.Publishing publishing(PublishingStatus publishing) {
        return new TrainerStatus.Publishing(
                publishing.published(),
                publishing.waiting(),
                publishing.waitingBytes(),
                publishing.failure().map(PublishingStatus.Failure::detail),
                publishing.failure().map(failure -> Words.kebab(failure.cause())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Optional<Double> finite(double value) {
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }
}
