package lotic.standalone.weights;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.recipe.TrunkSpec;
import lotic.learning.weights.NamingConvention;
import lotic.learning.weights.TrunkWeights;
import lotic.registry.format.FormatException;
import lotic.standalone.folder.DiskFault;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A trunk's weights in memory, and where they are from.
///
/// @param origin as people call it: `demo@37`, or a file
/// @param trunk the network
/// @param weights its weights and running statistics, float32
public record SourceWeights(String origin, TrunkSpec.RegNetY trunk, TrunkWeights weights) {

    /// The file by which folders of versions are known. It says what made the version.
    public static final String PROVENANCE = "lotic.json";

    private static final String WEIGHTS = "model.safetensors";
    private static final String REMEDY = "Give a version that a Lotic trainer published";

    /// The weights of a version.
    ///
    /// @param folder that was pulled
    /// @param origin by which messages call it
    /// @throws WeightsException if its files cannot be used
    public static SourceWeights ofVersion(Path folder, String origin) throws IOException {
        TrunkSpec.RegNetY trunk;
        try {
            trunk = new TrunkSpec.RegNetY(recipe(folder).at("/trunk/name").asText());
        } catch (JacksonException | IllegalArgumentException unusable) {
            throw new WeightsException(
                    "%s does not say which network %s is (%s). %s."
                            .formatted(
                                    folder.resolve(PROVENANCE),
                                    origin,
                                    unusable.getMessage(),
                                    REMEDY),
                    unusable);
        }
        return read(
                folder.resolve(WEIGHTS), trunk, origin, "Pull the version again, or give another");
    }

    /// A version's recipe as it was written. It may lack keys of today's: versions outlive them.
    ///
    /// @param folder that was pulled
    /// @throws WeightsException if its file is missing
    public static JsonNode recipe(Path folder) throws IOException {
        Path provenance = folder.resolve(PROVENANCE);
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(provenance)).path("recipe");
        } catch (NoSuchFileException missing) {
            throw missing(provenance, REMEDY, missing);
        }
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
        } catch (NoSuchFileException missing) {
            throw missing(file, remedy, missing);
        } catch (IllegalArgumentException misfit) {
            throw new WeightsException("%s. %s.".formatted(misfit.getMessage(), remedy), misfit);
        } catch (FormatException damaged) {
            throw new WeightsException(
                    "%s cannot be read (%s). Give a safetensors file."
                            .formatted(file, damaged.getMessage()),
                    damaged);
        }
    }

    private static WeightsException missing(Path file, String remedy, NoSuchFileException cause) {
        return new WeightsException("%s is missing. %s.".formatted(file, remedy), cause);
    }

    /// Writes the weights under the names of a convention. The file appears when it is whole; if
    /// something fails, nothing is left, but for a `.FILE….partial` of a process that was killed.
    ///
    /// @param how it comes to its name, as of [Files#move]
    /// @throws IOException if it cannot be written, naming it
    public void write(Path file, NamingConvention names, CopyOption... how) throws IOException {
        try {
            Path aside =
                    Files.createTempFile(
                            file.resolveSibling(""), "." + file.getFileName(), ".partial");
            try {
                Files.delete(aside); // only its name is wanted: others may not read such files
                weights.write(aside, names);
                Files.move(aside, file, how);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException unwritable) {
            throw new IOException(
                    "Cannot write %s (%s). Name another file, or look at its folder's rights and at the disk's free space."
                            .formatted(file, DiskFault.words(unwritable)),
                    unwritable);
        }
    }
}
