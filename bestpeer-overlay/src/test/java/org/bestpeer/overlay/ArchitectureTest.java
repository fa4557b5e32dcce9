package org.bestpeer.overlay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bestpeer.overlay");

    @Test
    void knowsNothingOfSqlOrOfTheNode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.engine..",
                        "org.bestpeer.node..",
                        "org.bestpeer.jdbc..",
                        "org.apache.calcite..",
                        "java.sql..",
                        "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void theProtocolKnowsOnlyItsSeams() {
        classes()
                .that()
                .resideInAPackage("org.bestpeer.overlay.baton")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.overlay",
                        "org.bestpeer.overlay.baton",
                        "org.bestpeer.overlay.env",
                        "org.bestpeer.overlay.tree",
                        "com.google.common.hash",
                        "org.jspecify.annotations",
                        "java.lang",
                        "java.lang.runtime",
                        "java.lang.invoke",
                        "java.time",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.util.random")
                .because("the same protocol runs over sockets and in a simulated world")
                .check(CLASSES);
    }

    @Test
    void theTreeKnowsOnlyNamesAndKeys() {
        classes()
                .that()
                .resideInAPackage("org.bestpeer.overlay.tree")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.overlay",
                        "org.bestpeer.overlay.tree",
                        "org.jspecify.annotations",
                        "java.lang",
                        "java.lang.runtime",
                        "java.lang.invoke",
                        "java.util",
                        "java.util.function",
                        "java.util.stream")
                .because("plans are pure: without messages, time and chance")
                .check(CLASSES);
    }

    @Test
    void thePictureIsDrawnOfTheTreeAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.bestpeer.overlay.draw..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.overlay.baton..",
                        "org.bestpeer.overlay.env..",
                        "org.bestpeer.overlay.epoch..",
                        "org.bestpeer.overlay.runtime..",
                        "org.bestpeer.overlay.transport..",
                        "org.bestpeer.overlay.wire..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theSchedulerKnowsOnlyTheProtocolAndTheTree() {
        noClasses()
                .that()
                .resideInAPackage("org.bestpeer.overlay.epoch")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.overlay.runtime..",
                        "org.bestpeer.overlay.transport..",
                        "org.bestpeer.overlay.wire..",
                        "java.io..",
                        "java.net..",
                        "java.nio..")
                .check(CLASSES);
    }

    @Test
    void onlyWhoRunsTheSchedulerKnowsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.bestpeer.overlay.epoch",
                        "org.bestpeer.overlay.runtime",
                        "org.bestpeer.overlay.wire",
                        "org.bestpeer.overlay.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bestpeer.overlay.epoch")
                .because("look-ups and index writes never ask it; the wire only knows how its file is written")
                .check(CLASSES);
    }

    @Test
    void theProtocolHasNoThreadClockOrChanceOfItsOwn() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.bestpeer.overlay.baton", "org.bestpeer.overlay.epoch", "org.bestpeer.overlay.env")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void nobodyRunningUsesTheSimulator() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.bestpeer.overlay.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bestpeer.overlay.sim..")
                .check(CLASSES);
    }

    @Test
    void nettyIsForTheTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.bestpeer.overlay.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.bestpeer.overlay.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor|Base)")
                .check(CLASSES);
    }
}
