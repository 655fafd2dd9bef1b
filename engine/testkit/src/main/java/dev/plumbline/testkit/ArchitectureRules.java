package dev.plumbline.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Rules that hold a project's layers apart. Packages are written as ArchUnit does: {@code dev.plumbline.api..}. */
public final class ArchitectureRules {
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");

    private ArchitectureRules() {}

    /** The package knows the JDK and itself, and nothing else. */
    public static ArchRule standsAlone(String packages) {
        return classes()
                .that()
                .resideInAPackage(packages)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", packages);
    }

    /** The package knows the JDK, itself and these packages. */
    public static ArchRule knowsOnly(String packages, String... others) {
        String[] known = new String[others.length + 3];
        System.arraycopy(others, 0, known, 0, others.length);
        known[others.length] = "java..";
        known[others.length + 1] = "org.jspecify..";
        known[others.length + 2] = packages;
        return classes()
                .that()
                .resideInAPackage(packages)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known);
    }

    /** Nobody but the owner knows the library. */
    public static ArchRule ownedBy(String owner, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** Nobody but the owner writes to standard output or standard error. */
    public static ArchRule printsOnlyIn(String owner) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(owner)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callMethod(System.class, "exit", int.class);
    }

    /** The package reads and writes nothing, waits for nothing, and asks no clock, no environment and no chance. */
    public static ArchRule isPure(String packages) {
        DescribedPredicate<JavaClass> outside = DescribedPredicate.describe(
                "do input, output or concurrency",
                type -> type.getPackageName().startsWith("java.nio.file")
                        || type.getPackageName().startsWith("java.nio.channels")
                        || type.getPackageName().startsWith("java.net")
                        || type.getPackageName().startsWith("java.util.concurrent")
                        || (type.getPackageName().equals("java.io") && !type.isInterface())
                        || type.isEquivalentTo(Thread.class)
                        || type.isEquivalentTo(ProcessBuilder.class)
                        || type.isEquivalentTo(Runtime.class)
                        || type.isEquivalentTo(java.util.Random.class));
        return noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(outside)
                .orShould()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("is a clock, the environment or chance") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return CLOCKS.contains(access.getTargetOwner().getName() + "."
                                + access.getTarget().getName());
                    }
                });
    }

    /** No package depends on one that depends on it, however far around; {@code root} as in {@code dev.plumbline}. */
    public static ArchRule hasNoCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Each package says that its types are never null unless they say so. */
    public static ArchRule isNullMarked(String packages) {
        return classes()
                .that()
                .resideInAPackage(packages)
                .should(new ArchCondition<>("be in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        if (!marked) {
                            events.add(
                                    SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                        }
                    }
                });
    }
}
