package lotic.ingest.archive;

import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.Particulars;
import lotic.ingest.intake.Receipt;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Hands in the samples of one archive and answers for each in the archive's order, with several on
/// their way at a time. Not for several threads.
public final class ArchiveIntake {

    /// How many samples may wait for the broker's acknowledgement.
    private static final int PENDING_MAX = 64;

    private final SampleReader samples;
    private final Gate gate;
    private final Particulars common;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long handedIn;
    private boolean ended;

    /// @param common what holds for all samples: the sender's name, and the beginnings of their ids
    ///   and source URIs
    public ArchiveIntake(SampleReader samples, Gate gate, Particulars common) {
        this.samples = samples;
        this.gate = gate;
        this.common = common;
    }

    /// The answer about one sample.
    ///
    /// @param name of its image in the archive; empty where the archive itself is at fault
    public record Answer(String name, Receipt receipt) {}

    private record Pending(String name, CompletableFuture<Receipt> receipt) {}

    /// Waits for the next answer. An archive that breaks off has one for that, the last.
    ///
    /// @return empty once each sample has had its answer
    /// @throws IOException if the connection breaks
    public Optional<Answer> next() throws IOException {
        while (!ended && pending.size() < PENDING_MAX && !firstIsDone()) {
            handInNext();
        }
        Pending first = pending.poll();
        return first == null
                ? Optional.empty()
                : Optional.of(new Answer(first.name(), first.receipt().join()));
    }

    private boolean firstIsDone() {
        Pending first = pending.peek();
        return first != null && first.receipt().isDone();
    }

    private void handInNext() throws IOException {
        try {
            Optional<Sample> sample = samples.next();
            ended = sample.isEmpty();
            sample.ifPresent(s -> pending.add(new Pending(s.name(), handIn(s))));
        } catch (BrokenArchiveException e) {
            ended = true;
            pending.add(new Pending("", refused(400, "broken-archive", e.reason())));
        }
    }

    private CompletableFuture<Receipt> handIn(Sample sample) {
        handedIn++;
        return sample.image()
                .map(image -> handIn(image, sample))
                .orElseGet(
                        () ->
                                refused(
                                        422,
                                        "no-image",
                                        "there is no image beside " + sample.name()));
    }

    /// A long archive may outlast the moment at which the gate was asked whether it is open.
    private CompletableFuture<Receipt> handIn(BodyReader.Outcome image, Sample sample) {
        Optional<Receipt.Refused> closed = gate.closed();
        if (closed.isPresent()) {
            image.letGo();
            return CompletableFuture.completedFuture(closed.get());
        }
        return gate.submit(image, particulars(sample));
    }

    /// Ids are counted through, so that the same archive sent twice under one key is the same
    /// submissions.
    private Particulars particulars(Sample sample) {
        return new Particulars(
                common.id().map(id -> id + "#" + handedIn),
                Optional.empty(),
                Optional.of(
                        common.sourceUri()
                                .map(archive -> archive + "#" + sample.name())
                                .orElse(sample.name())),
                sample.caption().or(common::caption),
                sample.label().or(common::label),
                sample.metadata().or(common::metadata),
                common.producer(),
                Optional.empty());
    }

    private static CompletableFuture<Receipt> refused(int status, String code, String detail) {
        return CompletableFuture.completedFuture(
                new Receipt.Refused(status, code, detail, Optional.empty()));
    }
}
