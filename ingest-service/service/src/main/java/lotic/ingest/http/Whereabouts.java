package lotic.ingest.http;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.ingest.admission.Outcome;
import lotic.ingest.admission.Sighting;
import lotic.ingest.admission.Wording;
import lotic.ingest.intake.SubmissionLog;
import lotic.schemas.Digests;
import lotic.schemas.ImageDigest;
import lotic.schemas.RejectionReason;

import java.time.Instant;
import java.util.Optional;

/// The body of `GET /v1/images/{sha256}`: what became of an image's newest submission.
///
/// @param state submitted, admitted, repeat, duplicate or rejected
/// @param partition of the submitted topic
/// @param offset in that partition
/// @param admittedAt when these bytes were last let through
/// @param reason of a rejection
/// @param detail of a rejection, in words
@Serdeable(naming = SnakeCaseStrategy.class)
record Whereabouts(
        String sha256,
        String state,
        int partition,
        long offset,
        Optional<Instant> admittedAt,
        Optional<String> reason,
        Optional<String> detail) {

    static Whereabouts of(ImageDigest image, Sighting sighting) {
        return switch (sighting.outcome()) {
            case Outcome.Admitted(boolean repeat, _) ->
                    known(image, repeat ? "repeat" : "admitted", sighting);
            case Outcome.Duplicate() -> known(image, "duplicate", sighting);
            case Outcome.Rejected(RejectionReason reason, String detail) ->
                    new Whereabouts(
                            Digests.hex(image),
                            "rejected",
                            sighting.partition(),
                            sighting.offset(),
                            sighting.admittedAt(),
                            Optional.of(Wording.code(reason)),
                            Optional.of(detail));
        };
    }

    /// Acknowledged, and not yet met by admission.
    static Whereabouts of(ImageDigest image, SubmissionLog.Position place) {
        return new Whereabouts(
                Digests.hex(image),
                "submitted",
                place.partition(),
                place.offset(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Whereabouts known(ImageDigest image, String state, Sighting sighting) {
        return new Whereabouts(
                Digests.hex(image),
                state,
                sighting.partition(),
                sighting.offset(),
                sighting.admittedAt(),
                Optional.empty(),
                Optional.empty());
    }
}
