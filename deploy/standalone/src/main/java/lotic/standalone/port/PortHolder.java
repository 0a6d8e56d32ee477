package lotic.standalone.port;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who listens on a port, as Linux's `/proc` tells it; elsewhere, and of other users' processes,
/// nothing is known.
///
/// @param pid of the process
/// @param name that people know it by, such as `./lotic up` or `nginx`
/// @param lotic true if it is one of ours
public record PortHolder(long pid, String name, boolean lotic) {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final String MAIN = "lotic.standalone.Main";

    /// Looks for the listener of a port.
    public static Optional<PortHolder> of(int port) {
        return of(port, PROC);
    }

    static Optional<PortHolder> of(int port, Path proc) {
        try {
            Optional<String> socket =
                    Stream.of("tcp", "tcp6")
                            .flatMap(table -> lines(proc.resolve("net").resolve(table)))
                            .flatMap(line -> socket(line, port).stream())
                            .findFirst();
            return socket.isEmpty() ? Optional.empty() : holder(proc, socket.get());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// `process 4711 (nginx)`
    public String words() {
        return "process %d (%s)".formatted(pid, name);
    }

    /// Columns of `/proc/net/tcp` (proc_net_tcp.rst): number, local address, remote address, state,
    /// five more, inode.
    private static Optional<String> socket(String line, int port) {
        String[] columns = line.strip().split("\\s+", -1);
        return columns.length > 9
                        && columns[3].equals(LISTENS)
                        && columns[1].endsWith(":%04X".formatted(port))
                ? Optional.of("socket:[%s]".formatted(columns[9]))
                : Optional.empty();
    }

    private static Optional<PortHolder> holder(Path proc, String socket) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (has(process, socket)) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    return Optional.of(named(pid, process));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean has(Path process, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path each : open) {
                if (Files.readSymbolicLink(each).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException _) {
            // Somebody else's, or it has just ended.
        }
        return false;
    }

    private static PortHolder named(long pid, Path process) throws IOException {
        byte[] line = Files.readAllBytes(process.resolve("cmdline"));
        List<String> words = List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
        int main = words.indexOf(MAIN);
        if (main < 0) {
            return new PortHolder(pid, Files.readString(process.resolve("comm")).strip(), false);
        }
        String verb = main + 1 < words.size() ? words.get(main + 1) : "";
        return new PortHolder(pid, ("./lotic " + verb).strip(), true);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
