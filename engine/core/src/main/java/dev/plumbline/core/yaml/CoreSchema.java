package dev.plumbline.core.yaml;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an untyped plain scalar means by the core schema of YAML 1.2 (section 10.3.2): {@code no}, {@code on} and {@code 12:30} are words,
 * {@code 0644} is the number 644 and keeps how it was written. Infinities, not-a-number and exponents beyond 400 are words as well.
 */
public final class CoreSchema {
    private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final String FIRST_OF_NUMBERS = "0123456789+-.";
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,400}");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]{1,400}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]{1,400}");
    private static final Pattern REAL =
            Pattern.compile("[-+]?(\\.[0-9]{1,400}|[0-9]{1,400}(\\.[0-9]{0,400})?)([eE][-+]?[0-9]{1,3})?");
    private static final int LARGEST_EXPONENT = 400;

    private CoreSchema() {}

    public static Data data(YamlNode.Scalar scalar) {
        Data data = scalar.quoted() || scalar.unsafe() ? Data.of(scalar.text()) : data(scalar.text());
        return scalar.isSecret() ? secret(data) : data;
    }

    private static Data secret(Data data) {
        return switch (data) {
            case Data.Words words -> Data.of(words.value().asSecret());
            case Data.Number number -> Data.of(Text.secret(number.written()));
            default -> data;
        };
    }

    /** The value of a plain scalar's characters. */
    public static Data data(String plain) {
        if (NOTHING.contains(plain)) {
            return Data.NOTHING;
        }
        if (TRUE.contains(plain) || FALSE.contains(plain)) {
            return Data.of(TRUE.contains(plain));
        }
        if (plain.isEmpty() || FIRST_OF_NUMBERS.indexOf(plain.charAt(0)) < 0) {
            return Data.of(plain);
        }
        if (WHOLE.matcher(plain).matches() || REAL.matcher(plain).matches()) {
            return real(plain);
        }
        if (OCTAL.matcher(plain).matches()) {
            return new Data.Number(new BigDecimal(new BigInteger(plain.substring(2), 8)), plain);
        }
        if (HEXADECIMAL.matcher(plain).matches()) {
            return new Data.Number(new BigDecimal(new BigInteger(plain.substring(2), 16)), plain);
        }
        return Data.of(plain);
    }

    /** The value of a node whose strings are all meant literally. What is still encrypted stays so, and is a secret {@value Text#MASK}. */
    public static Data literal(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> data(scalar);
            case YamlNode.Sequence sequence ->
                Data.of(sequence.items().stream().map(CoreSchema::literal).toList());
            case YamlNode.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> entries.put(entry.key(), literal(entry.value())));
                yield Data.of(entries);
            }
        };
    }

    static boolean isNothing(YamlNode.Scalar scalar) {
        return !scalar.quoted() && !scalar.unsafe() && NOTHING.contains(scalar.text());
    }

    private static Data real(String plain) {
        BigDecimal value = new BigDecimal(plain);
        return Math.abs((long) value.scale()) > 2L * LARGEST_EXPONENT ? Data.of(plain) : new Data.Number(value, plain);
    }
}
