package lotic.ingest.http;

import io.micronaut.serde.annotation.Serdeable;

import lotic.ingest.intake.Receipt;
import lotic.schemas.Digests;

/// The body of a 202: the broker holds the image, here.
@Serdeable
record Acknowledgement(String id, String sha256, String topic, int partition, long offset) {

    static Acknowledgement of(Receipt.Acknowledged receipt) {
        return new Acknowledgement(
                receipt.id(),
                Digests.hex(receipt.digest()),
                receipt.place().topic(),
                receipt.place().partition(),
                receipt.place().offset());
    }
}
