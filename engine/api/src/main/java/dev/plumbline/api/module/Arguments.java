package dev.plumbline.api.module;

import java.util.Map;
import java.util.Optional;

/**
 * Decoded arguments by parameter name, defaults filled in. The values have the Java types that {@link ParameterType} names; generated
 * code casts them.
 */
public record Arguments(Map<String, Object> values) {

    public Arguments {
        values = Map.copyOf(values);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // generated code names the type that the loader decoded
    public <T> T required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return (T) value;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public <T> Optional<T> optional(String name) {
        return Optional.ofNullable((T) values.get(name));
    }
}
