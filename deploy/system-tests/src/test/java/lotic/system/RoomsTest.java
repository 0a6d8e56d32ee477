package lotic.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which room may know which: the arrows of `docs/ARCHITECTURE.md`. They run downhill only.
class RoomsTest {

    private static final JavaClasses PROGRAM = House.program();

    /// A room and all that it may know of Lotic.
    record Room(String name, List<String> mayKnow) {

        static Room of(String name, String... mayKnow) {
            return new Room(name, List.of(mayKnow));
        }

        String packages() {
            return name + "..";
        }
    }

    static Stream<Room> rooms() {
        return Stream.of(
                Room.of("lotic.schemas"),
                Room.of("lotic.inspection"),
                Room.of("lotic.ingest", "lotic.schemas", "lotic.inspection"),
                Room.of("lotic.pixels", "lotic.inspection"),
                Room.of("lotic.learning", "lotic.pixels", "lotic.registry.format"),
                Room.of("lotic.registry.format"),
                Room.of("lotic.registry.store", "lotic.registry.format"),
                Room.of("lotic.registry.client", "lotic.registry.format"),
                Room.of(
                        "lotic.registry.inference",
                        "lotic.registry.client",
                        "lotic.registry.format",
                        "lotic.pixels"),
                Room.of(
                        "lotic.registry.service",
                        "lotic.registry.store",
                        "lotic.registry.format",
                        "lotic.schemas"),
                Room.of(
                        "lotic.trainer",
                        "lotic.schemas",
                        "lotic.learning",
                        "lotic.pixels",
                        "lotic.registry.client",
                        "lotic.registry.format"),
                Room.of(
                        "lotic.benchmarks",
                        "lotic.learning",
                        "lotic.pixels",
                        "lotic.registry.format"),
                Room.of("lotic.standalone", "lotic"));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsBelowIt(Room room) {
        String[] known =
                Stream.concat(
                                Stream.of(room.packages()),
                                room.mayKnow().stream().map(it -> it + ".."))
                        .toArray(String[]::new);

        classes()
                .that(resideInAPackage(room.packages()))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("lotic..").or(resideInAnyPackage(known)))
                .check(PROGRAM);
    }

    @Test
    void everyClassIsInOneRoom() {
        List<String> homeless =
                PROGRAM.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> rooms().noneMatch(room -> isIn(name, room)))
                        .distinct()
                        .toList();

        assertThat(homeless).isEmpty();
    }

    @Test
    void inspectionAndFormatNeedNoLibrary() {
        classes()
                .that(resideInAPackage("lotic.inspection.."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("lotic.inspection..", "java..", "org.jspecify.."))
                .check(PROGRAM);
        classes()
                .that(resideInAPackage("lotic.registry.format.."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "lotic.registry.format..",
                                "java..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.."))
                .check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void aRoomKeepsStrangersOut(Stranger stranger) {
        noClasses()
                .that(resideInAPackage(stranger.room()))
                .should()
                .dependOnClassesThat(resideInAnyPackage(stranger.packages().toArray(String[]::new)))
                .check(PROGRAM);
    }

    /// Libraries that a room must not see.
    record Stranger(String room, List<String> packages) {

        static Stranger of(String room, String... packages) {
            return new Stranger(room, List.of(packages));
        }
    }

    static Stream<Stranger> strangers() {
        return Stream.of(
                Stranger.of("lotic.ingest.admission..", "io.micronaut.http..", "io.netty.."),
                Stranger.of("lotic.ingest.intake..", "org.apache.kafka.streams.."),
                Stranger.of("lotic.pixels..", "ai.djl.."),
                Stranger.of(
                        "lotic.learning..",
                        "org.apache.kafka..",
                        "io.micronaut..",
                        "org.rocksdb..",
                        "java.net.."),
                Stranger.of(
                        "lotic.registry.store..", "io.micronaut..", "java.net.http..", "ai.djl.."),
                Stranger.of("lotic.registry.service..", "org.rocksdb.."),
                Stranger.of("lotic.registry.client..", "io.micronaut..", "io.netty.."),
                Stranger.of(
                        "lotic.registry.inference..",
                        "ai.djl.pytorch..",
                        "java.net..",
                        "io.micronaut.."));
    }

    private static boolean isIn(String packageName, Room room) {
        return Optional.of(packageName)
                .filter(it -> it.equals(room.name()) || it.startsWith(room.name() + "."))
                .isPresent();
    }
}
