package lotic.standalone.embed;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

import java.util.List;

/// The columns of a Parquet file of features: as the encoders know them, and as they are written.
final class FeatureSchema {

    private FeatureSchema() {}

    /// `path`, then `features.list.element`, a list as Parquet's LogicalTypes.md has it.
    static MessageType message() {
        return Types.buildMessage()
                .required(BINARY)
                .as(stringType())
                .named("path")
                .requiredGroup()
                .as(listType())
                .repeatedGroup()
                .required(FLOAT)
                .named("element")
                .named("list")
                .named("features")
                .named("pictures");
    }

    /// The same, flat and in depth-first order.
    static List<SchemaElement> elements() {
        return List.of(
                new SchemaElement("pictures").setNum_children(2),
                new SchemaElement("path")
                        .setType(Type.BYTE_ARRAY)
                        .setRepetition_type(FieldRepetitionType.REQUIRED)
                        .setConverted_type(ConvertedType.UTF8)
                        .setLogicalType(LogicalType.STRING(new StringType())),
                new SchemaElement("features")
                        .setNum_children(1)
                        .setRepetition_type(FieldRepetitionType.REQUIRED)
                        .setConverted_type(ConvertedType.LIST)
                        .setLogicalType(LogicalType.LIST(new ListType())),
                new SchemaElement("list")
                        .setNum_children(1)
                        .setRepetition_type(FieldRepetitionType.REPEATED),
                new SchemaElement("element")
                        .setType(Type.FLOAT)
                        .setRepetition_type(FieldRepetitionType.REQUIRED));
    }
}
