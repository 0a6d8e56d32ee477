package lotic.trainer.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.serde.annotation.Serdeable;

import lotic.learning.rate.RateCommand;
import lotic.trainer.run.RunCommand;
import lotic.trainer.run.RunProgress.Phase;
import lotic.trainer.status.LiveRun;

import java.util.Optional;

/// `POST /v1/commands`: an operator's word to the run. It is journalled and takes effect before a
/// later step, so the answer is 202.
@Controller("/v1/commands")
final class CommandController {

    private final LiveRun run;

    CommandController(LiveRun run) {
        this.run = run;
    }

    /// What is asked for.
    ///
    /// @param command pause, continue, halve or rewarm
    /// @param rate for rewarm alone: the learning rate to reach, above 0
    @Serdeable
    record Order(Optional<String> command, Optional<Double> rate) {}

    /// What will be done.
    ///
    /// @param accepted the command that was passed on
    @Serdeable
    record Accepted(String accepted) {}

    @Post
    HttpResponse<Accepted> command(@Body Order order) {
        String command = order.command().orElse("");
        RunCommand parsed = parse(command, order.rate());
        Phase phase = run.progress().get().phase();
        if (phase == Phase.FAILED || phase == Phase.STOPPED) {
            throw new HttpStatusException(
                    HttpStatus.CONFLICT,
                    "the run has ended and takes no commands; start it again first");
        }
        try {
            run.command().accept(parsed);
        } catch (IllegalStateException full) {
            throw new HttpStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, String.valueOf(full.getMessage()));
        }
        return HttpResponse.accepted().body(new Accepted(command));
    }

    private static RunCommand parse(String command, Optional<Double> rate) {
        return switch (command) {
            case "pause" -> new RunCommand.Pause();
            case "continue" -> new RunCommand.Continue();
            case "halve" -> new RunCommand.Rate(new RateCommand.Halve());
            case "rewarm" -> new RunCommand.Rate(new RateCommand.ReWarm(above0(rate)));
            default ->
                    throw refusal(
                            "there is no command \"%s\"; give pause, continue, halve or rewarm"
                                    .formatted(command));
        };
    }

    private static double above0(Optional<Double> rate) {
        return rate.filter(value -> value > 0 && Double.isFinite(value))
                .orElseThrow(
                        () ->
                                refusal(
                                        "rewarm needs a rate above 0, such as"
                                                + " {\"command\":\"rewarm\",\"rate\":0.3}"));
    }

    private static HttpStatusException refusal(String detail) {
        return new HttpStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
