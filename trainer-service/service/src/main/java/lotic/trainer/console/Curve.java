package lotic.trainer.console;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

import lotic.trainer.run.RunProgress.Point;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Loss and rate over the run as columns, which are a third of the size of rows.
///
/// @param step of each point
/// @param trained records learnt by then
/// @param loss of the step; null if it was not finite
/// @param learningRate that the step used
@Serdeable(naming = SnakeCaseStrategy.class)
public record Curve(
        List<Long> step, List<Long> trained, List<Optional<Float>> loss, List<Float> learningRate) {

    static Curve of(List<Point> points) {
        List<Long> step = new ArrayList<>();
        List<Long> trained = new ArrayList<>();
        List<Optional<Float>> loss = new ArrayList<>();
        List<Float> rate = new ArrayList<>();
        for (Point point : points) {
            step.add(point.step());
            trained.add(point.trained());
            loss.add(
                    Double.isFinite(point.loss())
                            ? Optional.of((float) point.loss())
                            : Optional.empty());
            rate.add((float) point.learningRate());
        }
        return new Curve(step, trained, loss, rate);
    }
}
