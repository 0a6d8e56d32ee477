package lotic.trainer.learner;

import lotic.learning.recipe.Recipe;
import lotic.learning.recipe.RecipeChange;
import lotic.learning.recipe.RecipeChange.Difference;
import lotic.learning.recipe.StartSpec;
import lotic.trainer.run.TrainingException;
import lotic.trainer.run.TrainingException.Reason;

import java.util.ArrayList;
import java.util.List;

/// Compares what is asked for with what a run was begun with.
public final class TermsCheck {

    private TermsCheck() {}

    /// Refuses what would change the meaning of the run's state. The run keeps its own seed
    /// whatever is asked, and its own weights if none are asked for.
    ///
    /// @param choice what it may run on; what it leaves open is the run's own
    /// @throws TrainingException with reason OTHER_SETTINGS, naming both values, or LOG_TRUNCATED
    ///   if the image topic is another one
    public static void mustFit(RunTerms begun, RunTerms asked, ComputeChoice choice) {
        List<Difference> differences = new ArrayList<>();
        add(differences, "trainer.run", begun.run(), asked.run());
        choice.device()
                .ifPresent(
                        device ->
                                add(
                                        differences,
                                        "trainer.device",
                                        begun.compute().device(),
                                        device));
        if (choice.threads() > 0) {
            add(differences, "trainer.threads", begun.compute().threads(), choice.threads());
        }
        add(
                differences,
                "trainer.held-out-share",
                begun.heldOut().share(),
                asked.heldOut().share());
        add(differences, "trainer.held-out-bank", begun.heldOut().bank(), asked.heldOut().bank());
        add(
                differences,
                "trainer.held-out-queries",
                begun.heldOut().queries(),
                asked.heldOut().queries());
        add(
                differences,
                "trainer.replay-bytes-max",
                begun.recentBytesMax(),
                asked.recentBytesMax());
        Recipe recipe = asked.recipe().withSeed(begun.recipe().seed());
        if (recipe.start() instanceof StartSpec.Seed) {
            recipe = recipe.withStart(begun.recipe().start());
        }
        differences.addAll(RecipeChange.between(begun.recipe(), recipe).differences());
        new RecipeChange(differences)
                .refusal()
                .ifPresent(
                        sentence -> {
                            throw new TrainingException(Reason.OTHER_SETTINGS, sentence);
                        });
        if (!begun.topic().equals(asked.topic())) {
            throw new TrainingException(
                    Reason.LOG_TRUNCATED,
                    "The image topic is not the one that this run learnt from: it was deleted and"
                            + " created again. Its offsets mean other records now, so start a new"
                            + " run with --run NAME.");
        }
    }

    private static void add(
            List<Difference> differences, String setting, Object begun, Object asked) {
        if (!begun.equals(asked)) {
            differences.add(new Difference(setting, begun.toString(), asked.toString()));
        }
    }
}
