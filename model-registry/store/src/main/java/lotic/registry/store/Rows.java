package lotic.registry.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import lotic.registry.format.Manifest;
import lotic.registry.format.Sha256;
import lotic.registry.format.VersionFile;
import lotic.registry.store.StoreException.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// The index's values as bytes. Times are milliseconds since 1970.
final class Rows {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build();

    /// What a key without facts of its own is written with.
    static final byte[] NOTHING = new byte[0];

    private record FileRow(String path, String sha256, long size) {}

    private record VersionRow(
            String run,
            long epoch,
            long step,
            long publishedAtMs,
            List<FileRow> files,
            String metadata) {}

    /// Either a version was published or an alias moved; the other's fields are null.
    private record EventRow(
            String model,
            @Nullable Long version,
            @Nullable String alias,
            @Nullable Long from,
            @Nullable Long to,
            long atMs) {}

    private record EvaluationRow(String document, long attachedAtMs) {}

    record ModelRow(long versions, long lastSequence, long storedBytes) {}

    private Rows() {}

    static byte[] of(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] row) {
        return ByteBuffer.wrap(row).getLong();
    }

    static byte[] of(ModelRow model) {
        return encode(model);
    }

    static ModelRow model(byte[] row) {
        return decode(row, ModelRow.class);
    }

    static byte[] of(Version version) {
        return encode(
                new VersionRow(
                        version.run(),
                        version.epoch(),
                        version.step(),
                        version.publishedAt().toEpochMilli(),
                        version.manifest().files().stream()
                                .map(
                                        file ->
                                                new FileRow(
                                                        file.path(),
                                                        file.sha256().hex(),
                                                        file.size()))
                                .toList(),
                        version.metadata()));
    }

    static Version version(String model, long number, byte[] bytes) {
        VersionRow row = decode(bytes, VersionRow.class);
        return new Version(
                model,
                number,
                row.run(),
                row.epoch(),
                row.step(),
                Instant.ofEpochMilli(row.publishedAtMs()),
                Manifest.of(
                        row.files().stream()
                                .map(
                                        file ->
                                                new VersionFile(
                                                        file.path(),
                                                        new Sha256(file.sha256()),
                                                        file.size()))
                                .toList()),
                row.metadata());
    }

    static byte[] of(Evaluation evaluation) {
        return encode(
                new EvaluationRow(evaluation.document(), evaluation.attachedAt().toEpochMilli()));
    }

    static Evaluation evaluation(long number, byte[] bytes) {
        EvaluationRow row = decode(bytes, EvaluationRow.class);
        return new Evaluation(number, Instant.ofEpochMilli(row.attachedAtMs()), row.document());
    }

    static byte[] of(Event event) {
        long atMs = event.at().toEpochMilli();
        return encode(
                switch (event) {
                    case Event.Published(long _, Version version) ->
                            new EventRow(version.model(), version.number(), null, null, null, atMs);
                    case Event.AliasMoved moved ->
                            new EventRow(
                                    moved.model(),
                                    null,
                                    moved.alias(),
                                    moved.from().isPresent() ? moved.from().getAsLong() : null,
                                    moved.to(),
                                    atMs);
                });
    }

    /// Finds a version by model and number.
    interface VersionLookup {
        Version version(String model, long number);
    }

    static Event event(long sequence, byte[] bytes, VersionLookup versions) {
        EventRow row = decode(bytes, EventRow.class);
        if (row.version() != null) {
            return new Event.Published(sequence, versions.version(row.model(), row.version()));
        }
        if (row.alias() == null || row.to() == null) {
            throw new StoreException(Reason.UNREADABLE, "event %d is damaged".formatted(sequence));
        }
        return new Event.AliasMoved(
                sequence,
                row.model(),
                row.alias(),
                row.from() == null ? OptionalLong.empty() : OptionalLong.of(row.from()),
                row.to(),
                Instant.ofEpochMilli(row.atMs()));
    }

    private static byte[] encode(Object row) {
        try {
            return JSON.writeValueAsBytes(row);
        } catch (IOException e) {
            throw new UncheckedIOException("rows are plain records", e);
        }
    }

    private static <T> T decode(byte[] row, Class<T> type) {
        try {
            return JSON.readValue(row, type);
        } catch (IOException e) {
            throw new StoreException(
                    Reason.UNREADABLE, "a row of the registry's index is damaged", e);
        }
    }
}
