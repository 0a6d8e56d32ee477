package lotic.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Guards what lies in people's topics. If this fails, change the schema so that old and new read
/// each other: give a new field a default, never rename or retype one. A released file is never
/// edited.
class ReleasedSchemasTest {

    @Test
    void thePresentSchemasReadWhatAnyReleaseWroteAndTheOtherWayRound() {
        for (String version : ReleasedSchemas.VERSIONS) {
            for (Class<? extends SpecificRecordBase> type : Records.TYPES) {
                Optional<Schema> released = ReleasedSchemas.find(version, type.getSimpleName());
                released.ifPresent(
                        r ->
                                assertThat(faults(r, SpecificData.get().getSchema(type)))
                                        .as("%s of %s and today's", type.getSimpleName(), version)
                                        .isEmpty());
            }
        }
    }

    @Test
    void everyTypeOfTheFirstReleaseIsKept() {
        for (Class<? extends SpecificRecordBase> type : Records.TYPES) {
            assertThat(ReleasedSchemas.find("0.1.0", type.getSimpleName()))
                    .as(type.getSimpleName())
                    .isPresent();
        }
    }

    @Test
    void aFieldWithoutDefaultIsSeenInOneDirection() {
        Schema old = record("{\"name\": \"id\", \"type\": \"string\"}");
        Schema added =
                record(
                        "{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"size\", \"type\":"
                                + " \"long\"}");

        assertThat(faults(old, added)).singleElement().asString().contains("size");
        assertThat(faults(added, old)).singleElement().asString().contains("size");
    }

    @Test
    void aFieldWithDefaultIsNoFault() {
        Schema old = record("{\"name\": \"id\", \"type\": \"string\"}");
        Schema added =
                record(
                        "{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"size\", \"type\":"
                                + " \"long\", \"default\": 0}");

        assertThat(faults(old, added)).isEmpty();
    }

    @Test
    void aChangedTypeIsAFaultInBothDirections() {
        Schema text = record("{\"name\": \"id\", \"type\": \"string\"}");
        Schema number = record("{\"name\": \"id\", \"type\": \"long\"}");

        assertThat(faults(text, number)).hasSize(2);
    }

    private static List<String> faults(Schema one, Schema other) {
        List<String> faults = new ArrayList<>();
        faults.addAll(faultsOfReading(one, other));
        faults.addAll(faultsOfReading(other, one));
        return faults;
    }

    private static List<String> faultsOfReading(Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities().stream().map(Object::toString).toList();
    }

    private static Schema record(String fields) {
        return new SchemaParser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [" + fields + "]}")
                .mainSchema();
    }
}
