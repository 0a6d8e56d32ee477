package lotic.trainer.status;

import java.util.Optional;

/// What another service was asked for: its answer, or why there is none. Exactly one is present.
///
/// @param answer what it said
/// @param away why it said nothing, as a sentence without its full stop
public record Part<T>(Optional<T> answer, Optional<String> away) {

    public static <T> Part<T> of(T answer) {
        return new Part<>(Optional.of(answer), Optional.empty());
    }

    public static <T> Part<T> away(String because) {
        return new Part<>(Optional.empty(), Optional.of(because));
    }
}
