package lotic.benchmarks.quality;

import lotic.learning.StepOutcome;
import lotic.learning.health.LearningHealth;
import lotic.learning.health.LearningHealth.State;
import lotic.learning.recipe.Recipe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The verdicts on a run's health, asked for after every step.
final class HealthCourse {

    private final Recipe recipe;
    private final List<StepOutcome> recent = new ArrayList<>();
    private final SequencedMap<State, Long> first = new LinkedHashMap<>();

    HealthCourse(Recipe recipe) {
        this.recipe = recipe;
    }

    /// The verdict after one more step.
    LearningHealth after(StepOutcome step) {
        recent.add(step);
        if (recent.size() > LearningHealth.WINDOW_STEPS) {
            recent.removeFirst();
        }
        LearningHealth health = LearningHealth.of(recipe, recent, 0);
        first.putIfAbsent(health.state(), step.step());
        return health;
    }

    /// The newest steps, oldest first, those over which verdicts take means.
    List<StepOutcome> recent() {
        return Collections.unmodifiableList(recent);
    }

    /// Verdicts in the order in which they came, each with the step after which it was given first.
    SequencedMap<State, Long> first() {
        return Collections.unmodifiableSequencedMap(first);
    }
}
