package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Known.Seen;
import dev.plumbline.api.probe.Known.Unreadable;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The state of systemd units: one {@code systemctl show} for all, which prints a paragraph of properties for each. */
final class UnitQuestion implements Question {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("EEE yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendLiteral(" UTC")
            .toFormatter(Locale.ROOT);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9:_.@-]+");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9:_.@\\\\-]+");

    private final List<String> names;
    private int section;

    UnitQuestion(List<String> names) {
        this.names = List.copyOf(names);
    }

    @Override
    public void write(Script.Writer script) {
        section = script.read("plumb_units " + Quote.words(names), false, Marks.LIMIT);
    }

    @Override
    public Map<Read<?>, Known<?>> answers(Transcript transcript) {
        return parse(names, transcript.section(section));
    }

    static Map<Read<?>, Known<?>> parse(List<String> names, Section section) {
        List<String> lines = section.lines();
        List<Map<String, String>> units =
                section.succeeded() && !lines.isEmpty() ? paragraphs(lines.subList(1, lines.size())) : List.of();
        Map<Read<?>, Known<?>> answers = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (units.size() != names.size() || !units.get(i).containsKey("LoadState")) {
                String reason = "systemd can't be asked: " + Marks.reason(section);
                answers.put(new Read.UnitStatus(name), new Unreadable<UnitState>(reason));
                answers.put(new Read.UnitStarted(name), new Unreadable<Optional<Long>>(reason));
            } else {
                answers.put(new Read.UnitStatus(name), new Seen<>(state(name, units.get(i))));
                answers.put(new Read.UnitStarted(name), started(units.get(i), lines.getFirst()));
            }
        }
        return answers;
    }

    private static List<Map<String, String>> paragraphs(List<String> lines) {
        List<Map<String, String>> paragraphs = new ArrayList<>();
        Map<String, String> current = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (line.isEmpty() && !current.isEmpty()) {
                paragraphs.add(current);
                current = new HashMap<>();
            } else if (equals > 0) {
                current.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        if (!current.isEmpty()) {
            paragraphs.add(current);
        }
        return paragraphs;
    }

    private static UnitState state(String name, Map<String, String> unit) {
        UnitState state = new UnitState(
                unit.getOrDefault("LoadState", ""),
                unit.getOrDefault("ActiveState", ""),
                unit.getOrDefault("UnitFileState", ""),
                unit.getOrDefault("NeedDaemonReload", "no").equals("yes"));
        String id = unit.getOrDefault("Id", "");
        return isAlias(name, id) ? state.as(id) : state;
    }

    /** A name without a suffix is a service's. One that systemctl escapes or completes comes back changed, and is no alias. */
    private static boolean isAlias(String name, String id) {
        return PLAIN.matcher(name).matches()
                && UNIT.matcher(id).matches()
                && !id.equals(name)
                && !id.equals(name + ".service");
    }

    /**
     * By the time stamp where it shows microseconds (systemd 247 and later), else by the clock since boot.
     *
     * @param clock the host's time in seconds since 1970, and the seconds since its boot
     */
    private static Known<Optional<Long>> started(Map<String, String> unit, String clock) {
        String main = unit.getOrDefault("MainPID", "0");
        String stamp = unit.getOrDefault("ExecMainStartTimestamp", "");
        if (main.equals("0") || stamp.isEmpty() || stamp.equals("n/a") || stamp.equals("0")) {
            return new Seen<>(Optional.empty());
        }
        if (stamp.indexOf('.') < 0) {
            Optional<Long> precise = sinceBoot(unit.getOrDefault("ExecMainStartTimestampMonotonic", "0"), clock);
            if (precise.isPresent()) {
                return new Seen<>(precise);
            }
        }
        try {
            LocalDateTime time = LocalDateTime.parse(stamp, TIMESTAMP);
            return new Seen<>(Optional.of(
                    time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND)));
        } catch (DateTimeParseException e) {
            return new Unreadable<>("systemctl printed the time '" + Quote.shown(stamp) + "'");
        }
    }

    private static Optional<Long> sinceBoot(String monotonic, String clock) {
        String[] times = clock.split(" ", -1);
        if (times.length != 2
                || !times[0].matches("\\d{1,12}(\\.\\d{1,9})?")
                || !times[1].matches("\\d{1,12}(\\.\\d{1,9})?")
                || !monotonic.matches("[1-9]\\d{0,17}")) {
            return Optional.empty();
        }
        BigDecimal boot = new BigDecimal(times[0]).subtract(new BigDecimal(times[1]));
        return Optional.of(boot.movePointRight(6).longValue() + Long.parseLong(monotonic));
    }
}
