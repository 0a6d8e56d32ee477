package lotic.standalone.demo;

import lotic.standalone.source.Sample;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A new id for every delivery: a picture that comes around again is a submission of its own.
final class SubmissionIds implements Function<Sample, String> {

    private final String prefix = "demo-" + UUID.randomUUID() + "-";
    private final AtomicLong count = new AtomicLong();

    @Override
    public String apply(Sample sample) {
        return prefix + count.incrementAndGet();
    }
}
