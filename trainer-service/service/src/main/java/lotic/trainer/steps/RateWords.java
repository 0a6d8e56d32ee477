package lotic.trainer.steps;

import lotic.learning.rate.RateCommand;

/// How the journal writes commands to the learning rate: `halve` and `rewarm RATE`.
final class RateWords {

    private static final String HALVE = "halve";
    private static final String REWARM = "rewarm ";

    private RateWords() {}

    static String write(RateCommand command) {
        return switch (command) {
            case RateCommand.Halve() -> HALVE;
            case RateCommand.ReWarm(double rate) -> REWARM + rate;
        };
    }

    /// @throws IllegalArgumentException if the words are no command
    static RateCommand read(String words) {
        if (words.equals(HALVE)) {
            return new RateCommand.Halve();
        }
        if (words.startsWith(REWARM)) {
            return new RateCommand.ReWarm(Double.parseDouble(words.substring(REWARM.length())));
        }
        throw new IllegalArgumentException("\"" + words + "\" is no command to the learning rate");
    }
}
