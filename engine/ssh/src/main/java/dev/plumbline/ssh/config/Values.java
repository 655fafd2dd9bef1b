package dev.plumbline.ssh.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How single values are written in ssh_config. */
final class Values {

    private static final Pattern TIME_PART = Pattern.compile("(\\d{1,9})([sSmMhHdDwW]?)");
    private static final int HIGHEST_PORT = 65_535;

    static boolean flag(String text, String keyword, Origin origin) throws ConfigProblem {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new ConfigProblem(origin, keyword + ": expected yes or no, not " + text);
        };
    }

    static int port(String text, String keyword, Origin origin) throws ConfigProblem {
        int port = number(text, keyword, origin);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new ConfigProblem(origin, keyword + ": a port lies between 1 and 65535, not " + text);
        }
        return port;
    }

    static int number(String text, String keyword, Origin origin) throws ConfigProblem {
        if (!text.matches("\\d{1,9}")) {
            throw new ConfigProblem(origin, keyword + ": expected a number, not " + text);
        }
        return Integer.parseInt(text);
    }

    /** Reads sshd_config(5)'s TIME FORMATS: {@code 90}, {@code 1m30s}. */
    static Duration time(String text, String keyword, Origin origin) throws ConfigProblem {
        Matcher part = TIME_PART.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length() && part.find(at) && part.start() == at) {
            long amount = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2).toLowerCase(Locale.ROOT)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        case "w" -> Duration.ofDays(7 * amount);
                        default -> Duration.ofSeconds(amount);
                    });
            at = part.end();
        }
        if (at == 0 || at < text.length()) {
            throw new ConfigProblem(origin, keyword + ": expected a time such as 30 or 1m30s, not " + text);
        }
        return sum;
    }

    private Values() {}
}
