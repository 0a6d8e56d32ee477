package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;

import lotic.schemas.UnreadableRecordException.Reason;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class RecordsTest {

    private static final int HEADER_BYTES = 10;

    private final Submission heron =
            new SubmissionBuilder(new byte[] {1, 2, 3})
                    .id("heron")
                    .caption("a heron")
                    .toSubmission();

    static Stream<SpecificRecordBase> oneOfEachType() {
        Instant now = Instant.ofEpochMilli(1_795_000_000_123L);
        List<PartitionOffset> ends = List.of(new PartitionOffset(3, 5L));
        FileDigest file = new FileDigest("a", "00", 1L);
        return Stream.of(
                new SubmissionBuilder(new byte[] {1}).toSubmission(),
                AdmittedImage.newBuilder()
                        .setId("1")
                        .setBytes(ByteBuffer.wrap(new byte[] {1}))
                        .setFormat(Format.GIF)
                        .setWidth(8)
                        .setHeight(9)
                        .setAdmittedAt(now)
                        .build(),
                Rejection.newBuilder()
                        .setDigest(Digests.of(new byte[0]))
                        .setReason(RejectionReason.TOO_SMALL)
                        .setDetail("1 x 1")
                        .setHead(ByteBuffer.allocate(0))
                        .setSize(35)
                        .setSourceTopic("t")
                        .setSourcePartition(1)
                        .setSourceOffset(2)
                        .setRejectedAt(now)
                        .build(),
                new StepPlan(
                        "run",
                        1L,
                        2L,
                        List.of(new Slice(0, 1L, 2L)),
                        List.of(new Passed(0, 1L, 1L, PassReason.HELD_OUT)),
                        List.of(new Replayed(0, 0L, 1)),
                        ends),
                new StepReport(
                        "run", 1L, 2L, true, 4.1f, 0.3, 64, 0, 128L, 12.5f, Map.of("h", 1.0), now),
                new CheckpointTaken("run", 1L, 2L, List.of(file), ends, now),
                new RunEvent("run", 1L, 2L, RunEventKind.PAUSED, "by hand", now),
                new VersionPublished(
                        1L, "m", 1L, "00", "run", 2L, List.of(new VersionFile("a", "00", 1L)), now),
                new AliasMoved(2L, "m", "latest", 1L, 2L, now),
                new VersionWithdrawn(3L, "m", 1L, "wrong", now));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void everyTypeComesBackAsItWasWritten(SpecificRecordBase record) {
        byte[] encoded = Records.encode(record);

        assertThat(Records.decode(encoded)).isEqualTo(record);
        assertThat(Records.decode(record.getClass(), encoded)).isEqualTo(record);
    }

    @Test
    void everyTopicsTypeIsAmongThem() {
        assertThat(oneOfEachType().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Records.TYPES);
    }

    @Test
    void theHeaderIsAvrosMarkerAndTheSchemasFingerprint() {
        long fingerprint = SchemaNormalization.parsingFingerprint64(Submission.getClassSchema());

        ByteBuffer encoded = ByteBuffer.wrap(Records.encode(heron)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(encoded.getShort()).isEqualTo((short) 0x01C3);
        assertThat(encoded.getLong()).isEqualTo(fingerprint);
    }

    @Test
    void aPartOfARecordIsNotWrittenByItself() {
        Slice part = new Slice(0, 0L, 1L);

        assertThatThrownBy(() -> Records.encode(part)).hasMessageContaining("Slice");
    }

    @Test
    void bytesWithoutTheHeaderAreNoRecord() {
        assertThat(reasonFor(new byte[0])).isEqualTo(Reason.NO_RECORD);
        assertThat(reasonFor(new byte[] {(byte) 0xC3, 1, 2, 3})).isEqualTo(Reason.NO_RECORD);
        assertThat(reasonFor("{\"id\": \"json\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.NO_RECORD);
    }

    @Test
    void aRecordOfASchemaThatNoReleaseHadIsRefused() throws IOException {
        Schema future =
                new SchemaParser()
                        .parse(
                                """
                                {"type": "record", "name": "Submission", "fields":
                                  [{"name": "from_the_future", "type": "int"}]}\
                                """)
                        .mainSchema();
        GenericRecord record = new GenericData.Record(future);
        record.put("from_the_future", 1);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), future).encode(record, encoded);

        assertThat(reasonFor(encoded.toByteArray())).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void aRecordOfAnotherTypeIsRefusedByName() {
        byte[] encoded = Records.encode(heron);

        assertThatThrownBy(() -> Records.decode(Rejection.class, encoded))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessage("found Submission where Rejection belongs");
    }

    @Test
    void aRecordThatIsCutAnywhereIsMalformed() {
        byte[] encoded = Records.encode(heron);

        for (int length = HEADER_BYTES; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThat(reasonFor(cut)).as("%d bytes", length).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void bytesBehindARecordMakeItMalformed() {
        byte[] encoded = Records.encode(heron);

        assertThat(reasonFor(Arrays.copyOf(encoded, encoded.length + 1)))
                .isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 900 << 20, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, -1, -2})
    void aLengthThatTheBytesDoNotHoldIsMalformedAndTakesNoMemory(long length) throws IOException {
        ByteArrayOutputStream hostile = new ByteArrayOutputStream();
        hostile.write(Records.encode(heron), 0, HEADER_BYTES);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(hostile, null);
        encoder.writeString("id");
        encoder.writeLong(length);
        hostile.write(new byte[100]);
        long allocatedBefore = allocatedBytes();

        assertThat(reasonFor(hostile.toByteArray())).isEqualTo(Reason.MALFORMED);

        assertThat(allocatedBytes() - allocatedBefore).isLessThan(64 << 20);
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
                .getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    @Test
    void noChangeOfBytesThrowsAnythingElse() {
        Random random = new Random(20_260_101);
        List<byte[]> records = oneOfEachType().map(Records::encode).toList();

        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = records.get(i % records.size()).clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                damaged[HEADER_BYTES + random.nextInt(damaged.length - HEADER_BYTES)] =
                        (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> Records.decode(damaged));
            if (thrown != null) {
                assertThat(thrown)
                        .as("round %d: %s", i, Arrays.toString(damaged))
                        .isInstanceOf(UnreadableRecordException.class);
            }
        }
    }

    private static Reason reasonFor(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> Records.decode(bytes));
        assertThat(thrown).isInstanceOf(UnreadableRecordException.class);
        return ((UnreadableRecordException) thrown).reason();
    }
}
