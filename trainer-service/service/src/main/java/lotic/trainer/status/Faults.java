package lotic.trainer.status;

import lotic.learning.health.LearningHealth;
import lotic.trainer.publish.PublishingStatus;
import lotic.trainer.run.RunProgress;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.run.Words;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules that find what is wrong. Each looks at the facts and nothing else.
final class Faults {

    /// How long what is over and was bad is worth a word.
    private static final Duration NEWS = Duration.ofHours(1);

    /// A run that is so far behind, and does not catch up, needs help.
    private static final Duration FAR_BEHIND = Duration.ofMinutes(15);

    /// A run that has just come back has no pace to speak of.
    private static final Duration GETS_UP_SPEED = Duration.ofMinutes(2);

    /// What admission says of itself when it lets nothing through any more.
    private static final Set<String> ENDED = Set.of("failed", "stopped");

    /// A checkpoint may take its time; after so many intervals something is in its way.
    private static final int INTERVALS_MAX = 3;

    private static final String RECORDS_LOST = "records-lost";
    private static final String CHECKPOINT_DAMAGED = "checkpoint-damaged";

    private Faults() {}

    /// What is wrong, the gravest first.
    static List<Fault> of(RunFacts facts) {
        List<Fault> found = new ArrayList<>();
        failed(facts).ifPresent(found::add);
        brokerAway(facts).ifPresent(found::add);
        health(facts).ifPresent(found::add);
        unbalanced(facts).ifPresent(found::add);
        admission(facts).ifPresent(found::add);
        publishing(facts).ifPresent(found::add);
        paused(facts).ifPresent(found::add);
        unsaved(facts).ifPresent(found::add);
        lost(facts).ifPresent(found::add);
        damaged(facts).ifPresent(found::add);
        behind(facts).ifPresent(found::add);
        ingestAway(facts).ifPresent(found::add);
        registryAway(facts).ifPresent(found::add);
        found.sort(Comparator.comparing(Fault::light).reversed());
        return found;
    }

    private static Optional<Fault> failed(RunFacts facts) {
        return facts.progress().phase() == Phase.FAILED
                ? Optional.of(
                        Fault.told(
                                Light.RED,
                                facts.progress().failure().orElse("the log has the reason"),
                                "Remove the cause and start again: the run goes on from its last"
                                        + " checkpoint"))
                : Optional.empty();
    }

    private static Optional<Fault> brokerAway(RunFacts facts) {
        return facts.brokerAway()
                .map(
                        because ->
                                new Fault(
                                        Light.RED,
                                        because,
                                        "Start it again: the run goes on by itself, and nothing"
                                                + " that was acknowledged is lost"));
    }

    private static Optional<Fault> health(RunFacts facts) {
        LearningHealth health = facts.progress().health();
        Light light = health.state() == LearningHealth.State.NON_FINITE ? Light.RED : Light.AMBER;
        return health.remedy().map(remedy -> new Fault(light, health.finding(), remedy));
    }

    private static Optional<Fault> unbalanced(RunFacts facts) {
        return facts.intake()
                .answer()
                .filter(intake -> intake.balance() != 0)
                .map(
                        intake ->
                                new Fault(
                                        Light.RED,
                                        "admission's counts are off by " + intake.balance(),
                                        "Keep the data folder and report it: no record may be"
                                                + " unaccounted for"));
    }

    private static Optional<Fault> admission(RunFacts facts) {
        return facts.intake()
                .answer()
                .filter(intake -> ENDED.contains(intake.admission()))
                .map(
                        intake ->
                                new Fault(
                                        Light.RED,
                                        "admission has " + intake.admission(),
                                        "Restart the ingest service; its log has the reason"));
    }

    private static Optional<Fault> publishing(RunFacts facts) {
        PublishingStatus publishing = facts.publishing();
        return publishing
                .failure()
                .map(
                        failure ->
                                switch (failure.cause()) {
                                    case BROKEN ->
                                            new Fault(
                                                    Light.RED,
                                                    "publishing has ended: " + failure.detail(),
                                                    "Restart the trainer; the log has the reason");
                                    case DISK ->
                                            new Fault(
                                                    Light.RED,
                                                    "a version cannot be kept: " + failure.detail(),
                                                    "Make room on the disk of the data folder");
                                    case UNFAITHFUL ->
                                            new Fault(
                                                    Light.AMBER,
                                                    failure.detail(),
                                                    "If the next version fails too, look at the"
                                                            + " weights: a run that has diverged"
                                                            + " has features without numbers");
                                    case REFUSED ->
                                            new Fault(
                                                    Light.AMBER,
                                                    failure.detail(),
                                                    "If another trainer has the same run, stop one"
                                                            + " of them");
                                    case UNREACHABLE ->
                                            new Fault(
                                                    publishing.full() ? Light.RED : Light.AMBER,
                                                    waiting(publishing)
                                                            + " for the registry: "
                                                            + failure.detail(),
                                                    "Start it with ./lotic registry, or name"
                                                            + " another with trainer.registry");
                                });
    }

    private static Optional<Fault> paused(RunFacts facts) {
        return facts.progress().phase() == Phase.PAUSED
                ? Optional.of(
                        new Fault(
                                Light.AMBER,
                                "an operator said so",
                                "Press Continue in the console, or POST {\"command\":\"continue\"}"
                                        + " to /v1/commands"))
                : Optional.empty();
    }

    private static Optional<Fault> unsaved(RunFacts facts) {
        RunProgress progress = facts.progress();
        boolean atWork = progress.phase() == Phase.LEARNING || progress.phase() == Phase.STARVED;
        Duration every = progress.saving().every();
        return unsavedSince(progress)
                .map(since -> Duration.between(since, facts.at()))
                .filter(age -> atWork && age.compareTo(every.multipliedBy(INTERVALS_MAX)) > 0)
                .map(
                        age ->
                                new Fault(
                                        Light.AMBER,
                                        "no checkpoint was taken for %s, and one is due every %s"
                                                .formatted(
                                                        Words.duration(age), Words.duration(every)),
                                        "Look at the room and the speed of the data folder's disk;"
                                                + " the log says what failed. Until then a restart"
                                                + " repeats the steps since"));
    }

    /// Since when there has been something to save: a run that was idle is not late at its first
    /// step. Empty if everything that was learnt is saved.
    private static Optional<Instant> unsavedSince(RunProgress progress) {
        Instant saved = progress.saving().last().orElse(progress.startedAt());
        return progress.backlogs().values().stream()
                .filter(backlog -> backlog.unsaved() > backlog.unlearnt())
                .flatMap(backlog -> backlog.oldestUnsaved().stream())
                .min(Comparator.naturalOrder())
                .map(oldest -> oldest.isAfter(saved) ? oldest : saved);
    }

    private static Optional<Fault> lost(RunFacts facts) {
        return lately(facts, RECORDS_LOST)
                .map(
                        detail ->
                                Fault.told(
                                        Light.AMBER,
                                        detail,
                                        "Raise the retention of the image topic, or add speed"));
    }

    private static Optional<Fault> damaged(RunFacts facts) {
        return lately(facts, CHECKPOINT_DAMAGED)
                .map(
                        detail ->
                                new Fault(
                                        Light.AMBER,
                                        Fault.told(Light.AMBER, detail, "").what(),
                                        "The run goes on from the one before; look at the disk,"
                                                + " which may have damaged more"));
    }

    /// What the newest event of a kind says, while it is news.
    private static Optional<String> lately(RunFacts facts, String kind) {
        return facts.progress().events().reversed().stream()
                .filter(event -> event.kind().equals(kind))
                .filter(event -> event.at().plus(NEWS).isAfter(facts.at()))
                .findFirst()
                .map(RunProgress.Happening::detail);
    }

    private static Optional<Fault> behind(RunFacts facts) {
        boolean learns = facts.progress().phase() == Phase.LEARNING;
        boolean far = facts.lag().learnt().age().compareTo(FAR_BEHIND) > 0;
        boolean atSpeed = facts.progress().startedAt().plus(GETS_UP_SPEED).isBefore(facts.at());
        return learns && atSpeed && far && facts.lag().clear().isEmpty()
                ? Optional.of(
                        new Fault(
                                Light.AMBER,
                                "it does not catch up",
                                "Give it more threads, smaller crops or a slower stream before"
                                        + " retention deletes what it has not seen"))
                : Optional.empty();
    }

    private static Optional<Fault> ingestAway(RunFacts facts) {
        return facts.intake()
                .away()
                .map(
                        because ->
                                new Fault(
                                        Light.AMBER,
                                        because,
                                        "Start it with ./lotic ingest, or name another with"
                                                + " trainer.ingest"));
    }

    /// Said only while nothing waits: otherwise publishing says it, with what it costs.
    private static Optional<Fault> registryAway(RunFacts facts) {
        return facts.newest()
                .away()
                .filter(_ -> facts.publishing().failure().isEmpty())
                .map(
                        because ->
                                new Fault(
                                        Light.AMBER,
                                        because,
                                        "Start it with ./lotic registry, or name another with"
                                                + " trainer.registry"));
    }

    private static String waiting(PublishingStatus publishing) {
        return publishing.waiting() == 1
                ? "1 version waits"
                : publishing.waiting() + " versions wait";
    }
}
