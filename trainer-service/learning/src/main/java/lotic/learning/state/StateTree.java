package lotic.learning.state;

import java.util.SortedMap;

/// All that learning depends on: what is not in here does not exist after a restart. The learner
/// owns the names without a dot-less first segment listed below; whoever adds more uses a segment
/// of its own.
///
/// - `trunk/…` weights and running statistics of the trunk under timm's names, such as
///   `trunk/stem.conv.weight`
/// - `objective/…` weights of heads and prototypes, statistics and queues, such as
///   `objective/prototypes.weight`
/// - `optimizer/…` moments, such as `optimizer/momentum/trunk/stem.conv.weight`
///
/// @param tensors by name
/// @param values small values by name, each JSON text
public record StateTree(SortedMap<String, Tensor> tensors, SortedMap<String, String> values) {}
