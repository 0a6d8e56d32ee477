package lotic.trainer.evaluate;

import java.util.Optional;

/// How good the features of a version are.
///
/// @param dimension width of the features
/// @param bank held-out images whose features were compared
/// @param queries held-out images that were classified; 0 without labels
/// @param knn share of the queries that their neighbours in the bank classify rightly, 0 to 1;
///   empty without labels
/// @param knnUntrained the same for the network before its first step, its batch-norms calibrated
///   on the bank
/// @param effectiveRank how many directions the bank's features use, 1 to `dimension` (RankMe,
///   Garrido et al. 2023, arXiv:2210.02885); empty while the bank is too small
public record Evaluation(
        int dimension,
        int bank,
        int queries,
        Optional<Double> knn,
        Optional<Double> knnUntrained,
        Optional<Double> effectiveRank) {}
