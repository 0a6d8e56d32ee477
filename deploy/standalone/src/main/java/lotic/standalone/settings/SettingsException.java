package lotic.standalone.settings;

/// A setting is unknown or its value cannot be. The message names the key, the origin and a way
/// out.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SettingsException(String message) {
        super(message);
    }
}
