package lotic.registry.client;

import lotic.registry.format.VersionFile;

/// Is told how a pull goes on. Called by several threads at once; must not block.
public interface PullProgress {

    /// Looks away.
    PullProgress SILENT =
            new PullProgress() {
                @Override
                public void received(VersionFile file, long bytes) {}

                @Override
                public void verified(VersionFile file) {}
            };

    /// Bytes of a file came.
    ///
    /// @param bytes of the file that are here now; falls back to 0 if it has to be fetched again
    void received(VersionFile file, long bytes);

    /// The file is complete and its digest is right.
    void verified(VersionFile file);
}
