package org.bestpeer.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private JavaClasses driver;

    @BeforeAll
    void load() {
        driver = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.bestpeer.jdbc");
        assertThat(driver).isNotEmpty();
    }

    @Test
    void knowsNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bestpeer.engine..", "org.bestpeer.overlay..", "org.bestpeer.node..", "io.netty..")
                .because("the driver's jar must work alone")
                .check(driver);
    }

    @Test
    void loadsNoClassByName() {
        noClasses()
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .because("a server could name the class")
                .check(driver);
    }

    @Test
    void showsTheDriverAlone() {
        classes()
                .that()
                .haveSimpleNameNotEndingWith("BestPeerDriver")
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .because("users know JDBC, not us")
                .check(driver);
    }

    @Test
    void hasNoMutableStatics() {
        fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("several drivers may live in one process")
                .check(driver);
    }
}
