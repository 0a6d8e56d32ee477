package lotic.standalone.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class PortHolderTest {

    /// 7071 is 1B9F; the first socket only has a connection to it, the second listens.
    private static final String TABLE =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1B9F 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 111 1
               1: 0100007F:1B9F 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 222 1
            """;

    @TempDir private Path proc;

    @BeforeEach
    void aMachineWithOneProcess() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(proc.resolve("4711/fd"));
        Files.writeString(proc.resolve("4711/comm"), "nginx\n");
        Files.writeString(proc.resolve("4711/cmdline"), "nginx: master\0-g\0daemon off;\0");
        Files.createSymbolicLink(proc.resolve("4711/fd/3"), Path.of("socket:[222]"));
    }

    @Test
    void theListenerIsNamed() throws IOException {
        Files.writeString(proc.resolve("net/tcp6"), TABLE);

        assertThat(PortHolder.of(7071, proc).map(PortHolder::words))
                .hasValue("process 4711 (nginx)");
    }

    @Test
    void oneOfOursIsNamedByWhatItWasStartedAs() throws IOException {
        Files.writeString(proc.resolve("net/tcp"), TABLE);
        Files.writeString(
                proc.resolve("4711/cmdline"),
                "java\0-cp\0lotic.jar\0lotic.standalone.Main\0up\0--data\0/data\0");

        assertThat(PortHolder.of(7071, proc)).hasValue(new PortHolder(4711, "./lotic up", true));
    }

    @Test
    void aPortThatNobodyListensOnHasNoHolder() throws IOException {
        Files.writeString(proc.resolve("net/tcp"), TABLE);

        assertThat(PortHolder.of(7072, proc)).isEmpty();
    }

    @Test
    void whereThereIsNoProcNothingIsKnown() {
        assertThat(PortHolder.of(7071, proc.resolve("nowhere"))).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisVeryProcessIsFound() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Optional<PortHolder> holder = PortHolder.of(socket.getLocalPort());

            assertThat(holder.map(PortHolder::pid)).hasValue(ProcessHandle.current().pid());
        }
    }
}
