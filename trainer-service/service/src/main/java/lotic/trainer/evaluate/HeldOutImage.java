package lotic.trainer.evaluate;

import java.util.Optional;

/// An image that is never learnt, so that versions can be judged by it.
///
/// @param sha256 of its bytes, 64 lower-case hexadecimal digits
/// @param label its class, where the producer gave one
public record HeldOutImage(String sha256, Optional<String> label) {}
