package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Each rule fails where it is broken, and passes where it is kept. */
class ArchitectureRulesTest {
    private static final String SAMPLE = "dev.plumbline.testkit.sample";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SAMPLE);
    private static final JavaClasses TWO =
            new ClassFileImporter().importPackages(SAMPLE + ".two", SAMPLE + ".unmarked");

    private static void holds(ArchRule rule, JavaClasses classes) {
        assertThatCode(() -> rule.check(classes)).doesNotThrowAnyException();
    }

    private static void fails(ArchRule rule, String reason) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(CLASSES))
                .withMessageContaining(reason);
    }

    @Test
    void aForeignDependencyIsFound() {
        fails(ArchitectureRules.standsAlone(SAMPLE + ".one.."), "snakeyaml");
        fails(ArchitectureRules.knowsOnly(SAMPLE + ".one..", "org.yaml.."), "Two");
        holds(ArchitectureRules.knowsOnly(SAMPLE + ".one..", "org.yaml..", SAMPLE + ".two.."), CLASSES);
        holds(ArchitectureRules.standsAlone(SAMPLE + ".unmarked.."), CLASSES);
    }

    @Test
    void aLibraryUsedByAnotherThanItsOwnerIsFound() {
        fails(ArchitectureRules.ownedBy(SAMPLE + ".two..", "org.yaml.."), "One");
        holds(ArchitectureRules.ownedBy(SAMPLE + ".one..", "org.yaml.."), CLASSES);
    }

    @Test
    void aPrintIsFound() {
        fails(ArchitectureRules.printsOnlyIn(SAMPLE + ".two.."), "System.out");
        holds(ArchitectureRules.printsOnlyIn(SAMPLE + ".one.."), CLASSES);
    }

    @Test
    void inputAndClocksAreFound() {
        fails(ArchitectureRules.isPure(SAMPLE + ".one.."), "java.nio.file.Path");
        fails(ArchitectureRules.isPure(SAMPLE + ".one.."), "Instant.now");
        holds(ArchitectureRules.isPure(SAMPLE + ".two.."), CLASSES);
    }

    @Test
    void aCircleIsFound() {
        fails(ArchitectureRules.hasNoCycles(SAMPLE), "Cycle detected");
        holds(ArchitectureRules.hasNoCycles(SAMPLE), TWO);
    }

    @Test
    void aPackageWithoutItsMarkIsFound() {
        fails(ArchitectureRules.isNullMarked(SAMPLE + ".."), SAMPLE + ".unmarked is not @NullMarked");
        holds(ArchitectureRules.isNullMarked(SAMPLE + ".one.."), CLASSES);
    }
}
