package lotic.registry.store;

import lotic.registry.format.VersionRef;
import lotic.registry.format.VersionRef.ByAlias;
import lotic.registry.format.VersionRef.ByContent;
import lotic.registry.format.VersionRef.ByNumber;
import lotic.registry.store.StoreException.Reason;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads models and versions. Safe for use by many threads.
public final class Catalogue {

    private static final int ALIASES_MAX = 10_000;

    /// Versions that share a prefix of a content id: enough to see that there are several.
    private static final int SAME_PREFIX_MAX = 100;

    private final Index index;

    Catalogue(Index index) {
        this.index = index;
    }

    /// Models by name.
    ///
    /// @param after the last one known; empty for all
    public List<Model> models(Optional<String> after, int countMax) {
        byte[] from = after.map(name -> Index.successor(Key.model(name))).orElseGet(Key::models);
        return index.ascending(
                Key.models(),
                from,
                countMax,
                (key, row) -> model(Key.nameAfter(Key.models(), key), row));
    }

    public Optional<Model> model(String name) {
        return index.get(Key.model(name)).map(row -> model(name, row));
    }

    /// A model's versions, newest first.
    ///
    /// @param before the last one known; empty begins at the newest
    /// @throws StoreException if there is no such model
    public List<Version> versions(String model, OptionalLong before, int countMax) {
        requireModel(model);
        byte[] from = Key.version(model, before.orElse(Long.MAX_VALUE) - 1);
        return index.descending(
                Key.versions(model),
                from,
                countMax,
                (key, row) -> Rows.version(model, Key.lastNumber(key), row));
    }

    /// The version that a reference means now.
    ///
    /// @throws StoreException if there is none, or several
    public Version version(VersionRef ref) {
        long number =
                switch (ref.selector()) {
                    case ByNumber(long given) -> given;
                    case ByAlias(String alias) ->
                            aliased(ref.model(), alias).orElseThrow(() -> notFound(ref));
                    case ByContent(String digits) -> byContent(ref, digits);
                };
        return version(ref.model(), number).orElseThrow(() -> notFound(ref));
    }

    /// What was found out about a version, oldest first.
    public List<Evaluation> evaluations(Version version) {
        byte[] prefix = Key.evaluations(version.model(), version.number());
        return index.ascending(
                prefix,
                prefix,
                Evaluation.COUNT_MAX,
                (key, row) -> Rows.evaluation(Key.lastNumber(key), row));
    }

    Optional<Version> version(String model, long number) {
        return index.get(Key.version(model, number)).map(row -> Rows.version(model, number, row));
    }

    OptionalLong aliased(String model, String alias) {
        return index.get(Key.alias(model, alias))
                .map(row -> OptionalLong.of(Rows.number(row)))
                .orElseGet(OptionalLong::empty);
    }

    /// Which version each of a model's aliases names.
    SortedMap<String, Long> aliases(String model) {
        byte[] prefix = Key.aliases(model);
        SortedMap<String, Long> aliases = new TreeMap<>();
        index.ascending(
                        prefix,
                        prefix,
                        ALIASES_MAX,
                        (key, row) -> Map.entry(Key.nameAfter(prefix, key), Rows.number(row)))
                .forEach(alias -> aliases.put(alias.getKey(), alias.getValue()));
        return aliases;
    }

    private Model model(String name, byte[] row) {
        Rows.ModelRow counts = Rows.model(row);
        return new Model(
                name,
                counts.versions(),
                counts.lastSequence(),
                counts.storedBytes(),
                aliases(name));
    }

    private long byContent(VersionRef ref, String digits) {
        byte[] prefix = Key.contents(ref.model(), digits);
        SortedMap<String, Long> newestByRest = new TreeMap<>();
        index.ascending(
                        prefix,
                        prefix,
                        SAME_PREFIX_MAX,
                        (key, _) -> Map.entry(Key.nameAfter(prefix, key), Key.lastNumber(key)))
                .forEach(version -> newestByRest.put(version.getKey(), version.getValue()));
        return switch (newestByRest.size()) {
            case 0 -> throw notFound(ref);
            case 1 -> newestByRest.firstEntry().getValue();
            default ->
                    throw new StoreException(
                            Reason.AMBIGUOUS,
                            "%s means several versions; give more digits".formatted(ref));
        };
    }

    private void requireModel(String model) {
        if (model(model).isEmpty()) {
            throw new StoreException(Reason.NOT_FOUND, "there is no model " + model);
        }
    }

    private StoreException notFound(VersionRef ref) {
        requireModel(ref.model());
        return new StoreException(Reason.NOT_FOUND, "there is no version " + ref);
    }
}
