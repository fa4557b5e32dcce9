package org.bestpeer.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.bestpeer.engine");

    private static final ArchRule ENGINE_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("org.bestpeer.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bestpeer.overlay..", "org.bestpeer.node..", "org.bestpeer.jdbc..")
            .because("the engine is tested without a network, and asks for owners and rows through ports");

    private static final ArchRule ONLY_SQL_KNOWS_CALCITE = noClasses()
            .that()
            .resideOutsideOfPackage("org.bestpeer.engine.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.calcite..")
            .because("plans are our own algebra once they are made");

    private static final ArchRule NO_SOCKETS_FILES_OR_STORES = noClasses()
            .that()
            .resideInAPackage("org.bestpeer.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.net..", "java.sql..", "io.netty..", "org.hsqldb..", "org.apache.calcite.avatica.remote..")
            .because("I/O happens behind SiteLocator, Exchange and TableSource");

    private static final ArchRule PLANNING_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage("..engine.plan..", "..engine.algebra..", "..engine.catalog..", "..engine.placement..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.(lang\\.Thread|util\\.Random|time\\.Clock|nio\\.file\\..*|io\\.File.*)")
            .because("a plan is a function of its inputs");

    private static final ArchRule VALUES_ARE_RECORDS = classes()
            .that()
            .resideInAnyPackage("..engine.catalog..", "..engine.placement..")
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .areNotInterfaces()
            .and()
            .areTopLevelClasses()
            .should()
            .beRecords()
            .orShould()
            .beEnums()
            .because("what passes between the stages cannot change");

    private static final ArchRule NO_EMPTY_NAMES = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Processor")
            .because("a type that needs such a name has not been understood");

    private static final ArchRule NO_MUTABLE_STATICS = ArchRuleDefinition.fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("org.bestpeer.engine..")
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("..wire..")
            .should()
            .beFinal();

    private static final ArchRule NO_CLASSES_BY_NAME = noClasses()
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class);

    private static final ArchRule NO_CYCLES =
            slices().matching("org.bestpeer.engine.(*)..").should().beFreeOfCycles();

    static Stream<ArchRule> rules() {
        return Stream.of(
                ENGINE_KNOWS_NOTHING_OF_OURS,
                ONLY_SQL_KNOWS_CALCITE,
                NO_SOCKETS_FILES_OR_STORES,
                PLANNING_IS_PURE,
                VALUES_ARE_RECORDS,
                NO_EMPTY_NAMES,
                NO_MUTABLE_STATICS,
                NO_CLASSES_BY_NAME,
                NO_CYCLES);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
