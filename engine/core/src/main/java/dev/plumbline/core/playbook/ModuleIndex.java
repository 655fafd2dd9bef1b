package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ModuleType;
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
