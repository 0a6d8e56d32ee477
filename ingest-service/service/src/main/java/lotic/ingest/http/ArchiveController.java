package lotic.ingest.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import jakarta.inject.Named;

import lotic.ingest.archive.ArchiveIntake;
import lotic.ingest.archive.SampleReader;
import lotic.ingest.intake.BodyReader;
import lotic.ingest.intake.Gate;
import lotic.ingest.intake.Particulars;
import lotic.ingest.intake.Receipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// `POST /v1/images` with a tar archive of many: answers a line of JSON for each sample, in order,
/// while the archive is still coming in.
@Controller("/v1/images")
final class ArchiveController {

    static final String TAR = "application/x-tar";
    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveController.class);
    private static final Duration ROOM_PATIENCE = Duration.ofSeconds(10);

    /// Answers that wait for a sender who reads none before it has sent all; some 12 MB.
    private static final int UNREAD_ANSWERS_MAX = 1 << 16;

    private final Gate gate;
    private final BodyReader reader;
    private final JsonMapper json;
    private final Scheduler scheduler;

    ArchiveController(
            Gate gate,
            BodyReader reader,
            JsonMapper json,
            @Named(TaskExecutors.VIRTUAL) ExecutorService executor) {
        this.gate = gate;
        this.reader = reader;
        this.json = json;
        this.scheduler = Schedulers.fromExecutorService(executor);
    }

    @Post
    @Consumes(TAR)
    @Produces({NDJSON, "application/problem+json"})
    @ExecuteOn(TaskExecutors.VIRTUAL)
    HttpResponse<?> submit(HttpRequest<?> request, @Body InputStream tar) throws IOException {
        Optional<Receipt.Refused> closed = gate.closed();
        if (closed.isPresent()) {
            tar.close(); // lets go what was not read, so that the sender gets its answer
            return Problem.response(closed.get());
        }
        Particulars common;
        try {
            common = ParticularsReader.of(request);
        } catch (BadFieldException e) {
            tar.close();
            throw e;
        }
        ArchiveIntake intake =
                new ArchiveIntake(new SampleReader(tar, reader, ROOM_PATIENCE), gate, common);
        // However it ends, by an error of ours or by a sender who has gone, the archive is let go,
        // on the thread that reads it.
        Flux<byte[]> lines =
                Flux.<byte[], ArchiveIntake>generate(
                                () -> intake,
                                (samples, sink) -> answerNext(tar, samples, sink),
                                _ -> letGo(tar))
                        .subscribeOn(scheduler)
                        .publishOn(scheduler, UNREAD_ANSWERS_MAX);
        return HttpResponse.ok(lines).contentType(NDJSON);
    }

    private ArchiveIntake answerNext(
            InputStream tar, ArchiveIntake intake, SynchronousSink<byte[]> sink) {
        try {
            Optional<ArchiveIntake.Answer> answer = intake.next();
            if (answer.isEmpty()) {
                tar.close(); // before the end is told: after a broken archive there may be more
                sink.complete();
            } else {
                sink.next(line(SampleAnswer.of(answer.get())));
            }
        } catch (IOException e) {
            sink.error(e);
        }
        return intake;
    }

    private static void letGo(InputStream tar) {
        try {
            tar.close();
        } catch (IOException e) {
            LOG.debug("event=archive-not-closed cause=\"{}\"", String.valueOf(e));
        }
    }

    private byte[] line(SampleAnswer answer) throws IOException {
        byte[] object = json.writeValueAsBytes(answer);
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }
}
