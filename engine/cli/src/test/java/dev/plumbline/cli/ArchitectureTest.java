package dev.plumbline.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.plumbline.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

/** The layers of the whole project. */
class ArchitectureTest {
    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/testkit/"))
            .importPackages("dev.plumbline");

    @Test
    void theApiDependsOnNothing() {
        ArchitectureRules.standsAlone("dev.plumbline.api..").check(PROJECT);
    }

    @Test
    void modulesKnowTheApiOnly() {
        ArchitectureRules.knowsOnly("dev.plumbline.modules..", "dev.plumbline.api..", "javax.annotation.processing..")
                .check(PROJECT);
    }

    @Test
    void onlySshKnowsJsch() {
        ArchitectureRules.ownedBy("dev.plumbline.ssh..", "com.jcraft.jsch..").check(PROJECT);
    }

    @Test
    void onlyRedisKnowsJedis() {
        ArchitectureRules.ownedBy("dev.plumbline.redis..", "redis.clients..").check(PROJECT);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        ArchitectureRules.ownedBy("dev.plumbline.cli..", "picocli..").check(PROJECT);
    }

    @Test
    void onlyTheCommandLinePrints() {
        ArchitectureRules.printsOnlyIn("dev.plumbline.cli..").check(PROJECT);
    }

    @Test
    void thePlannerIsPure() {
        ArchitectureRules.isPure("dev.plumbline.core.plan..").check(PROJECT);
    }

    @Test
    void modulesArePure() {
        ArchitectureRules.isPure("dev.plumbline.modules..").check(PROJECT);
    }

    @Test
    void packagesFormNoCircles() {
        ArchitectureRules.hasNoCycles("dev.plumbline").check(PROJECT);
    }

    @Test
    void everyPackageIsNullMarked() {
        ArchitectureRules.isNullMarked("dev.plumbline..").check(PROJECT);
    }
}
