package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lines, paths, versions and times as text. */
final class Texts {
    private static final int WIDEST = 1_000;
    private static final Pattern SPACES = Pattern.compile(" +");

    private Texts() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Text",
                List.of(
                        Function.named("lines", Type.LIST, "The lines, without their ends.", Texts::lines)
                                .takes("text", Type.TEXT)
                                .keepingSecrecy()
                                .example("lines('a\\nb\\n')", "[a, b]"),
                        Function.named(
                                        "indent",
                                        Type.TEXT,
                                        "Each line that isn't empty moved to the right; the first one only where asked"
                                                + " for.",
                                        Texts::indent)
                                .takes("text", Type.TEXT)
                                .optional("width", Type.WHOLE, "4")
                                .optional("first", Type.TRUTH, "false")
                                .keepingSecrecy()
                                .example("indent('a\\nb', 2)", "a\n  b"),
                        Function.named("comment", Type.TEXT, "Each line made a comment.", Texts::comment)
                                .takes("text", Type.TEXT)
                                .optional("prefix", Type.TEXT, "\"# \"")
                                .keepingSecrecy()
                                .example("comment('managed by plumb')", "# managed by plumb"),
                        Function.named(
                                        "wordwrap",
                                        Type.TEXT,
                                        "The text with lines broken at spaces, so that they are at most so wide; a"
                                                + " longer word stays whole.",
                                        Texts::wordwrap)
                                .takes("text", Type.TEXT)
                                .optional("width", Type.WHOLE, "79")
                                .example("wordwrap('one two three', 8)", "one two\nthree"),
                        Function.named(
                                        "basename",
                                        Type.TEXT,
                                        "What follows the last '/' of a path.",
                                        arguments -> Data.of(arguments
                                                .text(0)
                                                .substring(arguments.text(0).lastIndexOf('/') + 1)))
                                .takes("path", Type.TEXT)
                                .example("basename('/etc/redis.conf')", "redis.conf"),
                        Function.named(
                                        "dirname",
                                        Type.TEXT,
                                        "What stands before the last '/' of a path.",
                                        arguments -> Data.of(directory(arguments.text(0))))
                                .takes("path", Type.TEXT)
                                .example("dirname('/etc/redis.conf')", "/etc"),
                        Function.named(
                                        "splitext",
                                        Type.LIST,
                                        "A path without its extension, and the extension with its dot.",
                                        Texts::extension)
                                .takes("path", Type.TEXT)
                                .example("splitext('/a.b/c.tar.gz')", "[/a.b/c.tar, .gz]"),
                        Function.named(
                                        "version_compare",
                                        Type.TRUTH,
                                        "Whether one version stands to another as the operator says: == != < <= > >=."
                                            + " Numbers count by value; a part in letters, as in 1.0-rc1, goes before"
                                            + " the same version without it; ~ goes before everything, as Debian has"
                                            + " it.",
                                        Texts::compare)
                                .takes("version", Type.TEXT)
                                .takes("operator", Type.TEXT)
                                .takes("other", Type.TEXT)
                                .example("version_compare('7.0.15', '>=', '7.0.9')", "true")
                                .example("version_compare('1.0-rc1', '<', '1.0')", "true"),
                        Function.named(
                                        "format_time",
                                        Type.TEXT,
                                        "Seconds since 1970 as a pattern of java.time.format.DateTimeFormatter shows"
                                                + " them. There is no 'now': a plan shall give the same twice.",
                                        Texts::time)
                                .takes("seconds", Type.NUMBER)
                                .optional("pattern", Type.TEXT, "\"yyyy-MM-dd'T'HH:mm:ssX\"")
                                .optional("zone", Type.TEXT, "\"UTC\"")
                                .example("format_time(0)", "1970-01-01T00:00:00Z")
                                .example("format_time(86400, 'dd.MM.yy HH:mm', 'Europe/Berlin')", "02.01.70 01:00")));
    }

    private static Data lines(Arguments arguments) {
        return Data.of(arguments.words(0).lines().stream().map(Data::of).toList());
    }

    private static Data indent(Arguments arguments) {
        String margin = " ".repeat(width(arguments, 4));
        boolean first = arguments.truth(2, false);
        return eachLine(arguments.words(0), (index, empty) -> empty || (index == 0 && !first) ? "" : margin);
    }

    private static Data comment(Arguments arguments) {
        String prefix = arguments.text(1, "# ");
        return eachLine(arguments.words(0), (index, empty) -> empty ? prefix.stripTrailing() : prefix);
    }

    private interface Prefix {
        String of(int index, boolean empty);
    }

    private static Data eachLine(Text text, Prefix prefix) {
        Output output = new Output();
        String all = text.reveal();
        boolean secret = text.isSecret();
        int begin = 0;
        for (int i = 0; begin < all.length() || i == 0; i++) {
            int end = all.indexOf('\n', begin);
            int stop = end < 0 ? all.length() : end;
            output.append(prefix.of(i, begin == stop)).append(all.substring(begin, stop), secret);
            if (end >= 0) {
                output.append("\n");
            }
            begin = stop + 1;
        }
        return output.data();
    }

    private static Data wordwrap(Arguments arguments) {
        int width = Math.max(width(arguments, 79), 1);
        Output output = new Output();
        String separator = "";
        for (String line : split(arguments.text(0), '\n')) {
            output.append(separator);
            separator = "\n";
            int column = 0;
            for (String word : SPACES.splitAsStream(line).toList()) {
                if (column > 0) {
                    boolean fits = column + 1 + word.length() <= width;
                    output.append(fits ? " " : "\n");
                    column = fits ? column + 1 : 0;
                }
                output.append(word);
                column += word.length();
            }
        }
        return output.data();
    }

    private static int width(Arguments arguments, int otherwise) {
        int width = arguments.whole(1, otherwise);
        if (width < 0 || width > WIDEST) {
            throw new FunctionException("a width is 0 to " + WIDEST, "Give a smaller one.");
        }
        return width;
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : slash < 0 ? "" : path.substring(0, slash);
    }

    private static Data extension(Arguments arguments) {
        String path = arguments.text(0);
        int name = path.lastIndexOf('/') + 1;
        int dot = path.lastIndexOf('.');
        boolean has = dot > name && !path.substring(name, dot).chars().allMatch(c -> c == '.');
        return Data.of(List.of(Data.of(has ? path.substring(0, dot) : path), Data.of(has ? path.substring(dot) : "")));
    }

    private static Data compare(Arguments arguments) {
        int order = Versions.compare(arguments.text(0), arguments.text(2));
        return Data.of(
                switch (arguments.text(1)) {
                    case "==", "=", "eq" -> order == 0;
                    case "!=", "ne" -> order != 0;
                    case "<", "lt" -> order < 0;
                    case "<=", "le" -> order <= 0;
                    case ">", "gt" -> order > 0;
                    case ">=", "ge" -> order >= 0;
                    default ->
                        throw new FunctionException(
                                "'" + arguments.text(1) + "' compares no versions", "Write one of == != < <= > >=.");
                });
    }

    private static Data time(Arguments arguments) {
        try {
            BigDecimal millis = arguments.number(0).movePointRight(3);
            DateTimeFormatter format =
                    DateTimeFormatter.ofPattern(arguments.text(1, "yyyy-MM-dd'T'HH:mm:ssX"), Locale.ROOT);
            return Data.of(format.format(
                    Instant.ofEpochMilli(millis.longValue()).atZone(ZoneId.of(arguments.text(2, "UTC")))));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new FunctionException(
                    "the time can't be shown so: " + e.getMessage(),
                    "Write a pattern such as yyyy-MM-dd and a zone such as UTC.");
        }
    }

    /** The words between separators; kept here for those who split paths. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, begin)) {
            parts.add(text.substring(begin, end));
            begin = end + 1;
        }
        parts.add(text.substring(begin));
        return parts;
    }
}
