package lotic.registry.inference;

/// Hears what a following embedder does, on its own thread; must not block. What it throws is
/// logged.
public interface FollowListener {

    /// Looks away.
    FollowListener SILENT =
            new FollowListener() {
                @Override
                public void swapped(String version) {}

                @Override
                public void failed(String detail) {}
            };

    /// Calls are answered by this version from now on.
    ///
    /// @param version such as `demo@37`
    void swapped(String version);

    /// A newer version could not be fetched or used; the one before goes on answering.
    ///
    /// @param detail what happened to which
    void failed(String detail);
}
