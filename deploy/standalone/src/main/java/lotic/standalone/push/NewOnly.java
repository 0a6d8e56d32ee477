package lotic.standalone.push;

import com.fasterxml.jackson.databind.JsonNode;

import lotic.standalone.http.ServiceException;
import lotic.standalone.source.Sample;

import java.util.Optional;

/// Asks before it hands in, so that pushing a folder again costs questions and no uploads.
public final class NewOnly implements Delivery {

    private final Gate gate;
    private final Delivery delivery;

    /// @param delivery of what the gate has not seen
    public NewOnly(Gate gate, Delivery delivery) {
        this.gate = gate;
        this.delivery = delivery;
    }

    @Override
    public Fate deliver(Sample sample) throws InterruptedException {
        Optional<JsonNode> known = whereabouts(sample);
        if (known.isEmpty()) {
            return delivery.deliver(sample);
        }
        JsonNode whereabouts = known.get();
        return whereabouts.path("state").asText().equals("rejected")
                ? new Fate.Rejected(
                        whereabouts.path("reason").asText("rejected"),
                        whereabouts.path("detail").asText(""))
                : new Fate.SeenBefore();
    }

    /// A question that gets no answer costs an upload at worst: whoever delivers has the patience.
    private Optional<JsonNode> whereabouts(Sample sample) throws InterruptedException {
        try {
            return gate.whereabouts(Digest.of(sample.bytes()));
        } catch (ServiceException e) {
            return switch (e.reason()) {
                case UNREACHABLE, NOT_NOW, NOT_FOUND -> Optional.empty();
                case REFUSED -> throw e;
            };
        }
    }
}
