package lotic.trainer.status;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that is not as it should be.
///
/// @param light how bad, amber or red
/// @param what is wrong, as a clause
/// @param action what to do about it, as a sentence without its full stop
record Fault(Light light, String what, String action) {

    /// The end of a first sentence; what stands behind it begins with a capital.
    private static final Pattern SENTENCE_END = Pattern.compile("\\. (?=\\p{Lu})");

    /// From the words of an event: its first sentence is what is wrong, and the others say what to
    /// do, if there are any.
    ///
    /// @param otherwise what to do if the event does not say
    static Fault told(Light light, String detail, String otherwise) {
        String text = detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
        Matcher end = SENTENCE_END.matcher(text);
        return end.find()
                ? new Fault(
                        light, clause(text.substring(0, end.start())), text.substring(end.end()))
                : new Fault(light, clause(text), otherwise);
    }

    private static String clause(String sentence) {
        return sentence.isEmpty() || isName(sentence)
                ? sentence
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /// True if the first word keeps its capital: it has another one.
    private static boolean isName(String sentence) {
        return sentence.split(" ", 2)[0].chars().filter(Character::isUpperCase).count() > 1;
    }
}
