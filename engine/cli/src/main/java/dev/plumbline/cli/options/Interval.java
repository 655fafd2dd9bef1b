package dev.plumbline.cli.options;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as people write it: {@code 90}, {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}. */
public final class Interval {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)?");

    private Interval() {}

    /** Seconds where no unit is given; empty where it can't be read. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(form.group(1));
        String unit = form.group(2);
        return Optional.of(
                switch (unit == null ? "s" : unit) {
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofSeconds(number);
                });
    }
}
