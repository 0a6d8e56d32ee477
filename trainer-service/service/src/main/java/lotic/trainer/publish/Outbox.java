package lotic.trainer.publish;

import lotic.learning.export.UnfaithfulModelException;
import lotic.registry.client.ModelVersion;
import lotic.registry.client.PublishedVersion;
import lotic.registry.client.RegistryException;
import lotic.registry.client.VersionDraft;
import lotic.trainer.evaluate.Evaluation;
import lotic.trainer.publish.PublishingStatus.Cause;
import lotic.trainer.publish.PublishingStatus.Failure;
import lotic.trainer.publish.WaitingDrafts.Waiting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Versions on their way out: kept as files, sent one at a time in the order of their steps, tried
/// again or dropped. One thread uses it.
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final WaitingDrafts waiting;
    private final LastPublished ledger;
    private final long bytesMax;
    private final Publisher.Ends ends;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<Cause, Long> failures = new EnumMap<>(Cause.class);

    private long published;
    private Optional<Failure> failure = Optional.empty();

    Outbox(
            Path folder,
            long bytesMax,
            Publisher.Ends ends,
            InstantSource clock,
            RandomGenerator random) {
        this.waiting = WaitingDrafts.open(folder.resolve("waiting"));
        this.ledger = LastPublished.open(folder);
        this.bytesMax = bytesMax;
        this.ends = ends;
        this.clock = clock;
        this.random = random;
    }

    /// The newest step that is published or waits: no snapshot up to it is needed any more.
    long newestStep() {
        return Math.max(
                waiting.newestStep(), ledger.last().map(LastPublished.Entry::step).orElse(0L));
    }

    /// Keeps a snapshot as files. A disk that will not have it costs this version alone, and so
    /// does a model file that is not what was learnt.
    void keep(Snapshot snapshot, Evaluation evaluation) {
        try {
            Draft draft = Draft.of(snapshot, evaluation, ends.software().get());
            waiting.add(snapshot, draft, ends.exporter());
        } catch (UnfaithfulModelException unfaithful) {
            fail(
                    Cause.UNFAITHFUL,
                    "step %d is not published: %s"
                            .formatted(snapshot.step(), unfaithful.getMessage()));
        } catch (IOException unwritable) {
            fail(Cause.DISK, "step %d was not kept: %s".formatted(snapshot.step(), unwritable));
        }
    }

    /// Sends the oldest version, if one waits.
    ///
    /// @return how long to rest before the next attempt; empty if nothing waited
    Optional<Duration> sendOldest() {
        return waiting.oldest().map(this::send);
    }

    private Duration send(Waiting oldest) {
        Draft draft = oldest.draft();
        try {
            if (ledger.last().filter(last -> last.step() >= draft.step()).isEmpty()) {
                Lineage lineage = Lineage.of(ledger.last(), draft);
                PublishedVersion version =
                        publish(VersionFolder.seal(oldest.files(), draft, lineage));
                ledger.record(
                        new LastPublished.Entry(
                                draft.step(),
                                version.number(),
                                version.contentId(),
                                draft.learnt(),
                                draft.counts()));
                published++;
                LOG.info(
                        "event=published model={} version={} step={} content_id={}",
                        version.model(),
                        version.number(),
                        draft.step(),
                        version.contentId());
                ends.listener().published(version);
            }
            waiting.remove(oldest);
            failure = Optional.empty();
            return Duration.ZERO;
        } catch (RegistryException refusal) {
            return switch (refusal.reason()) {
                case UNREACHABLE -> fail(Cause.UNREACHABLE, refusal.getMessage());
                case LOCAL -> fail(Cause.DISK, refusal.getMessage());
                case NOT_FOUND, REFUSED, CORRUPT -> drop(oldest, refusal);
            };
        } catch (IOException unwritable) {
            return fail(
                    Cause.DISK, "step %d cannot be sent: %s".formatted(draft.step(), unwritable));
        }
    }

    /// A registry that has the step with other files refuses it. If the weights are the same it is
    /// this very version, told in other words by another release: its number is as good.
    private PublishedVersion publish(VersionDraft version) throws IOException {
        try {
            return ends.upload().publish(version);
        } catch (RegistryException refusal) {
            if (refusal.reason() != RegistryException.Reason.REFUSED) {
                throw refusal;
            }
            Optional<ModelVersion> known = ends.upload().find(version.run(), version.step());
            if (known.isEmpty() || !WeightFiles.areSame(known.get(), version)) {
                throw refusal;
            }
            return new PublishedVersion(
                    known.get().model(), known.get().number(), known.get().contentId().hex(), true);
        }
    }

    private Duration drop(Waiting refused, RegistryException refusal) {
        String detail =
                "the registry refused step %d: %s"
                        .formatted(refused.draft().step(), refusal.getMessage());
        try {
            waiting.remove(refused);
        } catch (IOException unwritable) {
            return fail(Cause.DISK, detail + "; it cannot be removed: " + unwritable);
        }
        fail(Cause.REFUSED, detail);
        return Duration.ZERO;
    }

    private Duration fail(Cause cause, String detail) {
        failures.merge(cause, 1L, Long::sum);
        int times = failure.filter(f -> f.cause() == cause).map(Failure::times).orElse(0) + 1;
        if (times == 1) {
            LOG.warn("event=publish-failed cause={} detail=\"{}\"", cause, detail);
            ends.listener().failed(detail);
        }
        failure =
                Optional.of(
                        new Failure(
                                cause,
                                detail,
                                failure.filter(f -> f.cause() == cause)
                                        .map(Failure::since)
                                        .orElseGet(clock::instant),
                                times));
        return Backoff.REGISTRY.after(times, random);
    }

    PublishingStatus status() {
        return new PublishingStatus(
                waiting.count(),
                waiting.bytes(),
                isFull(),
                published,
                ledger.last()
                        .map(
                                last ->
                                        new PublishingStatus.Last(
                                                last.step(), last.number(), last.contentId())),
                failure,
                failures);
    }

    /// Versions of a run are about equally large, so the largest that waits tells whether another
    /// would fit. Where none waits there is always room for one.
    private boolean isFull() {
        return waiting.count() > 0 && waiting.bytes() + waiting.largestBytes() > bytesMax;
    }
}
