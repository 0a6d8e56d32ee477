package lotic.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Habits of the house that a machine can see.
class HabitsTest {

    private static final JavaClasses PROGRAM = House.program();
    private static final JavaClasses TESTS = House.tests();

    /// Rooms whose people sit at a terminal.
    private static final DescribedPredicate<JavaClass> TERMINAL =
            resideInAnyPackage("lotic.standalone..", "lotic.benchmarks..");

    @Test
    void noTestSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(TESTS);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(TESTS);
        noClasses().should().callMethod(Thread.class, "sleep", long.class, int.class).check(TESTS);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.locks.LockSupport")
                .check(TESTS);
    }

    @Test
    void noTestMocks() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.mockito..", "org.easymock..", "mockit.."))
                .check(TESTS);
    }

    @Test
    void onlyTheTerminalsRoomsWriteToStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                PROGRAM.that(DescribedPredicate.not(TERMINAL)));
    }

    @Test
    void logsGoThroughSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(PROGRAM);
    }

    @Test
    void whatIsNeededComesThroughTheConstructor() {
        fields().should()
                .notBeAnnotatedWith("jakarta.inject.Inject")
                .andShould()
                .notBeAnnotatedWith("io.micronaut.context.annotation.Value")
                .check(PROGRAM);
    }

    @Test
    void theLearningLibraryKnowsNoTime() {
        noClasses()
                .that()
                .resideInAPackage("lotic.learning..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(PROGRAM);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Utils?|Helper|Impl)")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(PROGRAM);
    }

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked =
                PROGRAM.getPackage("lotic").getSubpackagesInTree().stream()
                        .filter(it -> !it.getClasses().isEmpty())
                        .filter(it -> !it.getName().startsWith("lotic.schemas"))
                        .filter(it -> !it.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .toList();

        assertThat(unmarked).isEmpty();
    }

    /// But for those that a stream throws, whose contract is IOException.
    @Test
    void exceptionsOfOursAreUnchecked() {
        classes()
                .that(simpleNameEndingWith("Exception"))
                .should()
                .beAssignableTo(RuntimeException.class)
                .orShould()
                .beAssignableTo(IOException.class)
                .check(PROGRAM);
    }
}
