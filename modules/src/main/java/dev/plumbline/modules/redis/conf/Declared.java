package dev.plumbline.modules.redis.conf;

import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A directive as a playbook declares it.
 *
 * @param written its name as the playbook writes it
 * @param lines the words of each line that shall stand in the file, as bytes (ISO 8859-1); none where it shall not stand there
 * @param secret whether its value is never shown
 */
public record Declared(String written, List<List<String>> lines, boolean secret) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final Pattern SIZE = Pattern.compile("[0-9]*(b|k|kb|m|mb|g|gb)?", Pattern.CASE_INSENSITIVE);

    public Declared {
        lines = List.copyOf(lines);
    }

    /**
     * Reads a directive of a playbook. A value that is one word keeps all its characters; others are split as the server splits them.
     * For directives of which each line says something of its own, each element is a line.
     *
     * @throws IllegalArgumentException where the server could never read the value; the message says why, without secrets
     */
    public static Declared of(String written, List<Text> value) {
        if (!NAME.matcher(written).matches()) {
            throw new IllegalArgumentException("'" + written + "' is not the name of a directive of redis.conf");
        }
        Directive directive = Directive.named(written);
        List<String> elements = value.stream().map(Declared::bytes).toList();
        if (elements.stream().anyMatch(element -> element.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(written + ": a value of redis.conf can't hold a NUL character");
        }
        List<List<String>> lines = elements.isEmpty() ? List.of() : lines(directive, written, elements);
        boolean secret = directive.secret() || value.stream().anyMatch(Text::isSecret);
        Declared declared = new Declared(written, lines, secret);
        declared.check();
        return declared;
    }

    /** A directive with exactly these lines. */
    public static Declared exactly(Directive directive, List<List<String>> lines) {
        return new Declared(directive.name(), lines, directive.secret());
    }

    public Directive directive() {
        return Directive.named(written);
    }

    public boolean isRemoved() {
        return lines.isEmpty();
    }

    /** Whether a line of a file is one that this declaration replaces: of buffer limits, only those of the declared classes. */
    boolean concerns(Line.Setting setting) {
        if (!setting.directive().name().equals(directive().name())) {
            return false;
        }
        if (directive().form() != Form.BUFFER_LIMITS || isRemoved()) {
            return true;
        }
        var declared = Meaning.limits(lines).keySet();
        return setting.words()
                .map(words -> Meaning.limits(List.of(words)).keySet().stream().anyMatch(declared::contains))
                .orElse(true);
    }

    /** The same, with what lines of a file that are to be replaced say of other client classes. */
    Declared keepingOtherClasses(List<List<String>> replaced) {
        var declared = Meaning.limits(lines).keySet();
        List<List<String>> all = new ArrayList<>(lines);
        replaced.stream()
                .flatMap(words -> pieces(words.subList(0, words.size() / 4 * 4), 4).stream())
                .filter(limit ->
                        !declared.containsAll(Meaning.limits(List.of(limit)).keySet()))
                .forEach(all::add);
        return new Declared(written, all, secret);
    }

    private static String bytes(Text text) {
        return Bytes.utf8(text.reveal()).latin1();
    }

    private static List<List<String>> lines(Directive directive, String written, List<String> elements) {
        Form form = directive.form();
        if (form.isSingle()) {
            if (elements.size() > 1) {
                throw new IllegalArgumentException(written + " takes one value, not " + elements.size());
            }
            return List.of(elements);
        }
        List<List<String>> split = new ArrayList<>();
        for (String element : elements) {
            split.add(
                    form == Form.LINES && directive.name().equals("include")
                            ? List.of(element)
                            : Words.split(element)
                                    .orElseThrow(() -> new IllegalArgumentException(written
                                            + ": the quotes are unbalanced; the server would refuse the line")));
        }
        return switch (form) {
            case LINES -> split;
            case SAVE -> savePoints(written, split);
            case BUFFER_LIMITS -> bufferLimits(written, split);
            default -> List.of(wordsOf(elements, split));
        };
    }

    /** A lone scalar is split; of a list each element is a word as it stands. */
    private static List<String> wordsOf(List<String> elements, List<List<String>> split) {
        return elements.size() == 1 && !split.getFirst().isEmpty() ? split.getFirst() : elements;
    }

    /** One pair a line: servers before 7.0 read several on one line as none. */
    private static List<List<String>> savePoints(String written, List<List<String>> split) {
        List<String> words = split.stream().flatMap(List::stream).toList();
        if (words.isEmpty() || words.equals(List.of(""))) {
            return List.of(List.of(""));
        }
        if (words.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    written + " takes pairs of seconds and changes, as in '900 1', or '' for none");
        }
        return pieces(words, 2);
    }

    private static List<List<String>> bufferLimits(String written, List<List<String>> split) {
        List<String> words = split.stream().flatMap(List::stream).toList();
        if (words.isEmpty() || words.size() % 4 != 0) {
            throw new IllegalArgumentException(
                    written + " takes a class and three limits, as in 'replica 256mb 64mb 60'");
        }
        return pieces(words, 4);
    }

    private static List<List<String>> pieces(List<String> words, int size) {
        List<List<String>> pieces = new ArrayList<>();
        for (int at = 0; at < words.size(); at += size) {
            pieces.add(words.subList(at, at + size));
        }
        return pieces;
    }

    /** Refuses what every version of the server refuses, so that it is said before a host is contacted. */
    private void check() {
        for (List<String> words : lines) {
            switch (directive().form()) {
                case SWITCH -> require(isOneOf(words, "yes", "no"), "takes yes or no");
                case INTEGER -> require(words.getFirst().matches("-?[0-9]{1,19}"), "takes a whole number");
                case MEMORY -> require(SIZE.matcher(words.getFirst()).matches(), SIZES);
                case MEMORY_OR_PERCENT ->
                    require(
                            SIZE.matcher(words.getFirst()).matches()
                                    || words.getFirst().matches("[0-9]{1,3}%"),
                            SIZES + ", or a percentage");
                case OCTAL ->
                    require(words.getFirst().matches("0*[0-7]{1,3}"), "takes permission bits in octal, as in 700");
                case SAVE ->
                    require(
                            words.equals(List.of("")) || words.stream().allMatch(word -> word.matches("[0-9]{1,19}")),
                            "takes pairs of seconds and changes, as in '900 1', or '' for none");
                case LINES -> require(!words.isEmpty(), "has a line that says nothing");
                default -> {}
            }
        }
        if (directive().name().equals("port") && !isRemoved()) {
            require(
                    lines.getFirst().getFirst().matches("[0-9]{1,5}")
                            && Integer.parseInt(lines.getFirst().getFirst()) <= 65535,
                    "lies between 0 and 65535");
        }
        if (directive().name().equals("replicaof") && !isRemoved()) {
            require(
                    lines.getFirst().size() == 2,
                    "takes an address and a port, as in '192.168.1.2 6379', or 'no one'; [] removes it");
        }
        if (directive().name().equals("bind") && !isRemoved()) {
            require(
                    lines.getFirst().stream().noneMatch(word -> word.startsWith("#")),
                    "takes addresses; a line of redis.conf can't end in a comment");
        }
    }

    private static final String SIZES =
            "takes bytes, or a whole number with k, kb, m, mb, g or gb; a line of redis.conf can't end in a comment";

    private static boolean isOneOf(List<String> words, String... allowed) {
        return words.size() == 1 && List.of(allowed).contains(words.getFirst().toLowerCase(Locale.ROOT));
    }

    private void require(boolean holds, String expectation) {
        if (!holds) {
            String shown = secret
                    ? ""
                    : ", not '" + Shown.text(lines.getFirst().isEmpty() ? "" : String.join(" ", lines.getFirst()))
                            + "'";
            throw new IllegalArgumentException(written + " " + expectation + shown);
        }
    }
}
