package dev.plumbline.core.project;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.yaml.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings as people write them. */
final class SettingText {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})\\s*(ms|s|m|h|)");
    private static final String HOST_STATE = "Write an absolute path, as in /var/lib/plumbline, or none.";
    private static final int MOST_FORKS = 10_000;

    private SettingText() {}

    /** Reads a text, or tells why it can't be. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text) throws UnfitSettingException;
    }

    static int forks(String text) throws UnfitSettingException {
        int forks = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
        if (forks < 1 || forks > MOST_FORKS) {
            throw new UnfitSettingException("is no number from 1 to " + MOST_FORKS, "Write, for example, 20.");
        }
        return forks;
    }

    static Duration duration(String text) throws UnfitSettingException {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || matcher.group(1).matches("0+")) {
            throw new UnfitSettingException(
                    "is no duration above 0", "Write seconds, as in 10, or a unit, as in 10s or 2m.");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    /** As {@link #duration}, and nothing too. */
    static Duration wait(String text) throws UnfitSettingException {
        return text.matches("0+s?") ? Duration.ZERO : duration(text);
    }

    /** A directory on the hosts, or none. */
    static Optional<AbsolutePath> hostState(String text) throws UnfitSettingException {
        if (text.equals("none")) {
            return Optional.empty();
        }
        try {
            AbsolutePath path = new AbsolutePath(text);
            if (!path.name().isEmpty()) {
                return Optional.of(path);
            }
        } catch (IllegalArgumentException e) {
            throw new UnfitSettingException("is no directory on a host", HOST_STATE);
        }
        throw new UnfitSettingException("is no directory of its own", HOST_STATE);
    }

    static boolean truth(String text) throws UnfitSettingException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new UnfitSettingException("is neither true nor false", "Write true or false.");
        };
    }

    static Color color(String text) throws UnfitSettingException {
        List<String> known =
                Arrays.stream(Color.values()).map(SettingText::shown).toList();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Color.AUTO;
            case "always", "true", "yes", "on" -> Color.ALWAYS;
            case "never", "false", "no", "off" -> Color.NEVER;
            default ->
                throw new UnfitSettingException(
                        "is not known", NearestName.hint(text, known, "Write auto, always or never."));
        };
    }

    static String word(String text) throws UnfitSettingException {
        if (text.isBlank() || text.startsWith("-") || text.chars().anyMatch(Character::isWhitespace)) {
            throw new UnfitSettingException("is not one word", "Write one name without blanks.");
        }
        return text;
    }

    /** How a value is shown: as it would be written. */
    static String shown(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(SettingText::shown).orElse("");
            case Map<?, ?> map ->
                map.keySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
            case List<?> list -> list.stream().map(SettingText::shown).collect(Collectors.joining(", "));
            case Duration duration when duration.toMillisPart() == 0 -> duration.toSeconds() + "s";
            case Duration duration -> duration.toMillis() + "ms";
            case Color color -> color.name().toLowerCase(Locale.ROOT);
            case Path path -> path.toString();
            default -> String.valueOf(value);
        };
    }
}
