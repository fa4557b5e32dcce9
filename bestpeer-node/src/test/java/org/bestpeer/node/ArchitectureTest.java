package org.bestpeer.node;

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
            .withImportOption(location -> !location.contains("/shaded/"))
            .importPackages("org.bestpeer");

    @Test
    void engineKnowsNeitherOverlayNorNode() {
        noClasses()
                .that()
                .resideInAPackage("org.bestpeer.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.overlay..", "org.bestpeer.node..", "org.bestpeer.jdbc..", "io.netty..")
                .because("the engine is tested with no network")
                .check(CLASSES);
    }

    @Test
    void overlayKnowsNeitherEngineNorNode() {
        noClasses()
                .that()
                .resideInAPackage("org.bestpeer.overlay..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bestpeer.engine..", "org.bestpeer.node..", "org.bestpeer.jdbc..", "java.sql..")
                .because("the overlay is tested with no SQL")
                .check(CLASSES);
    }

    @Test
    void calciteStaysInTheEnginesSqlPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.bestpeer.engine.sql..", "org.bestpeer.node.gateway..", "org.bestpeer.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.calcite..")
                .because("one package translates, everything behind it is ours (Avatica: the gateway)")
                .check(CLASSES);
    }

    @Test
    void nettyStaysAtTheSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.bestpeer.overlay.transport..", "org.bestpeer.node.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("everything else speaks to PeerTransport and HttpHandler")
                .check(CLASSES);
    }

    @Test
    void commandsAreNeverCalled() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.bestpeer.node.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .because("the command line is an edge")
                .check(CLASSES);
    }

    @Test
    void nothingIsLoadedByName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.io.ObjectInputStream.class)
                .because("bytes from outside must not choose classes")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..wire..")
                .should()
                .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Processor)$")
                .because("a type that needs such a name has not been understood yet")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.bestpeer.node.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void publicTypesOfTheIndexAndExchangeAreFinalOrPorts() {
        classes()
                .that()
                .resideInAnyPackage("org.bestpeer.node.index..", "org.bestpeer.node.exchange..")
                .and()
                .arePublic()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(CLASSES);
    }
}
