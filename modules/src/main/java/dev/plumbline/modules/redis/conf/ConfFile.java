package dev.plumbline.modules.redis.conf;

import dev.plumbline.api.value.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A redis.conf as its lines. Reading and writing back gives the same bytes; setting a directive touches the lines that say it and no
 * others.
 */
public record ConfFile(List<Line> lines) {

    public ConfFile {
        lines = List.copyOf(lines);
    }

    public static ConfFile parse(Bytes content) {
        String text = content.latin1();
        List<Line> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            int end = text.indexOf('\n', begin);
            if (end < 0) {
                lines.add(new Line(text.substring(begin), ""));
                break;
            }
            lines.add(new Line(text.substring(begin, end), "\n"));
            begin = end + 1;
        }
        return new ConfFile(lines);
    }

    public Bytes bytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append(line.end()));
        return Bytes.latin1(text.toString());
    }

    /** What the lines of a directive say, in order; a line that the server can't read is empty. Aliases count. */
    public List<Optional<List<String>>> readings(Directive directive) {
        return lines.stream()
                .flatMap(line -> line.setting().stream())
                .filter(setting -> setting.directive().name().equals(directive.name()))
                .map(Line.Setting::words)
                .toList();
    }

    /** The words of each line of a directive that the server can read. */
    public List<List<String>> values(Directive directive) {
        return readings(directive).stream().flatMap(Optional::stream).toList();
    }

    /** The one word that a directive is set to, as far as this file tells. */
    public Optional<String> last(String name) {
        List<List<String>> values = values(Directive.named(name));
        return values.isEmpty() || values.getLast().isEmpty()
                ? Optional.empty()
                : Optional.of(values.getLast().getFirst());
    }

    /** The directives that this file sets, each once, in the order of their first line. */
    public List<Directive> directives() {
        return lines.stream()
                .flatMap(line -> line.setting().stream())
                .map(Line.Setting::directive)
                .distinct()
                .toList();
    }

    /** What this file includes, as it is written there. */
    public List<String> includes() {
        return values(Directive.named("include")).stream()
                .filter(words -> words.size() == 1)
                .map(List::getFirst)
                .toList();
    }

    /** Whether it names one file that can be looked at: in full, and without a pattern. */
    public static boolean isOneFile(String included) {
        return included.startsWith("/")
                && included.chars().noneMatch(c -> "*?[\\".indexOf(c) >= 0)
                && !included.contains("/../");
    }

    /** Whether this file says what is declared, by meaning. */
    public boolean says(Declared declared) {
        List<Optional<List<String>>> readings = readings(declared.directive());
        if (declared.isRemoved()) {
            return readings.isEmpty();
        }
        boolean unreadable = declared.directive().form().isRepeatable()
                ? readings.stream().anyMatch(Optional::isEmpty)
                : readings.isEmpty() || readings.getLast().isEmpty();
        return !unreadable
                && !isOvertaken(declared)
                && Meaning.same(declared.directive(), declared.lines(), values(declared.directive()));
    }

    /**
     * The file that says what is declared. What it says already stays as it is written. Else the line that decides is changed in place,
     * its spelling of the name kept; a directive that stands nowhere goes below its commented example, or to the end.
     */
    public ConfFile with(Declared declared) {
        if (says(declared)) {
            return this;
        }
        List<Integer> places = places(declared);
        if (declared.isRemoved()) {
            return removing(places);
        }
        if (isOvertaken(declared)) {
            return inserting(lines.size(), written(declared));
        }
        if (places.isEmpty()) {
            return inserting(insertionPoint(declared.directive()), written(declared));
        }
        if (declared.directive().form() == Form.BUFFER_LIMITS) {
            return replacing(places, declared.keepingOtherClasses(words(places)));
        }
        return declared.directive().form().isRepeatable()
                ? replacing(places, declared)
                : replacing(places.subList(places.size() - 1, places.size()), declared);
    }

    /** Whether files that can't be looked at are included behind the line that decides: what they set would win. */
    private boolean isOvertaken(Declared declared) {
        if (declared.isRemoved() || declared.directive().form().isRepeatable()) {
            return false;
        }
        for (Line line : lines.reversed()) {
            Optional<Line.Setting> setting = line.setting();
            String name = setting.map(one -> one.directive().name()).orElse("");
            if (name.equals(declared.directive().name())) {
                return false;
            }
            if (name.equals("include")
                    && setting.flatMap(Line.Setting::words)
                            .filter(words -> words.stream().allMatch(ConfFile::isOneFile))
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The numbers, from 0, of the lines that the declaration is about. */
    private List<Integer> places(Declared declared) {
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).setting().filter(declared::concerns).isPresent())
                .boxed()
                .toList();
    }

    private List<List<String>> words(List<Integer> places) {
        return places.stream()
                .flatMap(at -> lines.get(at).setting().flatMap(Line.Setting::words).stream())
                .toList();
    }

    private static List<String> written(Declared declared) {
        return declared.lines().stream()
                .map(words -> statement(declared.written(), words))
                .toList();
    }

    private static String statement(String name, List<String> words) {
        return words.isEmpty() ? name : name + " " + Words.join(words);
    }

    private ConfFile removing(List<Integer> places) {
        return new ConfFile(IntStream.range(0, lines.size())
                .filter(at -> !places.contains(at))
                .mapToObj(lines::get)
                .toList());
    }

    /** Puts the declared lines where the old ones are; further ones behind the last, superfluous ones vanish. */
    private ConfFile replacing(List<Integer> places, Declared declared) {
        List<Line> changed = new ArrayList<>();
        int used = 0;
        for (int at = 0; at < lines.size(); at++) {
            Line line = lines.get(at);
            if (!places.contains(at)) {
                changed.add(line);
                continue;
            }
            boolean isLast = at == places.getLast();
            int until = isLast
                    ? declared.lines().size()
                    : Math.min(used + 1, declared.lines().size());
            for (; used < until; used++) {
                boolean follows = used + 1 < until;
                changed.add(new Line(line.saying(declared.lines().get(used)).text(), follows ? "\n" : line.end()));
            }
        }
        return new ConfFile(changed);
    }

    private ConfFile inserting(int at, List<String> statements) {
        List<Line> changed = new ArrayList<>(lines.subList(0, at));
        String carriageReturn = at == 0 ? "" : lines.get(at - 1).carriageReturn();
        if (at > 0 && lines.get(at - 1).end().isEmpty()) {
            changed.set(at - 1, new Line(lines.get(at - 1).text(), "\n"));
        }
        statements.forEach(statement -> changed.add(new Line(statement + carriageReturn, "\n")));
        changed.addAll(lines.subList(at, lines.size()));
        return new ConfFile(changed);
    }

    /**
     * Behind the last commented example that ends its comment, or that shows a placeholder, as in {@code # masterauth
     * <master-password>}; unless a file is included further down, since what it sets would win. Else at the end, where nothing comes
     * after it.
     */
    private int insertionPoint(Directive directive) {
        int placeholder = -1;
        for (int at = lines.size() - 1; at >= 0; at--) {
            Line line = lines.get(at);
            if (line.setting()
                    .filter(setting -> setting.directive().name().equals("include"))
                    .isPresent()) {
                break;
            }
            if (!line.isExampleOf(directive)) {
                continue;
            }
            if (at + 1 == lines.size() || !lines.get(at + 1).isComment()) {
                return at + 1;
            }
            if (placeholder < 0 && line.text().contains("<")) {
                placeholder = at + 1;
            }
        }
        return placeholder < 0 ? lines.size() : placeholder;
    }
}
