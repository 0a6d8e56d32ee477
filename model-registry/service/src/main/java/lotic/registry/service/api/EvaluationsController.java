package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Names;
import lotic.registry.format.VersionRef;
import lotic.registry.format.VersionRef.Selector;
import lotic.registry.service.api.Bodies.EvaluationBody;
import lotic.registry.service.api.Bodies.EvaluationList;
import lotic.registry.store.Evaluation;
import lotic.registry.store.RegistryStore;
import lotic.registry.store.Version;

import java.io.IOException;
import java.io.InputStream;

/// What is found out about versions after they were published.
@Controller("/api/lotic/v1/models/{model}/versions/{ref}/evaluations")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class EvaluationsController {

    /// Answers wrap a document in levels of their own, which parsers bound, too.
    private static final int DEPTH_MAX = 32;

    private final RegistryStore store;
    private final Presenter presenter;
    private final JsonMapper json;

    EvaluationsController(RegistryStore store, Presenter presenter, JsonMapper json) {
        this.store = store;
        this.presenter = presenter;
        this.json = json;
    }

    /// A version's evaluations, oldest first.
    @Get
    EvaluationList evaluations(String model, String ref) {
        Version version = version(model, ref);
        return new EvaluationList(
                version.model(),
                version.number(),
                store.catalogue().evaluations(version).stream()
                        .map(presenter::evaluation)
                        .toList());
    }

    /// Attaches one, any JSON object; the same again answers 200 and the one that there is.
    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<EvaluationBody> attach(String model, String ref, @Nullable @Body InputStream body)
            throws IOException {
        Evaluation.Attached attached = store.attach(version(model, ref), document(body));
        EvaluationBody answer = presenter.evaluation(attached.evaluation());
        return attached.existed() ? HttpResponse.ok(answer) : HttpResponse.created(answer);
    }

    /// Levels of objects and lists. The parser has a limit of its own, so this ends.
    private static int depth(JsonNode node) {
        int below = 0;
        if (node.isContainerNode()) {
            for (JsonNode child : node.values()) {
                below = Math.max(below, depth(child));
            }
        }
        return 1 + below;
    }

    private Version version(String model, String ref) {
        return store.catalogue().version(new VersionRef(model, Selector.parse(ref)));
    }

    /// The body's object without blanks between its parts.
    private String document(@Nullable InputStream body) throws IOException {
        byte[] bytes =
                body == null ? new byte[0] : body.readNBytes(Evaluation.DOCUMENT_BYTES_MAX + 1);
        if (bytes.length > Evaluation.DOCUMENT_BYTES_MAX) {
            throw Evaluation.tooLarge();
        }
        try {
            JsonNode document = json.readValue(bytes, JsonNode.class);
            if (document == null || !document.isObject()) {
                throw ApiException.badRequest("bad-evaluation", "an evaluation is a JSON object");
            }
            if (depth(document) > DEPTH_MAX) {
                throw ApiException.badRequest(
                        "bad-evaluation",
                        "the evaluation has more than %d levels".formatted(DEPTH_MAX));
            }
            return json.writeValueAsString(document);
        } catch (IOException e) { // the bytes are in memory: only their meaning can fail
            throw ApiException.badRequest(
                    "bad-evaluation",
                    "the body is no JSON object: " + Names.shown(String.valueOf(e.getMessage())));
        }
    }
}
