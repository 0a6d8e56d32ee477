package lotic.standalone.embed;

import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One column of one row group: data pages (version 1) one after the other, none compressed. One
/// thread.
final class ParquetChunk implements PageWriter {

    private final ColumnDescriptor column;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final Set<Encoding> encodings = new TreeSet<>();
    private long values;

    ParquetChunk(ColumnDescriptor column) {
        this.column = column;
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            SizeStatistics sizes,
            GeospatialStatistics places,
            org.apache.parquet.column.Encoding repetition,
            org.apache.parquet.column.Encoding definition,
            org.apache.parquet.column.Encoding value)
            throws IOException {
        int size = Math.toIntExact(bytes.size());
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, size);
        header.setData_page_header(
                new DataPageHeader(
                        valueCount, written(value), written(definition), written(repetition)));
        Util.writePageHeader(header, pages);
        bytes.writeAllTo(pages);
        values += valueCount;
    }

    private Encoding written(org.apache.parquet.column.Encoding encoding) {
        Encoding known = Encoding.valueOf(encoding.name());
        encodings.add(known);
        return known;
    }

    /// What the footer says of it.
    ///
    /// @param offset of its first byte in the file
    ColumnChunk describe(long offset) {
        return new ColumnChunk(0)
                .setMeta_data(
                        new ColumnMetaData(
                                physicalType(),
                                List.copyOf(encodings),
                                List.of(column.getPath()),
                                CompressionCodec.UNCOMPRESSED,
                                values,
                                pages.size(),
                                pages.size(),
                                offset));
    }

    /// The encoders have another name for strings.
    private Type physicalType() {
        PrimitiveTypeName name = column.getPrimitiveType().getPrimitiveTypeName();
        return name == PrimitiveTypeName.BINARY ? Type.BYTE_ARRAY : Type.valueOf(name.name());
    }

    /// All pages, with their headers.
    byte[] bytes() {
        return pages.toByteArray();
    }

    @Override
    public long getMemSize() {
        return pages.size();
    }

    @Override
    public long allocatedSize() {
        return pages.size();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + " " + pages.size() + " bytes of " + column;
    }

    @Override
    @Deprecated
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> statistics,
            org.apache.parquet.column.Encoding repetition,
            org.apache.parquet.column.Encoding definition,
            org.apache.parquet.column.Encoding value) {
        throw new UnsupportedOperationException("the encoders tell more of a page");
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> statistics,
            org.apache.parquet.column.Encoding repetition,
            org.apache.parquet.column.Encoding definition,
            org.apache.parquet.column.Encoding value) {
        throw new UnsupportedOperationException("the encoders tell more of a page");
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetition,
            BytesInput definition,
            org.apache.parquet.column.Encoding value,
            BytesInput bytes,
            Statistics<?> statistics) {
        throw new UnsupportedOperationException("pages are of version 1");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) {
        throw new UnsupportedOperationException("columns have no dictionary");
    }
}
