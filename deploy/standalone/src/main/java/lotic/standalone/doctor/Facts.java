package lotic.standalone.doctor;

import lotic.standalone.port.PortHolder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// All that was found out about a machine, without judgement.
///
/// @param java that runs this
/// @param processor that Java may use
/// @param memory of the machine and what may be used of it
/// @param data where a run would be kept
/// @param logBytesMax what the embedded broker keeps at most
/// @param reserveBytes free space at which the gate turns pictures away
/// @param cache where libraries are unpacked
/// @param ports that Lotic would listen on
/// @param libraries that are not Java
/// @param gpu and what drives it
/// @param build what Lotic is built on
record Facts(
        Java java,
        Processor processor,
        Memory memory,
        Folder data,
        long logBytesMax,
        long reserveBytes,
        Folder cache,
        List<Port> ports,
        List<Library> libraries,
        Gpu gpu,
        Build build) {

    /// @param feature such as 25
    /// @param version in full
    record Java(int feature, String version, String vendor) {}

    /// @param flags of instructions that decide how fast a step is
    record Processor(int cores, Set<String> flags) {}

    /// @param machineBytes that the machine has
    /// @param usableBytes that a container leaves of it
    /// @param freeBytes of the usable
    /// @param heapBytes that `./lotic up` takes for Java
    record Memory(long machineBytes, long usableBytes, long freeBytes, long heapBytes) {}

    /// A folder that need not exist yet.
    ///
    /// @param freeBytes on its disk; empty if nobody can tell
    /// @param writable whether this user may write there
    record Folder(Path path, OptionalLong freeBytes, boolean writable) {}

    /// @param key the setting that names another
    /// @param holder who listens on it, where that is known
    record Port(String key, int number, boolean free, Optional<PortHolder> holder) {}

    /// @param name such as `libtorch`
    /// @param version that loaded; empty if none did
    /// @param failure why it did not load, in its own words
    record Library(String name, Optional<String> version, Optional<String> failure) {}

    /// @param cards that the driver names
    /// @param driver its version, if it is loaded
    /// @param device whether a card is handed to this system (`/dev/nvidia0`)
    /// @param seen how many the engine finds
    /// @param libtorch the engine's version; empty if it does not load
    record Gpu(
            List<String> cards,
            Optional<String> driver,
            boolean device,
            int seen,
            Optional<String> libtorch) {}

    /// @param versions of Lotic and what it stands on, ready to be read
    /// @param checkout whether sources lie beside it, which the launcher builds
    /// @param maven where Maven is
    record Build(String versions, boolean checkout, Optional<Path> maven) {}
}
