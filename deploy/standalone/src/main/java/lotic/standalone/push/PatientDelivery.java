package lotic.standalone.push;

import lotic.standalone.http.ServiceException;
import lotic.standalone.http.ServiceException.Reason;
import lotic.standalone.source.Sample;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Hands a picture in until it is taken or refused: waits while the gate is busy, and for a while
/// when nobody answers, as during a restart.
public final class PatientDelivery implements Delivery {

    /// How long the gate may say that it is busy.
    private static final Duration BUSY_MAX = Duration.ofMinutes(10);

    private static final int UNREACHABLE_TRIES_MAX = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Gate gate;
    private final Function<Sample, String> id;

    /// @param id names a submission: two of one id count once
    public PatientDelivery(Gate gate, Function<Sample, String> id) {
        this.gate = gate;
        this.id = id;
    }

    @Override
    public Fate deliver(Sample sample) throws InterruptedException {
        String submissionId = id.apply(sample);
        Duration waited = Duration.ZERO;
        while (true) {
            switch (reach(sample, submissionId)) {
                case Answer.Accepted() -> {
                    return new Fate.Accepted();
                }
                case Answer.Refused(String code, String detail) -> {
                    return new Fate.Rejected(code, detail);
                }
                case Answer.Busy(Duration retryAfter, String why) -> {
                    if (waited.compareTo(BUSY_MAX) > 0) {
                        throw new ServiceException(
                                Reason.NOT_NOW,
                                "the ingest service takes nothing since %d minutes: %s"
                                        .formatted(waited.toMinutes(), why));
                    }
                    waited = waited.plus(pause(retryAfter));
                }
            }
        }
    }

    private Answer reach(Sample sample, String submissionId) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return gate.submit(sample, submissionId);
            } catch (ServiceException e) {
                if (e.reason() != Reason.UNREACHABLE || tries == UNREACHABLE_TRIES_MAX) {
                    throw e;
                }
                pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /// Many wait at once, so each adds up to a half: they must not all come back together.
    private static Duration pause(Duration atLeast) throws InterruptedException {
        double factor = 1 + ThreadLocalRandom.current().nextDouble() / 2;
        Duration pause = Duration.ofNanos((long) (atLeast.toNanos() * factor));
        Thread.sleep(pause);
        return pause;
    }
}
