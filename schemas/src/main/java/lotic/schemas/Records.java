package lotic.schemas;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Records to bytes and back: Avro's single-object encoding (Avro 1.12 specification,
/// "Single-object encoding"), in which each record names its writer's schema by fingerprint.
///
/// A record is read with the schema it was written with, which any release up to this one may have
/// been, and resolved to the present one. All methods may be called from any thread.
public final class Records {

    /// The types that stand in topics by themselves.
    static final List<Class<? extends SpecificRecordBase>> TYPES =
            List.of(
                    Submission.class,
                    AdmittedImage.class,
                    Rejection.class,
                    StepPlan.class,
                    StepReport.class,
                    CheckpointTaken.class,
                    RunEvent.class,
                    VersionPublished.class,
                    AliasMoved.class,
                    VersionWithdrawn.class);

    private static final byte[] MARKER = {(byte) 0xC3, 0x01};
    private static final int HEADER_BYTES = MARKER.length + Long.BYTES;

    private static final Map<Class<?>, BinaryMessageEncoder<SpecificRecordBase>> ENCODERS =
            new HashMap<>();
    private static final Map<Long, Written> BY_FINGERPRINT = new HashMap<>();

    static {
        trustOurTypes();
        for (Class<? extends SpecificRecordBase> type : TYPES) {
            SpecificData model = SpecificData.getForClass(type);
            Schema present = model.getSchema(type);
            ENCODERS.put(type, new BinaryMessageEncoder<>(model, present));
            for (String version : ReleasedSchemas.VERSIONS) {
                ReleasedSchemas.find(version, type.getSimpleName())
                        .ifPresent(released -> register(type, released, present, model));
            }
            register(type, present, present, model);
        }
    }

    private Records() {}

    /// The record with its header, ready to be a Kafka value.
    public static byte[] encode(SpecificRecordBase record) {
        BinaryMessageEncoder<SpecificRecordBase> encoder = ENCODERS.get(record.getClass());
        if (encoder == null) {
            throw new IllegalArgumentException(
                    record.getClass().getSimpleName() + " is only ever a part of other records");
        }
        try {
            ByteBuffer encoded = encoder.encode(record);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /// Reads a record of whatever type it says it is.
    ///
    /// @throws UnreadableRecordException if the bytes are no record that this release can read
    public static SpecificRecordBase decode(byte[] bytes) {
        Written written = writtenAs(bytes);
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        SpecificRecordBase record;
        boolean whole;
        try {
            record = written.reader().read(null, decoder);
            whole = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            // Avro's decoder has many ways to say so: AvroRuntimeException, IndexOutOfBounds,
            // UnsupportedOperation for a length above its limit, DateTimeException for a time too
            // far off.
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.MALFORMED,
                    written.name() + " of " + bytes.length + " bytes is malformed: " + e,
                    e);
        }
        if (!whole) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.MALFORMED,
                    written.name() + " is followed by bytes that do not belong to it");
        }
        return record;
    }

    /// Reads a record of a known type.
    ///
    /// @throws UnreadableRecordException if the bytes are no record of this type that this release
    ///   can read
    public static <R extends SpecificRecordBase> R decode(Class<R> type, byte[] bytes) {
        Written written = writtenAs(bytes);
        if (written.type() != type) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.OTHER_TYPE,
                    "found " + written.name() + " where " + type.getSimpleName() + " belongs");
        }
        return type.cast(decode(bytes));
    }

    private static Written writtenAs(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || bytes[0] != MARKER[0] || bytes[1] != MARKER[1]) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.NO_RECORD,
                    bytes.length + " bytes without the header of an Avro record (C3 01)");
        }
        long fingerprint =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(MARKER.length);
        Written written = BY_FINGERPRINT.get(fingerprint);
        if (written == null) {
            throw new UnreadableRecordException(
                    UnreadableRecordException.Reason.UNKNOWN_SCHEMA,
                    "schema %016x is of no release up to this one; raise Lotic before it reads on"
                            .formatted(fingerprint));
        }
        return written;
    }

    private static void register(
            Class<? extends SpecificRecordBase> type,
            Schema writer,
            Schema reader,
            SpecificData model) {
        BY_FINGERPRINT.put(
                SchemaNormalization.parsingFingerprint64(writer),
                new Written(type, new SpecificDatumReader<>(writer, reader, model)));
    }

    /// Avro reads into generated classes only after they have been named as trusted
    /// (`ClassSecurityValidator`, since 1.12.2).
    private static void trustOurTypes() {
        ClassSecurityValidator.Builder ours = ClassSecurityValidator.builder();
        TYPES.forEach(ours::add);
        List.of(ImageDigest.class, Format.class, RejectionReason.class).forEach(ours::add);
        List.of(Slice.class, Passed.class, PassReason.class, Replayed.class).forEach(ours::add);
        List.of(PartitionOffset.class, FileDigest.class, VersionFile.class).forEach(ours::add);
        ours.add(RunEventKind.class);
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours.build()));
    }

    /// What a fingerprint stands for. A reader may be shared: it keeps what a call needs per
    /// thread.
    private record Written(
            Class<? extends SpecificRecordBase> type,
            SpecificDatumReader<SpecificRecordBase> reader) {

        String name() {
            return type.getSimpleName();
        }
    }
}
