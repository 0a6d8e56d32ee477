package lotic.registry.service.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Names;
import lotic.registry.format.VersionRef;
import lotic.registry.format.VersionRef.Selector;
import lotic.registry.service.api.Bodies.ModelList;
import lotic.registry.service.api.Bodies.VersionBody;
import lotic.registry.service.api.Bodies.VersionList;
import lotic.registry.store.Model;
import lotic.registry.store.RegistryStore;
import lotic.registry.store.Version;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What there is: models and their versions.
@Controller("/api/lotic/v1/models")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class ModelsController {

    private static final int MODELS_MAX = 10_000;
    private static final int PAGE_MAX = 100;
    private static final String PAGE = "50";
    private static final Pattern CURSOR = Pattern.compile("[1-9][0-9]{0,17}");

    private final RegistryStore store;
    private final Presenter presenter;

    ModelsController(RegistryStore store, Presenter presenter) {
        this.store = store;
        this.presenter = presenter;
    }

    /// All models by name.
    @Get
    ModelList models() {
        List<Model> models = store.catalogue().models(Optional.empty(), MODELS_MAX);
        return new ModelList(models.stream().map(presenter::model).toList());
    }

    /// A model's versions, newest first.
    ///
    /// @param limit versions of a page
    /// @param cursor from the page before
    @Get("/{model}/versions")
    HttpResponse<VersionList> versions(
            String model,
            @QueryValue(defaultValue = PAGE) int limit,
            @Nullable @QueryValue String cursor) {
        Names.model(model);
        if (limit < 1 || limit > PAGE_MAX) {
            throw ApiException.badRequest(
                    "bad-limit", "limit is %d; give 1 to %d".formatted(limit, PAGE_MAX));
        }
        List<Version> found = store.catalogue().versions(model, before(cursor), limit);
        Model now = store.catalogue().model(model).orElseThrow();
        Optional<String> next =
                found.size() == limit && found.getLast().number() > 1
                        ? Optional.of(Long.toString(found.getLast().number()))
                        : Optional.empty();
        List<VersionBody> bodies =
                found.stream().map(version -> presenter.version(version, now)).toList();
        var response = HttpResponse.ok(new VersionList(bodies, next.orElse(null)));
        next.ifPresent(
                value ->
                        response.header(
                                "Link",
                                "</api/lotic/v1/models/%s/versions?limit=%d&cursor=%s>; rel=\"next\""
                                        .formatted(model, limit, value)));
        return response;
    }

    /// One version.
    @Get("/{model}/versions/{ref}")
    HttpResponse<VersionBody> version(String model, String ref) {
        Version version = store.catalogue().version(new VersionRef(model, Selector.parse(ref)));
        Model now = store.catalogue().model(model).orElseThrow();
        // Aliases may move at any time, and latest does with each version.
        return HttpResponse.ok(presenter.version(version, now)).header("Cache-Control", "no-cache");
    }

    private static OptionalLong before(@Nullable String cursor) {
        if (cursor == null) {
            return OptionalLong.empty();
        }
        if (!CURSOR.matcher(cursor).matches()) {
            throw ApiException.badRequest(
                    "bad-cursor", "the cursor is none of this registry's; start without one");
        }
        return OptionalLong.of(Long.parseLong(cursor));
    }
}
