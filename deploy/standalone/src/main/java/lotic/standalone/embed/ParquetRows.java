package lotic.standalone.embed;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A row for each picture: `path` (string) and `features` (list of F floats). The version stands in
/// the file's key-value metadata, as `lotic.version`.
///
/// Parquet's own writer needs Hadoop's classes, so the file is put together here, of the library's
/// encoders and footer (Apache Parquet format 2.12): columns of PLAIN values without compression,
/// which features do not take to.
final class ParquetRows implements FeatureRows {

    /// A row group is in memory until it is written.
    static final long ROW_GROUP_BYTES_MAX = 64L << 20;

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    /// Levels of a value (Dremel): an element of a list that is there; first of its row, or later.
    private static final int PRESENT = 1;

    private static final int FIRST = 0;
    private static final int LATER = 1;

    private final String version;
    private final long rowGroupBytesMax;
    private final OutputStream target;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final MessageType schema = FeatureSchema.message();
    private final ColumnDescriptor path = schema.getColumns().getFirst();
    private final ColumnDescriptor features = schema.getColumns().getLast();

    private ParquetChunks chunks;
    private ColumnWriteStore columns;
    private long position;
    private long rowsInGroup;
    private long rows;

    ParquetRows(Path file, String version) throws IOException {
        this(file, version, ROW_GROUP_BYTES_MAX);
    }

    /// @param rowGroupBytesMax a row group ends once it is larger
    ParquetRows(Path file, String version, long rowGroupBytesMax) throws IOException {
        this.version = version;
        this.rowGroupBytesMax = rowGroupBytesMax;
        this.target = new BufferedOutputStream(Files.newOutputStream(file));
        this.chunks = new ParquetChunks();
        this.columns = columns(chunks);
        write(MAGIC);
    }

    private ColumnWriteStore columns(ParquetChunks pages) {
        return ParquetProperties.builder()
                .withDictionaryEncoding(false)
                .build()
                .newColumnWriteStore(schema, pages);
    }

    @Override
    public void add(String name, float[] vector) throws IOException {
        columns.getColumnWriter(path).write(Binary.fromString(name), FIRST, 0);
        ColumnWriter values = columns.getColumnWriter(features);
        for (int i = 0; i < vector.length; i++) {
            values.write(vector[i], i == 0 ? FIRST : LATER, PRESENT);
        }
        columns.endRecord();
        rowsInGroup++;
        if (columns.getBufferedSize() + chunks.size() > rowGroupBytesMax) {
            endRowGroup();
        }
    }

    private void endRowGroup() throws IOException {
        columns.flush();
        long begin = position;
        RowGroup group = new RowGroup(new ArrayList<>(), 0, rowsInGroup);
        for (ColumnDescriptor column : schema.getColumns()) {
            ParquetChunk chunk = chunks.getPageWriter(column);
            group.addToColumns(chunk.describe(position));
            write(chunk.bytes());
        }
        group.setTotal_byte_size(position - begin);
        rowGroups.add(group);
        rows += rowsInGroup;
        rowsInGroup = 0;
        columns.close();
        chunks = new ParquetChunks();
        columns = columns(chunks);
    }

    @Override
    public void finish() throws IOException {
        if (rowsInGroup > 0) {
            endRowGroup();
        }
        FileMetaData footer = new FileMetaData(1, FeatureSchema.elements(), rows, rowGroups);
        footer.addToKey_value_metadata(new KeyValue("lotic.version").setValue(version));
        footer.setCreated_by("Lotic");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        write(bytes.toByteArray());
        write(littleEndian(bytes.size()));
        write(MAGIC);
        target.close();
    }

    @Override
    public void close() throws IOException {
        columns.close();
        target.close();
    }

    private void write(byte[] bytes) throws IOException {
        target.write(bytes);
        position += bytes.length;
    }

    private static byte[] littleEndian(int number) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
    }
}
