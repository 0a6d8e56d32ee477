package lotic.trainer.learner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import lotic.learning.engine.Compute;
import lotic.learning.recipe.RecipeJson;
import lotic.learning.state.StateTree;
import lotic.learning.state.Tensor;
import lotic.trainer.heldout.HeldOutIndex;
import lotic.trainer.heldout.HeldOutRecord;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.plan.RecentRecords.Recent;
import lotic.trainer.run.Cursor;
import lotic.trainer.run.RunProgress.Counts;
import lotic.trainer.run.RunProgress.Point;
import lotic.trainer.steps.Ledger;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A [TrainerState] under the names by which a state keeps it:
///
/// - `trainer/recipe` the recipe, and `trainer/terms` all else that the run was begun with
/// - `trainer/ledger` step, cursor, counts
/// - `trainer/held_out` the held-out records
/// - `trainer/recent` int64 (n, 5): ordinal, partition, offset, bytes, uses of each recent record,
///   oldest first; absent if there is none
/// - `trainer/curve` float64 (n, 4): step, trained, loss, rate; `trainer/losses` float64 (n, 1):
///   the last losses; absent likewise
public final class TrainerStateTree {

    private static final String OWNER = "trainer/";
    private static final String RECIPE = OWNER + "recipe";
    private static final String TERMS = OWNER + "terms";
    private static final String LEDGER = OWNER + "ledger";
    private static final String HELD_OUT = OWNER + "held_out";
    private static final String RECENT = OWNER + "recent";
    private static final String CURVE = OWNER + "curve";
    private static final String LOSSES = OWNER + "losses";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainerStateTree() {}

    private record Terms(
            String run,
            Compute.Device device,
            int threads,
            double heldOutShare,
            int heldOutBank,
            int heldOutQueries,
            long recentBytesMax,
            String topic) {}

    private record LedgerValues(
            long step,
            SortedMap<Integer, Long> began,
            SortedMap<Integer, Long> cursor,
            Counts counts,
            long nextOrdinal,
            long curveStride) {}

    private record HeldOut(
            String sha256,
            @Nullable String label,
            HeldOutRule.Side side,
            int partition,
            long offset) {}

    /// The state as a tree of its own, to be joined with the learner's.
    public static StateTree write(TrainerState state) {
        SortedMap<String, String> values = new TreeMap<>();
        values.put(RECIPE, RecipeJson.write(state.terms().recipe()));
        values.put(TERMS, json(termsOf(state.terms())));
        values.put(LEDGER, json(valuesOf(state)));
        values.put(
                HELD_OUT,
                json(state.ledger().heldOut().all().stream().map(TrainerStateTree::of).toList()));
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        Tables.longs(
                        state.ledger().recent().oldestFirst(),
                        each ->
                                new long[] {
                                    each.ordinal(),
                                    each.partition(),
                                    each.offset(),
                                    each.bytes(),
                                    each.uses()
                                })
                .ifPresent(table -> tensors.put(RECENT, table));
        Tables.doubles(
                        state.history().points(),
                        each ->
                                new double[] {
                                    each.step(), each.trained(), each.loss(), each.learningRate()
                                })
                .ifPresent(table -> tensors.put(CURVE, table));
        Tables.doubles(state.history().losses(), each -> new double[] {each})
                .ifPresent(table -> tensors.put(LOSSES, table));
        return new StateTree(tensors, values);
    }

    /// The learner's part of a state.
    public static StateTree withoutTrainer(StateTree state) {
        SortedMap<String, Tensor> tensors = new TreeMap<>(state.tensors());
        SortedMap<String, String> values = new TreeMap<>(state.values());
        tensors.keySet().removeIf(name -> name.startsWith(OWNER));
        values.keySet().removeIf(name -> name.startsWith(OWNER));
        return new StateTree(tensors, values);
    }

    /// The trainer's part of a state.
    ///
    /// @throws IllegalArgumentException if the state has none that this release can read
    public static TrainerState read(StateTree state) {
        Terms terms = value(state, TERMS, Terms.class);
        LedgerValues ledger = value(state, LEDGER, LedgerValues.class);
        HeldOutRule heldOut =
                new HeldOutRule(terms.heldOutShare(), terms.heldOutBank(), terms.heldOutQueries());
        RunTerms runTerms =
                new RunTerms(
                        terms.run(),
                        RecipeJson.read(text(state, RECIPE)),
                        new Compute(terms.device(), terms.threads()),
                        heldOut,
                        terms.recentBytesMax(),
                        terms.topic());
        List<HeldOutRecord> held = new ArrayList<>();
        for (HeldOut each : value(state, HELD_OUT, HeldOut[].class)) {
            held.add(
                    new HeldOutRecord(
                            each.sha256(),
                            Optional.ofNullable(each.label()),
                            each.side(),
                            each.partition(),
                            each.offset()));
        }
        Ledger restored =
                new Ledger(
                        new Cursor(ledger.began()),
                        ledger.step(),
                        new Cursor(ledger.cursor()),
                        ledger.counts(),
                        TrainerState.recent(runTerms, recent(state), ledger.nextOrdinal()),
                        new HeldOutIndex(heldOut, held));
        return new TrainerState(runTerms, restored, history(state, ledger.curveStride()));
    }

    private static List<Recent> recent(StateTree state) {
        return Tables.longs(
                table(state, RECENT),
                row ->
                        new Recent(
                                row[0],
                                Math.toIntExact(row[1]),
                                row[2],
                                Math.toIntExact(row[3]),
                                Math.toIntExact(row[4])));
    }

    private static LossHistory history(StateTree state, long stride) {
        List<Point> curve =
                Tables.doubles(
                        table(state, CURVE),
                        row -> new Point((long) row[0], (long) row[1], row[2], row[3]));
        List<Double> losses = Tables.doubles(table(state, LOSSES), row -> row[0]);
        return new LossHistory(curve, losses, stride);
    }

    private static Terms termsOf(RunTerms terms) {
        return new Terms(
                terms.run(),
                terms.compute().device(),
                terms.compute().threads(),
                terms.heldOut().share(),
                terms.heldOut().bank(),
                terms.heldOut().queries(),
                terms.recentBytesMax(),
                terms.topic());
    }

    private static LedgerValues valuesOf(TrainerState state) {
        Ledger ledger = state.ledger();
        return new LedgerValues(
                ledger.step(),
                ledger.began().next(),
                ledger.cursor().next(),
                ledger.counts(),
                ledger.recent().nextOrdinal(),
                state.history().stride());
    }

    private static HeldOut of(HeldOutRecord record) {
        return new HeldOut(
                record.sha256(),
                record.label().orElse(null),
                record.side(),
                record.partition(),
                record.offset());
    }

    private static Optional<Tensor> table(StateTree state, String name) {
        return Optional.ofNullable(state.tensors().get(name));
    }

    private static String text(StateTree state, String name) {
        String text = state.values().get(name);
        if (text == null) {
            throw new IllegalArgumentException("the state lacks the value " + name);
        }
        return text;
    }

    private static <V> V value(StateTree state, String name, Class<V> type) {
        try {
            return JSON.readValue(text(state, name), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the state's value " + name + " is unreadable", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of plain values can always be written", e);
        }
    }
}
