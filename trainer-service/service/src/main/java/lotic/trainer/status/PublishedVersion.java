package lotic.trainer.status;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A version of the run's model, as the registry tells it.
///
/// @param version its number
/// @param contentId SHA-256 of its manifest, 64 hexadecimal digits
/// @param step the last step that it covers
/// @param images distinct records learnt by then
/// @param publishedAt when the registry accepted it
/// @param bytes of its files
/// @param aliases that name it now
/// @param loss mean over its last steps
/// @param knn share of held-out queries that their neighbours classify rightly
/// @param knnUntrained the same for the network before its first step
/// @param effectiveRank how many directions its features use
@Serdeable(naming = SnakeCaseStrategy.class)
public record PublishedVersion(
        long version,
        String contentId,
        long step,
        Optional<Long> images,
        Instant publishedAt,
        long bytes,
        List<String> aliases,
        Optional<Double> loss,
        Optional<Double> knn,
        Optional<Double> knnUntrained,
        Optional<Double> effectiveRank) {}
