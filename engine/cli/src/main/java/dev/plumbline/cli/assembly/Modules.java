package dev.plumbline.cli.assembly;

import dev.plumbline.api.module.ModuleType;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The modules that are installed. */
public final class Modules {

    private Modules() {}

    /** By name, in alphabetical order. */
    public static Map<String, ModuleType> installed() {
        Map<String, ModuleType> modules = new TreeMap<>();
        for (ModuleType type : ServiceLoader.load(ModuleType.class)) {
            modules.put(type.name(), type);
        }
        return modules;
    }
}
