package lotic.trainer.stream;

import lotic.schemas.PassReason;
import lotic.trainer.heldout.HeldOutRule;
import lotic.trainer.plan.Fact;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What a decode worker made of a record: a pure function of the record, the run's seed and its
/// held-out rule.
///
/// @param fact what planning needs to know
/// @param sha256 of the image's bytes, 32 of them
/// @param image the file; empty if nobody will need it
/// @param label the image's class, where the producer gave one
/// @param heldOut where a held-out image belongs
/// @param finding what the decoder has against the record, where it makes no picture of it
/// @param views all crops one after the other, where the record is to be learnt
@SuppressWarnings("ArrayRecordComponent") // files are handed on as they are and never compared
public record Decoded(
        Fact fact,
        byte[] sha256,
        byte[] image,
        Optional<String> label,
        Optional<HeldOutRule.Side> heldOut,
        Optional<String> finding,
        Optional<ByteBuffer> views) {

    private static final byte[] NOTHING = new byte[0];

    static Decoded learnable(SourceRecord record, byte[] image, ByteBuffer views) {
        return new Decoded(
                Fact.learnable(record.partition(), record.offset()),
                record.key(),
                image,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(views));
    }

    static Decoded heldOut(
            SourceRecord record, byte[] image, Optional<String> label, HeldOutRule.Side side) {
        return new Decoded(
                Fact.passed(record.partition(), record.offset(), PassReason.HELD_OUT),
                record.key(),
                image,
                label,
                Optional.of(side),
                Optional.empty(),
                Optional.empty());
    }

    static Decoded undecodable(SourceRecord record, String finding) {
        return new Decoded(
                Fact.passed(record.partition(), record.offset(), PassReason.UNDECODABLE),
                record.key(),
                NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(finding),
                Optional.empty());
    }

    static Decoded lost(Fetch.Gap gap) {
        return new Decoded(
                Fact.lost(gap.partition(), gap.from(), gap.to()),
                NOTHING,
                NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
