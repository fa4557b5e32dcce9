package org.bestpeer.overlay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.bestpeer.overlay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNothingOfSqlOrOfTheNode = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.bestpeer.engine..",
                    "org.bestpeer.node..",
                    "org.bestpeer.jdbc..",
                    "org.apache.calcite..",
                    "java.sql..",
                    "javax.sql..");

    @ArchTest
    static final ArchRule theProtocolKnowsOnlyItsSeams = classes()
            .that()
            .resideInAPackage("org.bestpeer.overlay.baton")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.bestpeer.overlay",
                    "org.bestpeer.overlay.baton",
                    "org.bestpeer.overlay.env",
                    "org.jspecify.annotations",
                    "java.lang",
                    "java.lang.runtime",
                    "java.lang.invoke",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.random")
            .because("the same protocol runs over sockets and in a simulated world");

    @ArchTest
    static final ArchRule theProtocolHasNoThreadClockOrChanceOfItsOwn = noClasses()
            .that()
            .resideInAnyPackage("org.bestpeer.overlay.baton", "org.bestpeer.overlay.env")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nobodyRunningUsesTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackage("org.bestpeer.overlay.sim")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bestpeer.overlay.sim");

    @ArchTest
    static final ArchRule nettyIsForTheTransport = noClasses()
            .that()
            .resideOutsideOfPackage("org.bestpeer.overlay.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.bestpeer.overlay.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Processor|Base)");
}
