package lotic.standalone;

import lotic.standalone.command.LoticCommand;

/// Where the process begins.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(LoticCommand.execute(arguments));
    }
}
