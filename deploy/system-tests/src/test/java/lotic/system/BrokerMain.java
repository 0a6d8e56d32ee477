package lotic.system;

import lotic.standalone.broker.EmbeddedBroker;

import java.io.IOException;
import java.nio.file.Path;

/// A broker in a process of its own, until its standard input ends.
final class BrokerMain {

    private BrokerMain() {}

    /// Arguments: folder, port.
    public static void main(String[] arguments) throws IOException {
        try (var _ = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
