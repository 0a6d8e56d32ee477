package lotic.registry.service.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import lotic.registry.format.Names;
import lotic.registry.service.api.Bodies.AliasBody;
import lotic.registry.service.api.Bodies.AliasHistory;
import lotic.registry.service.api.Bodies.ModelBody;
import lotic.registry.store.Model;
import lotic.registry.store.RegistryStore;

import java.util.OptionalLong;

/// Names that move.
@Controller("/api/lotic/v1/models/{model}/aliases/{alias}")
@ExecuteOn(TaskExecutors.VIRTUAL)
final class AliasesController {

    private static final int HISTORY_MAX = 1000;

    private final RegistryStore store;
    private final Presenter presenter;
    private final RegistryObserver observer;

    AliasesController(RegistryStore store, Presenter presenter, RegistryObserver observer) {
        this.store = store;
        this.observer = observer;
        this.presenter = presenter;
    }

    /// Moves an alias; 409 if it names something else than the sender thinks.
    @Put
    ModelBody move(String model, String alias, @Body AliasBody move) {
        if (move.to() == null) {
            throw ApiException.badRequest("bad-alias-move", "a move needs to, a version's number");
        }
        OptionalLong from =
                move.from() == null ? OptionalLong.empty() : OptionalLong.of(move.from());
        Model moved = store.moveAlias(Names.model(model), alias, from, move.to());
        observer.changed(model);
        return presenter.model(moved);
    }

    /// Which versions it named, oldest first.
    @Get("/history")
    AliasHistory history(String model, String alias) {
        return new AliasHistory(
                Names.model(model),
                Names.alias(alias),
                store.aliasHistory(model, alias, HISTORY_MAX).stream()
                        .map(presenter::event)
                        .toList());
    }
}
