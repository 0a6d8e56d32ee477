package lotic.standalone.settings;

/// One setting as it is in force.
///
/// @param key such as `ingest.port`
/// @param value as one would write it in the settings file; empty if there is none
/// @param origin who said so
public record Setting(String key, String value, Origin origin) {}
