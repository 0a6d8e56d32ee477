package lotic.benchmarks.quality;

import lotic.learning.recipe.Presets;
import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs [QualityBenchmark] from the command line: `RECIPE SECONDS EVERY TAR… [KEY=VALUE…]`, with a
/// preset's name or a recipe's file, then pictures, then changes of settings.
final class Main {

    private static final int BANK = 2000;
    private static final int QUERIES = 1000;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> tars = new ArrayList<>();
        List<String> edits = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            if (arguments[i].contains("=")) {
                edits.add(arguments[i]);
            } else {
                tars.add(Path.of(arguments[i]));
            }
        }
        Recipe recipe =
                Presets.NAMES.contains(arguments[0])
                        ? Presets.named(arguments[0], 1)
                        : RecipeJson.read(Files.readString(Path.of(arguments[0])));
        new QualityBenchmark(
                        RecipeEdits.apply(recipe, edits), TarPictures.read(tars), BANK, QUERIES)
                .run(
                        Double.parseDouble(arguments[1]),
                        Double.parseDouble(arguments[2]),
                        System.out);
    }
}
