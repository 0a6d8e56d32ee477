package lotic.ingest.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.ingest.archive.ArchiveIntake;
import lotic.ingest.intake.Receipt;
import lotic.schemas.Digests;

import java.util.Optional;

/// A line of the answer to a tar archive: as the answer to a single image, with the sample's name.
///
/// @param status as of a single image
/// @param code of a refusal
/// @param detail of a refusal
@Serdeable(naming = SnakeCaseStrategy.class)
record SampleAnswer(
        String name,
        int status,
        Optional<String> id,
        Optional<String> sha256,
        Optional<String> topic,
        Optional<Integer> partition,
        Optional<Long> offset,
        Optional<String> code,
        Optional<String> detail) {

    private static final int ACCEPTED = 202;

    static SampleAnswer of(ArchiveIntake.Answer answer) {
        return switch (answer.receipt()) {
            case Receipt.Acknowledged taken ->
                    new SampleAnswer(
                            answer.name(),
                            ACCEPTED,
                            Optional.of(taken.id()),
                            Optional.of(Digests.hex(taken.digest())),
                            Optional.of(taken.place().topic()),
                            Optional.of(taken.place().partition()),
                            Optional.of(taken.place().offset()),
                            Optional.empty(),
                            Optional.empty());
            case Receipt.Refused refused ->
                    new SampleAnswer(
                            answer.name(),
                            refused.status(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(refused.code()),
                            Optional.of(refused.detail()));
        };
    }
}
