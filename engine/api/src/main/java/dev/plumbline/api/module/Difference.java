package dev.plumbline.api.module;

import dev.plumbline.api.value.Text;
import java.util.Optional;

/**
 * One attribute that is not as desired.
 *
 * @param attribute as the module's documentation names it: {@code mode}, {@code maxmemory}, {@code content}
 * @param before as it is; empty where it is absent
 * @param after as it shall be; empty where it shall be absent
 */
public record Difference(String attribute, Optional<Text> before, Optional<Text> after) {

    public static Difference of(String attribute, String before, String after) {
        return new Difference(attribute, Optional.of(Text.of(before)), Optional.of(Text.of(after)));
    }

    public static Difference added(String attribute, Text after) {
        return new Difference(attribute, Optional.empty(), Optional.of(after));
    }

    public static Difference removed(String attribute, Text before) {
        return new Difference(attribute, Optional.of(before), Optional.empty());
    }
}
