package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.yaml.CoreSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, sizes and truth values out of text, and numbers by lot. */
final class Numbers {
    private static final List<String> TRUE = List.of("true", "yes", "on", "1", "y", "t");
    private static final List<String> FALSE = List.of("false", "no", "off", "0", "n", "f", "");
    private static final String UNITS = "KMGTPE";
    private static final Pattern SIZE = Pattern.compile("\\s*([0-9]{1,30}(?:\\.[0-9]{1,30})?)\\s*([A-Za-z]*)\\s*");
    private static final Map<String, Integer> FACTORS =
            Map.of("", 0, "B", 0, "K", 1, "M", 2, "G", 3, "T", 4, "P", 5, "E", 6);

    private Numbers() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Numbers and truth",
                List.of(
                        Function.named(
                                        "bool",
                                        Type.TRUTH,
                                        "What yes, no, on, off, true, false, 1, 0, y, n, t, f mean, in any case;"
                                                + " nothing else.",
                                        Numbers::truth)
                                .takes("x", Type.TEXT)
                                .example("bool('Yes')", "true"),
                        Function.named(
                                        "int",
                                        Type.NUMBER,
                                        "A whole number, what follows the point cut off; text may be in another base.",
                                        Numbers::whole)
                                .takes("x", Type.TEXT)
                                .optional("base", Type.WHOLE, "10")
                                .example("int('42.9')", "42")
                                .example("int('ff', 16)", "255"),
                        Function.named(
                                        "float",
                                        Type.NUMBER,
                                        "The number that the text means.",
                                        arguments -> Data.of(number(arguments.text(0))))
                                .takes("x", Type.TEXT)
                                .example("float(' 1.50 ') + 1", "2.5"),
                        Function.named("sum", Type.NUMBER, "The numbers of a list added up.", Numbers::sum)
                                .takes("list", Type.LIST)
                                .example("sum([1, 2.5, 3])", "6.5"),
                        Function.named(
                                        "human_bytes",
                                        Type.TEXT,
                                        "A number of bytes for people, in units of 1024.",
                                        Numbers::human)
                                .takes("bytes", Type.NUMBER)
                                .example("human_bytes(1610612736)", "1.50 GB"),
                        Function.named(
                                        "bytes",
                                        Type.NUMBER,
                                        "The number of bytes that a size means, in units of 1024 whether written K, KB"
                                                + " or KiB.",
                                        Numbers::bytes)
                                .takes("size", Type.TEXT)
                                .example("bytes('1.5 GB')", "1610612736"),
                        Function.named(
                                        "random",
                                        Type.NUMBER,
                                        "A whole number from 0 to below a limit, the same for the same seed.",
                                        Numbers::random)
                                .takes("below", Type.WHOLE)
                                .takes("seed", Type.TEXT)
                                .example("random(60, inventory_hostname)", "7"),
                        Function.named(
                                        "shuffle",
                                        Type.LIST,
                                        "The list in an order by lot, the same for the same seed.",
                                        Numbers::shuffle)
                                .takes("list", Type.LIST)
                                .takes("seed", Type.TEXT)
                                .keepingSecrecy()
                                .example("shuffle(['a', 'b', 'c'], 'x')", "[b, a, c]")));
    }

    static Optional<BigDecimal> parse(String text) {
        return CoreSchema.data(text.strip()) instanceof Data.Number number
                ? Optional.of(number.value())
                : Optional.empty();
    }

    private static BigDecimal number(String text) {
        return parse(text).orElseThrow(() -> new FunctionException("'" + text + "' is no number", "Write digits."));
    }

    private static Data truth(Arguments arguments) {
        String word = arguments.text(0).strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word) || FALSE.contains(word)) {
            return Data.of(TRUE.contains(word));
        }
        throw new FunctionException("'" + arguments.text(0) + "' is neither true nor false", "Write yes or no.");
    }

    private static Data whole(Arguments arguments) {
        int base = arguments.whole(1, 10);
        if (base == 10) {
            return Data.of(number(arguments.text(0)).setScale(0, RoundingMode.DOWN));
        }
        try {
            String digits = arguments.text(0).strip().toLowerCase(Locale.ROOT);
            String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
            String plain = digits.startsWith(prefix) ? digits.substring(prefix.length()) : digits;
            if (plain.length() > 400) {
                throw new NumberFormatException("too long");
            }
            return Data.of(new BigDecimal(new BigInteger(plain, base)));
        } catch (NumberFormatException e) {
            throw new FunctionException(
                    "'" + arguments.text(0) + "' is no whole number in base " + base, "A base is 2 to 36.");
        }
    }

    private static Data sum(Arguments arguments) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Data item : arguments.list(0)) {
            sum = sum.add(Type.NUMBER
                    .fit(item)
                    .map(number -> ((Data.Number) number).value())
                    .orElseThrow(() -> new FunctionException(
                            "an item of the list is no number", "Make it one: sum(list?map(x -> int(x))).")));
        }
        return Data.of(sum);
    }

    private static Data human(Arguments arguments) {
        BigDecimal bytes = arguments.number(0);
        BigDecimal unit = BigDecimal.valueOf(1024);
        int power = 0;
        while (bytes.abs().compareTo(unit) >= 0 && power < UNITS.length()) {
            bytes = bytes.divide(unit, 10, RoundingMode.HALF_UP);
            power++;
        }
        String name = power == 0 ? "Bytes" : UNITS.charAt(power - 1) + "B";
        return Data.of(bytes.setScale(2, RoundingMode.HALF_UP).toPlainString() + " " + name);
    }

    private static Data bytes(Arguments arguments) {
        Matcher size = SIZE.matcher(arguments.text(0));
        if (size.matches()) {
            String unit = size.group(2).toUpperCase(Locale.ROOT);
            String letter =
                    unit.equals("BYTES") || unit.equals("BYTE") ? "" : unit.replaceFirst("(?<=[KMGTPE])I?B$", "");
            if (FACTORS.containsKey(letter)) {
                BigDecimal factor = BigDecimal.valueOf(1024).pow(FACTORS.get(letter));
                return Data.of(new BigDecimal(size.group(1)).multiply(factor).setScale(0, RoundingMode.HALF_UP));
            }
        }
        throw new FunctionException("'" + arguments.text(0) + "' is no size", "Write one such as 512 MB.");
    }

    private static Data random(Arguments arguments) {
        if (arguments.whole(0) < 1) {
            throw new FunctionException("the limit must be at least 1", "Give a larger one.");
        }
        return Data.of(below(arguments.whole(0), arguments.text(1)));
    }

    private static Data shuffle(Arguments arguments) {
        List<Data> items = new ArrayList<>(arguments.list(0));
        for (int i = items.size() - 1; i > 0; i--) {
            Collections.swap(items, i, (int) below(i + 1, arguments.text(1) + " " + i));
        }
        return Data.of(items);
    }

    /** Taken from a digest, so that it is the same for all time and on every platform. */
    private static long below(int limit, String seed) {
        byte[] digest = Digests.digest("SHA-256", seed.getBytes(StandardCharsets.UTF_8));
        return new BigInteger(1, digest).mod(BigInteger.valueOf(limit)).longValueExact();
    }
}
