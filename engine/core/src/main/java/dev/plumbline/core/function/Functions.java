package dev.plumbline.core.function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions that can be called, by field. A name is a function's only where it is called; variables may bear it too. */
public final class Functions {
    /** Only functions about what is missing are among them, and they need no files. */
    private static final Set<String> FORGIVING = Stream.of(Presence.field(), Lists.field())
            .flatMap(field -> field.functions().stream())
            .filter(Function::mayMissArguments)
            .map(Function::name)
            .collect(Collectors.toUnmodifiableSet());

    private final List<Field> fields;
    private final Map<String, Function> byName = new LinkedHashMap<>();

    /** Functions that belong together. */
    public record Field(String title, List<Function> functions) {
        public Field {
            functions = List.copyOf(functions);
        }
    }

    private Functions(List<Field> fields) {
        this.fields = List.copyOf(fields);
        for (Field field : fields) {
            for (Function function : field.functions()) {
                if (byName.put(function.name(), function) != null) {
                    throw new IllegalArgumentException("two functions are called " + function.name());
                }
            }
        }
    }

    /** All there are. */
    public static Functions of(ControlNode node) {
        return new Functions(List.of(
                Presence.field(),
                Texts.field(),
                Patterns.field(),
                Numbers.field(),
                Encodings.field(),
                Documents.field(),
                Digests.field(),
                Lists.field(),
                Networks.field(),
                Lookups.field(node)));
    }

    /** Whether a function of this name takes undefined arguments too. */
    public static boolean mayMissArguments(String name) {
        return FORGIVING.contains(name);
    }

    /** These and more. */
    public Functions with(Field more) {
        List<Field> all = new ArrayList<>(fields);
        all.add(more);
        return new Functions(all);
    }

    public Optional<Function> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public List<Field> fields() {
        return fields;
    }
}
