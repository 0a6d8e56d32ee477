package lotic.standalone.demo;

import lotic.standalone.push.Delivery;
import lotic.standalone.source.Sample;

/// Delivers when there is room.
record PacedDelivery(Lead lead, Delivery delivery) implements Delivery {

    @Override
    public Fate deliver(Sample sample) throws InterruptedException {
        lead.awaitRoom();
        return delivery.deliver(sample);
    }
}
