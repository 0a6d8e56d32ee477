package lotic.standalone.weights;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.weights.NamingConvention;
import lotic.learning.weights.TrunkWeights;
import lotic.registry.format.FormatException;
import lotic.standalone.folder.DiskFault;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;

/// A trunk's weights in memory, and where they are from.
///
/// @param origin as people call it: `demo@37`, or a file
/// @param trunk the network
/// @param weights its weights and running statistics, float32
public record SourceWeights(String origin, TrunkSpec.RegNetY trunk, TrunkWeights weights) {

    private static final String PROVENANCE = "lotic.json";
    private static final String WEIGHTS = "model.safetensors";

    /// Whether a folder is that of a version.
    public static boolean isVersion(Path folder) {
        return Files.isRegularFile(folder.resolve(PROVENANCE));
    }

    /// The weights of a version.
    ///
    /// @param folder that was pulled
    /// @param origin by which messages call it
    /// @throws WeightsException if its files cannot be used
    public static SourceWeights ofVersion(Path folder, String origin) throws IOException {
        Path provenance = folder.resolve(PROVENANCE);
        // Not the whole recipe: versions outlive its keys.
        TrunkSpec.RegNetY trunk;
        try {
            trunk =
                    new TrunkSpec.RegNetY(
                            new ObjectMapper()
                                    .readTree(provenance.toFile())
                                    .at("/recipe/trunk/name")
                                    .asText());
        } catch (JacksonException | IllegalArgumentException unusable) {
            throw new WeightsException(
                    "%s does not say which network %s is (%s). Give a version that a Lotic trainer published."
                            .formatted(provenance, origin, unusable.getMessage()),
                    unusable);
        }
        return read(
                folder.resolve(WEIGHTS), trunk, origin, "Pull the version again, or give another");
    }

    /// The weights of a file by the names of any convention.
    ///
    /// @param file safetensors
    /// @param trunk the network that it is of
    /// @throws WeightsException if it is not, naming what it lacks or has too many
    public static SourceWeights ofFile(Path file, TrunkSpec.RegNetY trunk) throws IOException {
        return read(
                file,
                trunk,
                file.toString(),
                "Name the network that it holds with --trunk, or give another file");
    }

    private static SourceWeights read(
            Path file, TrunkSpec.RegNetY trunk, String origin, String remedy) throws IOException {
        try {
            return new SourceWeights(origin, trunk, TrunkWeights.read(file, trunk));
        } catch (IllegalArgumentException misfit) {
            throw new WeightsException("%s. %s.".formatted(misfit.getMessage(), remedy), misfit);
        } catch (FormatException damaged) {
            throw new WeightsException(
                    "%s cannot be read (%s). Give a safetensors file."
                            .formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    /// Writes the weights under the names of a convention. The file appears when it is whole; if
    /// something fails, nothing is left.
    ///
    /// @param how it comes to its name, as of [Files#move]
    /// @throws IOException if it cannot be written, naming it
    public void write(Path file, NamingConvention names, CopyOption... how) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".partial");
        try {
            Files.deleteIfExists(aside); // of a process that was killed
            weights.write(aside, names);
            Files.move(aside, file, how);
        } catch (IOException unwritable) {
            throw new IOException(
                    "Cannot write %s (%s). Name another file, or look at its folder's rights and at the disk's free space."
                            .formatted(file, DiskFault.words(unwritable)),
                    unwritable);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
