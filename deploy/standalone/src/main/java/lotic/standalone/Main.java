package lotic.standalone;

import lotic.standalone.command.LoticCommand;
import lotic.standalone.command.ProcessEnd;

/// Where the process begins.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        int status = 1;
        try {
            status = LoticCommand.execute(arguments);
        } catch (LinkageError e) {
            System.err.println(
                    "a library does not load: " + e.getMessage() + "; ./lotic doctor says which");
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "out of memory (%s): give Java more than %d MiB with LOTIC_JAVA_OPTIONS=-Xmx…g"
                            .formatted(e.getMessage(), Runtime.getRuntime().maxMemory() >> 20));
        } finally {
            // Threads of the broker would keep the process alive whatever happened.
            ProcessEnd.with(status);
        }
    }
}
