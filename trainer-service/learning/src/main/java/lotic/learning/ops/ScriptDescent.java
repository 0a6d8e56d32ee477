package lotic.learning.ops;

import lotic.learning.ops.ScriptSource.Method;
import lotic.learning.ops.TrainingOps.Descent;
import lotic.learning.ops.TrainingOps.Gradients;
import lotic.learning.ops.TrainingOps.MicroBatch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prints a [TrainingOps#descend]. Running statistics move in copies, `s`, and buffers that a loss
/// assigns have their next values in variables; all that lasts only if everything was finite.
///
/// Several micro-batches are a loop, in which the list `b` has the newest buffers; what they told
/// is averaged behind it.
record ScriptDescent(
        ScriptModule module,
        Method method,
        PendingAssignments pending,
        Recomputation recomputation,
        Map<String, Expression> signals) {

    Descent<Expression> print(
            int microBatches,
            Optional<Expression> lossScale,
            Function<MicroBatch<Expression>, Expression> loss,
            Consumer<Gradients<Expression>> update) {
        method.line("s0 = s");
        method.line("s = self.copies(s0)");
        Expression value =
                microBatches == 1
                        ? whole(lossScale, () -> loss.apply((x, rows) -> x))
                        : accumulated(microBatches, lossScale, loss);
        lossScale.ifPresent(
                scale -> method.line("g = torch._foreach_div(g, float(%s))".formatted(scale)));
        Expression norm = method.call("torch.norm", "torch.stack(torch._foreach_norm(g))");
        Expression finite =
                method.call("torch.isfinite", "torch.add(%s, %s)".formatted(value, norm));
        String buffers = microBatches == 1 ? "b" : "b0";
        method.block("if bool(%s):".formatted(finite), () -> keep(buffers, update));
        method.block("else:", () -> {});
        return new Descent<>(value, norm, finite);
    }

    private Expression whole(Optional<Expression> lossScale, Supplier<Expression> loss) {
        Expression value = gradient(lossScale, loss);
        method.line("torch.set_grad_enabled(False)");
        return method.call("torch.detach", value);
    }

    private Expression accumulated(
            int microBatches,
            Optional<Expression> lossScale,
            Function<MicroBatch<Expression>, Expression> loss) {
        method.line("b0 = b");
        method.line("b = torch.list(b0)");
        method.line("leaves = p");
        method.line("sums = annotate(List[Tensor], [])");
        method.line("told = annotate(List[Tensor], [])");
        method.block(
                "for m in range(%d):".formatted(microBatches),
                () -> one(microBatches, lossScale, loss));
        method.line("g = torch._foreach_div(sums, %d)".formatted(microBatches));
        Expression means = method.call("torch.mean", "torch.stack(told)", "[0]");
        List<String> names = List.copyOf(signals.keySet());
        signals.replaceAll((name, x) -> select(means, 1 + names.indexOf(name)));
        return select(means, 0);
    }

    private void one(
            int microBatches,
            Optional<Expression> lossScale,
            Function<MicroBatch<Expression>, Expression> loss) {
        Expression value =
                gradient(
                        lossScale,
                        () -> loss.apply((x, rows) -> microBatch(x, rows, microBatches)));
        method.line("torch.set_grad_enabled(False)");
        method.line("sums = self.summed(sums, g)");
        for (Slot slot : pending.buffers()) {
            method.line("%s = %s".formatted(buffer("b", slot), pending.next(slot)));
        }
        String told =
                Stream.concat(Stream.of(value), signals.values().stream())
                        .map("%s.to(7)"::formatted)
                        .collect(Collectors.joining(", "));
        method.line("_ = torch.append(told, torch.stack([%s]))".formatted(told));
    }

    private Expression microBatch(Expression x, int rows, int microBatches) {
        Expression part = method.call("self.micro_batch", x, rows, microBatches, "m");
        return x.constant() ? Expression.constant(part.code()) : part;
    }

    private Expression select(Expression vector, int index) {
        return method.call("torch.select", vector, 0, index);
    }

    /// Prints a loss and the gradient of the scaled loss, the list `g`.
    private Expression gradient(Optional<Expression> lossScale, Supplier<Expression> loss) {
        int parameters = module.layout().parameters().size();
        if (recomputation.covers(method)) {
            // The leaves are the weights as operations take them: what is run again begins there.
            method.line("leaves = self.leaves(self.cast(p), %d)".formatted(parameters));
            method.line("w = leaves");
            method.line("torch.set_grad_enabled(True)");
            Expression value = pending.during(loss);
            recomputation.differentiate(scaled(value, lossScale));
            return value;
        }
        method.line("leaves = self.leaves(p, %d)".formatted(parameters));
        method.line("torch.set_grad_enabled(True)");
        method.line("w = self.cast(leaves)");
        Expression value = pending.during(loss);
        method.line("g = self.gradients(%s, leaves)".formatted(scaled(value, lossScale)));
        return value;
    }

    private Expression scaled(Expression loss, Optional<Expression> lossScale) {
        return lossScale.map(scale -> method.call("torch.mul", loss, scale)).orElse(loss);
    }

    /// Makes lasting what the loss assigned, then updates.
    private void keep(String buffers, Consumer<Gradients<Expression>> update) {
        method.line("self.keep(s0, s)");
        for (Slot slot : pending.constrained()) {
            int index = module.parameter(slot.name());
            method.line("_ = torch.copy_(p[%1$d], torch.detach(leaves[%1$d]))".formatted(index));
        }
        for (Slot slot : pending.buffers()) {
            String next = buffers.equals("b") ? pending.next(slot).code() : buffer("b", slot);
            method.line("_ = torch.copy_(%s, %s)".formatted(buffer(buffers, slot), next));
        }
        update.accept(new Gradients<>() {});
    }

    private String buffer(String list, Slot slot) {
        return "%s[%d]".formatted(list, module.buffer(slot.name()));
    }
}
