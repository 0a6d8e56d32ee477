package lotic.trainer.status;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import java.time.Instant;
import java.util.Optional;

/// The run's newest version, as the registry tells it.
///
/// @param model its name
/// @param version its number
/// @param contentId SHA-256 of its manifest, 64 hexadecimal digits
/// @param step the last step that it covers
/// @param publishedAt when the registry accepted it
/// @param loss mean over its last steps
/// @param knn share of held-out queries that their neighbours classify rightly
/// @param knnUntrained the same for the network before its first step
/// @param knnQueries how many queries that was; 0 without labels
/// @param effectiveRank how many directions its features use
@Serdeable(naming = SnakeCaseStrategy.class)
public record NewestVersion(
        String model,
        long version,
        String contentId,
        long step,
        Instant publishedAt,
        Optional<Double> loss,
        Optional<Double> knn,
        Optional<Double> knnUntrained,
        long knnQueries,
        Optional<Double> effectiveRank) {}
