package org.bestpeer.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.bestpeer.jdbc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_OURS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bestpeer.engine..", "org.bestpeer.overlay..", "org.bestpeer.node..", "io.netty..")
            .because("the driver's jar must work alone");

    @ArchTest
    static final ArchRule LOADS_NO_CLASS_BY_NAME = noClasses()
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("a server could name the class");

    @ArchTest
    static final ArchRule ONLY_THE_DRIVER_IS_PUBLIC = classes()
            .that()
            .doNotHaveSimpleName("BestPeerDriver")
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("users know JDBC, not us");

    @ArchTest
    static final ArchRule NO_MUTABLE_STATICS =
            fields().that().areStatic().should().beFinal().because("several drivers may live in one process");

    private ArchitectureTest() {}
}
