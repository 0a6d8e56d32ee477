package lotic.standalone.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Read back by another library than the one that encodes.
class ParquetRowsTest {

    private static final int DIMENSION = 368;

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadBackOverSeveralRowGroupsAndPages() throws IOException {
        Path file = folder.resolve("features.parquet");
        int count = 3000;
        write(file, count, 1 << 20);

        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            FileMetaData footer = reader.getFileMetaData();
            assertThat(footer.numRows()).isEqualTo(count);
            assertThat(footer.rowGroups().stream().mapToLong(RowGroup::numRows).sum())
                    .isEqualTo(count);
            assertThat(footer.rowGroups()).hasSizeGreaterThan(3);
            assertThat(footer.keyValueMetadata()).containsEntry("lotic.version", "demo@3");
            List<Row> rows = rows(reader);
            assertThat(rows).hasSize(count);
            for (int i = 0; i < count; i++) {
                assertThat(rows.get(i)).isEqualTo(new Row(path(i), values(i)));
            }
        }
    }

    @Test
    void aFileOfNoPictureIsAFile() throws IOException {
        Path file = folder.resolve("none.parquet");
        write(file, 0, ParquetRows.ROW_GROUP_BYTES_MAX);

        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file))) {
            assertThat(reader.getFileMetaData().numRows()).isZero();
        }
    }

    private record Row(String path, List<Float> features) {}

    private static void write(Path file, int count, long rowGroupBytesMax) throws IOException {
        try (ParquetRows rows = new ParquetRows(file, "demo@3", rowGroupBytesMax)) {
            for (int i = 0; i < count; i++) {
                rows.add(path(i), vector(i));
            }
            rows.finish();
        }
    }

    private static List<Row> rows(ParquetFileReader reader) {
        List<Row> rows = new ArrayList<>();
        try (RowReader each = reader.rowReader()) {
            while (each.hasNext()) {
                each.next();
                rows.add(
                        new Row(
                                each.getString("path"),
                                List.copyOf(each.getList("features").floats())));
            }
        }
        return rows;
    }

    private static String path(int i) {
        return "bilder/größe-" + i + ".jpg";
    }

    private static List<Float> values(int i) {
        List<Float> values = new ArrayList<>();
        for (float value : vector(i)) {
            values.add(value);
        }
        return values;
    }

    private static float[] vector(int i) {
        float[] vector = new float[DIMENSION];
        for (int k = 0; k < DIMENSION; k++) {
            vector[k] = i - k / 7f;
        }
        return vector;
    }
}
