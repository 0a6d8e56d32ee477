package lotic.ingest;

import lotic.ingest.intake.SubmissionLog;
import lotic.ingest.intake.SubmissionLogException;
import lotic.schemas.ImageDigest;
import lotic.schemas.Submission;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The submitted topic in memory: it acknowledges at once, or when it is told to, or never.
public final class LogTwin implements SubmissionLog {

    /// What it does with a submission.
    public enum Mood {
        ACKNOWLEDGING,
        HOLDING,
        FAILING,
        THROWING
    }

    private final List<Submission> submissions = new ArrayList<>();
    private final List<CompletableFuture<Position>> held = new ArrayList<>();
    private Mood mood = Mood.ACKNOWLEDGING;

    public synchronized void become(Mood next) {
        mood = next;
        if (mood == Mood.ACKNOWLEDGING) {
            held.forEach(position -> position.complete(new Position("submitted", 0, 0)));
            held.clear();
        }
    }

    public synchronized List<Submission> submissions() {
        return List.copyOf(submissions);
    }

    @Override
    public synchronized CompletableFuture<Position> append(ImageDigest key, Submission submission) {
        CompletableFuture<Position> position = new CompletableFuture<>();
        switch (mood) {
            case ACKNOWLEDGING -> {
                position.complete(new Position("submitted", 3, submissions.size()));
                submissions.add(submission);
            }
            case HOLDING -> {
                held.add(position);
                submissions.add(submission);
            }
            case FAILING ->
                    position.completeExceptionally(
                            new SubmissionLogException(
                                    "the broker did not take it: no leader",
                                    new IllegalStateException()));
            case THROWING -> throw new IllegalStateException("a bug");
        }
        return position;
    }

    @Override
    public void close() {}
}
