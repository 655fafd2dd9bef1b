package dev.plumbline.modules;

import dev.plumbline.testkit.ModuleTypeContract;
import java.nio.file.Path;

class ModulesTest extends ModuleTypeContract {
    @Override
    protected Path documentation() {
        return Path.of("docs");
    }
}
