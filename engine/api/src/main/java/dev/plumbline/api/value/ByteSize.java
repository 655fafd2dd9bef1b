package dev.plumbline.api.value;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes. Units as Redis reads them: {@code k} is 1000, {@code kb} is 1024, and so on for m and g, in any case. */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(b|k|kb|m|mb|g|gb)?");

    /** Source of the units: the head of redis.conf as shipped, and {@code memtoull} in the server's util.c. */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size: write bytes, or a whole number with k, kb, m, mb, g or gb");
        }
        long factor = switch (form.group(2) == null ? "b" : form.group(2)) {
            case "k" -> 1_000L;
            case "kb" -> 1L << 10;
            case "m" -> 1_000_000L;
            case "mb" -> 1L << 20;
            case "g" -> 1_000_000_000L;
            case "gb" -> 1L << 30;
            default -> 1L;
        };
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), factor));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is more than 2^63 bytes", e);
        }
    }

    @Override
    public String toString() {
        return Long.toString(bytes);
    }
}
