package lotic.learning.ops;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lets an operation write over its first operand where nobody else reads it: one feature map less
/// goes through memory, and the numbers are the same.
///
/// The operand must be the result of an operation whose gradient needs what went into it and not
/// what came out, and be mentioned twice in the program: where it is made and where it is written
/// over. What is added to a normalised map has its type: a wider one would be rounded.
final class InPlace {

    private static final Pattern VARIABLE = Pattern.compile("\\bv\\d+\\b");

    /// A line that gives a variable the result of an operation on a variable.
    private static final Pattern OPERATION =
            Pattern.compile("(?m)^( *)(v\\d+) = torch\\.(\\w+)\\((v\\d+)\\b");

    private static final String NORM = "batch_norm";

    /// What a rectifier may write over.
    private static final Set<String> OVERWRITTEN = Set.of(NORM, "add", "linear");

    private final Map<String, Long> mentions;

    /// By which operation a variable was made.
    private final Map<String, String> makers = new HashMap<>();

    private InPlace(String methods) {
        mentions =
                VARIABLE.matcher(methods)
                        .results()
                        .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
    }

    /// The same program with fewer maps.
    ///
    /// @param methods whose variables have names of their own throughout
    static String of(String methods) {
        return OPERATION.matcher(methods).replaceAll(new InPlace(methods)::line);
    }

    private String line(MatchResult line) {
        String made = line.group(2);
        String operation = line.group(3);
        String operand = line.group(4);
        makers.put(made, operation);
        String name = overwrites(operation, operand) ? operation + "_" : operation;
        return Matcher.quoteReplacement(
                "%s%s = torch.%s(%s".formatted(line.group(1), made, name, operand));
    }

    private boolean overwrites(String operation, String operand) {
        String maker = makers.getOrDefault(operand, "");
        return mentions.getOrDefault(operand, 0L) == 2
                && switch (operation) {
                    case "relu" -> OVERWRITTEN.contains(maker);
                    // A sum may be larger than a summand elsewhere, never than a normalised map.
                    case "add" -> maker.equals(NORM);
                    default -> false;
                };
    }
}
