package lotic.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import lotic.ingest.images.BadImage;
import lotic.ingest.images.Pictures;
import lotic.inspection.PixelLimit;
import lotic.schemas.AdmittedImage;
import lotic.schemas.Digests;
import lotic.schemas.Format;
import lotic.schemas.Limits;
import lotic.schemas.Records;
import lotic.schemas.Rejection;
import lotic.schemas.RejectionReason;
import lotic.schemas.Submission;
import lotic.schemas.SubmissionBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

class AdmissionTopologyTest {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final AdmissionRules DROP =
            new AdmissionRules(PixelLimit.standard(), Duplicates.DROP, WINDOW);
    private static final AdmissionRules KEEP =
            new AdmissionRules(PixelLimit.standard(), Duplicates.KEEP, WINDOW);

    @TempDir private Path folder;
    private AdmissionDriver admission;

    @BeforeEach
    void start() {
        admission = new AdmissionDriver(DROP, folder);
    }

    @AfterEach
    void stop() {
        admission.close();
    }

    @Test
    void aSoundImageIsStampedAndForwardedUnderItsKey() {
        byte[] image = Pictures.jpeg(1);
        SubmissionBuilder submission =
                new SubmissionBuilder(image)
                        .id("one")
                        .sourceUri("file:heron.jpg")
                        .caption("a heron")
                        .label("heron")
                        .metadata("{\"by\": \"me\"}")
                        .producer("camera-7");

        admission.submit(submission);

        AdmittedImage admitted = admission.admitted().getFirst();
        assertThat(admitted.getBytes().array()).endsWith(image);
        assertThat(admitted.getFormat()).isEqualTo(Format.JPEG);
        assertThat(admitted.getWidth()).isEqualTo(32);
        assertThat(admitted.getHeight()).isEqualTo(32);
        assertThat(admitted.getAdmittedAt()).isEqualTo(AdmissionDriver.START);
        assertThat(admitted.getRepeat()).isFalse();
        assertThat(admitted.getId()).isEqualTo("one");
        assertThat(admitted.getSourceUri()).hasValue("file:heron.jpg");
        assertThat(admitted.getCaption()).hasValue("a heron");
        assertThat(admitted.getLabel()).hasValue("heron");
        assertThat(admitted.getMetadata()).hasValue("{\"by\": \"me\"}");
        assertThat(admitted.getProducer()).hasValue("camera-7");
        assertThat(admission.find(Digests.of(image)).orElseThrow().outcome())
                .isEqualTo(new Outcome.Admitted(false, false));
    }

    @Test
    void theKeyStaysTheImagesDigest() {
        byte[] image = Pictures.jpeg(1);

        admission.submit(new SubmissionBuilder(image));

        assertThat(admission.admittedKeys()).containsExactly(Digests.of(image).bytes());
    }

    static Stream<byte[]> unusualButSound() {
        return Stream.of(
                Pictures.cmykJpeg(),
                Pictures.sixteenBitPng(),
                Pictures.palettePng(),
                Pictures.rotatedJpeg(),
                Pictures.webp(),
                Pictures.largeJpeg(1));
    }

    @ParameterizedTest
    @MethodSource("unusualButSound")
    void unusualImagesAreAdmitted(byte[] image) {
        admission.submit(new SubmissionBuilder(image));

        assertThat(admission.counts().admitted()).isEqualTo(1);
    }

    @Test
    void anAnimationIsAdmittedForItsFirstFrameAndCounted() {
        admission.submit(new SubmissionBuilder(Pictures.animatedGif()));

        assertThat(admission.counts().admitted()).isEqualTo(1);
        assertThat(admission.counts().animated()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfBadImageIsRejectedByName(BadImage bad) {
        admission.submit(new SubmissionBuilder(bad.bytes()).producer("native"));

        Rejection rejection = admission.rejected().getFirst();
        assertThat(rejection.getReason()).isEqualTo(bad.reason());
        assertThat(rejection.getDetail()).isNotEmpty();
        assertThat(rejection.getDigest()).isEqualTo(Digests.of(bad.bytes()));
        assertThat(rejection.getSize()).isEqualTo(bad.bytes().length);
        assertThat(rejection.getHead().remaining())
                .isEqualTo(Math.min(bad.bytes().length, Limits.REJECTED_HEAD_BYTES_MAX));
        assertThat(rejection.getSourceTopic()).isEqualTo("lotic.images.submitted");
        assertThat(rejection.getSourcePartition()).isZero();
        assertThat(rejection.getSourceOffset()).isZero();
        assertThat(rejection.getProducer()).hasValue("native");
        assertThat(admission.admitted()).isEmpty();
        assertThat(admission.counts().rejected()).isEqualTo(Map.of(bad.reason(), 1L));
        assertThat(admission.find(Digests.of(bad.bytes())).orElseThrow().outcome())
                .isEqualTo(new Outcome.Rejected(bad.reason(), rejection.getDetail()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no record at all", "\u00c3\u0001 and then not"})
    void whatIsNoRecordIsRejectedWithItsFirstBytes(String text) {
        byte[] value = text.getBytes(StandardCharsets.ISO_8859_1);

        admission.submit(new byte[32], value);

        Rejection rejection = admission.rejected().getFirst();
        assertThat(rejection.getReason()).isEqualTo(RejectionReason.UNREADABLE_RECORD);
        assertThat(rejection.getDigest()).isEqualTo(Digests.of(value));
        assertThat(rejection.getHead().remaining()).isEqualTo(value.length);
    }

    @Test
    void aRecordWithoutAValueIsRejected() {
        admission.submit(new byte[32], null);

        assertThat(admission.rejected().getFirst().getReason())
                .isEqualTo(RejectionReason.UNREADABLE_RECORD);
    }

    @Test
    void aRecordOfAnotherTypeIsRejected() {
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)));
        byte[] admitted = Records.encode(admission.admitted().getFirst());

        admission.submit(Digests.of(Pictures.jpeg(1)).bytes(), admitted);

        assertThat(admission.rejected().getFirst().getReason())
                .isEqualTo(RejectionReason.UNREADABLE_RECORD);
    }

    @Test
    void aMissingOrWrongKeyIsRejectedAndTellsTheRightOne() {
        byte[] value = Records.encode(new SubmissionBuilder(Pictures.jpeg(1)).toSubmission());
        byte[] other = Records.encode(new SubmissionBuilder(Pictures.jpeg(2)).toSubmission());

        admission.submit(null, value);
        admission.submit("heron.jpg".getBytes(StandardCharsets.UTF_8), other);

        assertThat(admission.rejected())
                .extracting(Rejection::getReason)
                .containsExactly(RejectionReason.WRONG_KEY, RejectionReason.WRONG_KEY);
        assertThat(admission.find(Digests.of(Pictures.jpeg(1)))).isEmpty();
    }

    @Test
    void anImageAboveTheLimitIsRejected() {
        byte[] tooLarge = new byte[Limits.IMAGE_BYTES_MAX + 1];
        Submission submission =
                Submission.newBuilder().setId("1").setBytes(ByteBuffer.wrap(tooLarge)).build();

        admission.submit(Digests.of(tooLarge).bytes(), Records.encode(submission));

        Rejection rejection = admission.rejected().getFirst();
        assertThat(rejection.getReason()).isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(rejection.getDetail()).isEqualTo("15728641 bytes, limit 15728640");
        assertThat(rejection.getHead().remaining()).isEqualTo(Limits.REJECTED_HEAD_BYTES_MAX);
    }

    @Test
    void aFieldThatIsTooLongIsRejectedAndCut() {
        Submission submission = new SubmissionBuilder(Pictures.jpeg(1)).toSubmission();
        Submission tooLong =
                Submission.newBuilder(submission).setSourceUri("ä".repeat(100_000)).build();

        admission.submit(Digests.of(Pictures.jpeg(1)).bytes(), Records.encode(tooLong));

        Rejection rejection = admission.rejected().getFirst();
        assertThat(rejection.getReason()).isEqualTo(RejectionReason.BAD_FIELD);
        assertThat(rejection.getDetail()).isEqualTo("source has 200000 bytes, limit 4096");
        assertThat(rejection.getSourceUri()).hasValue("ä".repeat(2048));
    }

    @Test
    void theSameBytesUnderAnotherIdAreADuplicate() {
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("one"));
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("two"));

        assertThat(admission.admitted()).hasSize(1);
        assertThat(admission.counts().duplicates()).isEqualTo(1);
        Sighting sighting = admission.find(Digests.of(Pictures.jpeg(1))).orElseThrow();
        assertThat(sighting.outcome()).isEqualTo(new Outcome.Duplicate());
        assertThat(sighting.offset()).isEqualTo(1);
        assertThat(sighting.admittedAt()).hasValue(AdmissionDriver.START);
    }

    @Test
    void repeatsAreAdmittedWhereTheyAreKept() {
        admission.close();
        admission = new AdmissionDriver(KEEP, folder.resolve("keep"));

        for (int i = 0; i < 3; i++) {
            admission.submit(new SubmissionBuilder(Pictures.jpeg(1)));
        }

        assertThat(admission.admitted())
                .extracting(AdmittedImage::getRepeat)
                .containsExactly(false, true, true);
        assertThat(admission.counts().admitted()).isEqualTo(3);
        assertThat(admission.counts().repeats()).isEqualTo(2);
        assertThat(admission.counts().balance()).isZero();
    }

    @Test
    void aRejectionInBetweenMakesTheSameBytesNoLessADuplicate() {
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("one"));
        submitWithBadField(Pictures.jpeg(1));
        Sighting rejected = admission.find(Digests.of(Pictures.jpeg(1))).orElseThrow();
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("three"));

        assertThat(rejected.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(rejected.admittedAt()).hasValue(AdmissionDriver.START);
        assertThat(admission.admitted()).hasSize(1);
        assertThat(admission.counts().duplicates()).isEqualTo(1);
        assertThat(admission.counts().rejectedInAll()).isEqualTo(1);
    }

    @Test
    void aRejectionInBetweenMakesTheSameBytesNoLessARepeat() {
        admission.close();
        admission = new AdmissionDriver(KEEP, folder.resolve("keep"));

        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("one"));
        submitWithBadField(Pictures.jpeg(1));
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("three"));

        assertThat(admission.admitted())
                .extracting(AdmittedImage::getRepeat)
                .containsExactly(false, true);
        assertThat(admission.counts().repeats()).isEqualTo(1);
    }

    @Test
    void theSameSubmissionSentTwiceIsCountedOnce() {
        SubmissionBuilder submission = new SubmissionBuilder(Pictures.jpeg(1)).id("one");
        admission.submit(submission);
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("two"));

        admission.submit(submission);

        PartitionCounts counts = admission.counts();
        assertThat(counts.submitted()).isEqualTo(2);
        assertThat(counts.resent()).isEqualTo(1);
        assertThat(counts.nextOffset()).isEqualTo(3);
        assertThat(counts.balance()).isZero();
    }

    @Test
    void aRejectedSubmissionSentTwiceIsCountedOnce() {
        SubmissionBuilder submission = new SubmissionBuilder(BadImage.ONE_PIXEL_GIF.bytes());

        admission.submit(submission);
        admission.submit(submission);

        assertThat(admission.rejected()).hasSize(1);
        assertThat(admission.counts().resent()).isEqualTo(1);
    }

    @Test
    void theWindowEndsADayAfterTheLastAdmissionHoweverManyDuplicatesCame() {
        byte[] image = Pictures.jpeg(1);
        for (int hour = 0; hour <= 48; hour += 8) {
            admission.submit(new SubmissionBuilder(image));
            admission.moveOn(Duration.ofHours(8));
        }

        assertThat(admission.admitted())
                .extracting(AdmittedImage::getAdmittedAt)
                .containsExactly(
                        AdmissionDriver.START,
                        AdmissionDriver.START.plus(WINDOW),
                        AdmissionDriver.START.plus(WINDOW.multipliedBy(2)));
        assertThat(admission.counts().duplicates()).isEqualTo(4);
    }

    @Test
    void whatIsBehindTheWindowIsForgotten() {
        admission.submit(new SubmissionBuilder(Pictures.jpeg(1)).id("one"));

        admission.moveOn(WINDOW.plusSeconds(1));

        assertThat(admission.find(Digests.of(Pictures.jpeg(1)))).isEmpty();
    }

    @Test
    void whatIsOnTheBooksIsNotDecidedAgain() {
        PartitionCounts books = PartitionCounts.NONE.after(0, 10, new Outcome.Duplicate());
        admission.setCounts(books);

        admission.submit(new SubmissionBuilder(Pictures.jpeg(1))); // at offset 0 once more

        assertThat(admission.admitted()).isEmpty();
        assertThat(admission.counts()).isEqualTo(books);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesEveryRecordHasExactlyOneOutcome(long seed) {
        Random random = new Random(seed);
        RiverModel model = new RiverModel(WINDOW);
        for (int i = 0; i < 1500; i++) {
            RiverModel.Drop drop = model.next(random);
            admission.moveOn(drop.pause());
            admission.submit(drop.key(), drop.value());
        }

        PartitionCounts counts = admission.counts();
        assertThat(counts.balance()).isZero();
        assertThat(counts.nextOffset()).isEqualTo(1500);
        assertThat(counts.admitted()).as("admitted").isEqualTo(model.admitted());
        assertThat(counts.duplicates()).as("duplicates").isEqualTo(model.duplicates());
        assertThat(counts.resent()).as("resent").isEqualTo(model.resent());
        assertThat(counts.rejectedInAll()).as("rejected").isEqualTo(model.rejected());
        assertThat(admission.admitted()).hasSize((int) counts.admitted());
        assertThat(admission.rejected()).hasSize((int) counts.rejectedInAll());
    }

    private void submitWithBadField(byte[] image) {
        Submission submission =
                Submission.newBuilder(new SubmissionBuilder(image).toSubmission())
                        .setLabel("two\nlines")
                        .build();
        admission.submit(Digests.of(image).bytes(), Records.encode(submission));
    }
}
