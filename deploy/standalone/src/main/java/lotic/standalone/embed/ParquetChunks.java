package lotic.standalone.embed;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;

import java.util.HashMap;
import java.util.Map;

/// The column chunks of one row group, in memory. One thread.
final class ParquetChunks implements PageWriteStore {

    private final Map<ColumnDescriptor, ParquetChunk> byColumn = new HashMap<>();

    @Override
    public ParquetChunk getPageWriter(ColumnDescriptor column) {
        return byColumn.computeIfAbsent(column, ParquetChunk::new);
    }

    /// Bytes of the pages so far.
    long size() {
        return byColumn.values().stream().mapToLong(ParquetChunk::getMemSize).sum();
    }
}
