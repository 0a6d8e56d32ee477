package lotic.ingest;

import java.nio.file.Path;

/// Settings for a service that disturbs nobody.
final class TestSettings {

    private TestSettings() {}

    static IngestSettings in(Path folder) {
        return with(folder, IngestSettings.defaults(folder).inFlightBytesMax(), 0, 0);
    }

    static IngestSettings with(
            Path folder, long inFlightBytesMax, long freeDiskBytesMin, int port) {
        IngestSettings defaults = IngestSettings.defaults(folder);
        return new IngestSettings(
                defaults.host(),
                port,
                folder,
                defaults.instance(),
                defaults.maxImageBytes(),
                defaults.maxPixels(),
                defaults.maxSide(),
                defaults.minSide(),
                defaults.maxFrames(),
                inFlightBytesMax,
                defaults.ackTimeout(),
                defaults.duplicates(),
                defaults.duplicateWindow(),
                defaults.admissionThreads(),
                freeDiskBytesMin);
    }
}
