package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.module.FoundModule;
import dev.plumbline.core.module.ModuleOrigin;
import dev.plumbline.core.yaml.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The modules that a playbook can name. */
public final class ModuleIndex {
    private static final List<String> BUILT_IN = List.of("ansible.builtin.", "ansible.legacy.");

    private final Map<String, ModuleType> byName = new TreeMap<>();
    private final Map<String, ModuleOrigin> origins = new TreeMap<>();

    private ModuleIndex(Iterable<? extends ModuleType> types) {
        for (ModuleType type : types) {
            ModuleType other = byName.putIfAbsent(type.name(), type);
            if (other != null) {
                throw new IllegalStateException("two modules are named '" + type.name() + "'");
            }
        }
    }

    public static ModuleIndex of(Iterable<? extends ModuleType> types) {
        return new ModuleIndex(types);
    }

    /** The modules on the class path. */
    public static ModuleIndex installed() {
        return new ModuleIndex(ServiceLoader.load(ModuleType.class));
    }

    /** These modules and those that a project brings. A name that is taken is a problem, whoever has it: nothing is replaced in silence. */
    public ModuleIndex with(List<FoundModule> brought, Problems problems) {
        ModuleIndex joined = new ModuleIndex(byName.values());
        joined.origins.putAll(origins);
        for (FoundModule module : brought) {
            String name = module.type().name();
            if (joined.byName.putIfAbsent(name, module.type()) == null) {
                joined.origins.put(name, module.origin());
            } else if (!joined.origin(name).equals(module.origin())) {
                problems.add(
                        "module.clash",
                        module.at(),
                        "the module '" + name + "' of " + module.origin() + " is also in " + joined.origin(name),
                        "Give one of them another name.");
            }
        }
        return joined;
    }

    /** Where a module comes from. */
    public ModuleOrigin origin(String name) {
        return origins.getOrDefault(plain(name), new ModuleOrigin.Shipped());
    }

    /** The module of a name, with or without {@code ansible.builtin.} before it. */
    public Optional<ModuleType> find(String name) {
        return Optional.ofNullable(byName.get(plain(name)));
    }

    public Collection<ModuleType> all() {
        return new ArrayList<>(byName.values());
    }

    /** In alphabetical order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    static String plain(String name) {
        return BUILT_IN.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(prefix -> name.substring(prefix.length()))
                .orElse(name);
    }
}
