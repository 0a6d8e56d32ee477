package lotic.registry.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The files of a version.
///
/// @param files sorted by path
public record Manifest(List<VersionFile> files) {

    /// Files of a version, at most.
    public static final int FILES_MAX = 1000;

    /// Sorts the files.
    ///
    /// @throws FormatException if there is none, or too many, or two whose paths meet on some file
    ///   system: equal but for case, or one the folder of the other
    public Manifest {
        if (files.isEmpty() || files.size() > FILES_MAX) {
            throw refused("a version has 1 to %d files, not %d".formatted(FILES_MAX, files.size()));
        }
        files = files.stream().sorted(Comparator.comparing(VersionFile::path)).toList();
        requireDistinctPaths(files);
    }

    public static Manifest of(Collection<VersionFile> files) {
        return new Manifest(List.copyOf(files));
    }

    public Optional<VersionFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /// The version's identity.
    public ContentId contentId() {
        return new ContentId(Sha256.of(canonical()));
    }

    /// The bytes whose digest is the content id: canonical JSON, UTF-8.
    public byte[] canonical() {
        List<Map<String, Object>> entries =
                files.stream()
                        .map(
                                file ->
                                        Map.<String, Object>of(
                                                "path", file.path(),
                                                "sha256", file.sha256().hex(),
                                                "size", file.size()))
                        .toList();
        return CanonicalJson.encode(Map.of("files", entries));
    }

    private static void requireDistinctPaths(List<VersionFile> files) {
        Map<String, String> pathByLowerCase = new HashMap<>();
        for (VersionFile file : files) {
            String lower = file.path().toLowerCase(Locale.ROOT);
            String other = pathByLowerCase.put(lower, file.path());
            if (other != null) {
                throw refused("%s and %s are one file on Windows".formatted(other, file.path()));
            }
        }
        for (String path : pathByLowerCase.keySet()) {
            for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
                if (pathByLowerCase.containsKey(path.substring(0, i))) {
                    throw refused(path.substring(0, i) + " is both a file and a folder");
                }
            }
        }
    }

    private static FormatException refused(String what) {
        return new FormatException(FormatException.Reason.MANIFEST, what);
    }
}
