package lotic.registry.service.api;

import lotic.registry.format.Sha256;

/// Is told what the API does, for metrics and the log. Called by many threads; must not block.
public interface RegistryObserver {

    /// Bytes of a file were handed to a connection.
    void sent(int bytes);

    /// A download ended.
    ///
    /// @param complete false if it broke off
    void downloaded(boolean complete);

    /// A blob on disk is not what it was.
    void damaged(Sha256 sha256);

    /// A model has a new version, or an alias of it moved.
    void changed(String model);

    /// Something was refused because a bound was reached.
    ///
    /// @param limit the setting, without its prefix
    void limitReached(String limit);
}
