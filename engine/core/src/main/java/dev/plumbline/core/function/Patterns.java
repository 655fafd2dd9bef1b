package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions, as Java writes them. */
final class Patterns {
    private static final int MOST_MATCHES = 100_000;
    private static final Pattern REFERENCE = Pattern.compile("\\\\([0-9]{1,2}|g<([A-Za-z0-9]+)>|\\\\)");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}\\-]");

    private Patterns() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Regular expressions",
                List.of(
                        Function.named("matches", Type.TRUTH, "Whether the whole text matches.", Patterns::matches)
                                .takes("text", Type.TEXT)
                                .takes("pattern", Type.TEXT)
                                .example("matches('redis7', r'redis\\d')", "true"),
                        Function.named(
                                        "regex_search",
                                        Type.TEXT,
                                        "The first match, or a group of it, by number or name; nothing where there is"
                                                + " none, so that regex_search(x, p)?? is the test.",
                                        Patterns::search)
                                .takes("text", Type.TEXT)
                                .takes("pattern", Type.TEXT)
                                .optional("group", Type.TEXT, "0")
                                .example("regex_search('port 6379', r'[a-z]+ (\\d+)', 1)", "6379"),
                        Function.named(
                                        "regex_findall",
                                        Type.LIST,
                                        "All matches: of a pattern with one group that group, with several a list of"
                                                + " them.",
                                        Patterns::findAll)
                                .takes("text", Type.TEXT)
                                .takes("pattern", Type.TEXT)
                                .example("regex_findall('a=1 b=2', r'(\\w)=(\\d)')", "[[a, 1], [b, 2]]"),
                        Function.named(
                                        "regex_replace",
                                        Type.TEXT,
                                        "The text with each match replaced; \\1 and \\g<name> in the replacement are"
                                                + " groups.",
                                        Patterns::replace)
                                .takes("text", Type.TEXT)
                                .takes("pattern", Type.TEXT)
                                .takes("replacement", Type.TEXT)
                                .example("regex_replace('a-b', r'(\\w)-(\\w)', r'\\2-\\1')", "b-a"),
                        Function.named(
                                        "regex_escape",
                                        Type.TEXT,
                                        "A pattern that matches exactly this text.",
                                        arguments -> Data.of(SPECIAL.matcher(arguments.text(0))
                                                .replaceAll("\\\\$0")))
                                .takes("text", Type.TEXT)
                                .example("regex_escape('a.b')", "a\\.b")));
    }

    private static Data matches(Arguments arguments) {
        return Data.of(BoundedMatch.of(arguments.text(1), arguments.text(0), Matcher::matches));
    }

    private static Data search(Arguments arguments) {
        String group = arguments.text(2, "0");
        return BoundedMatch.of(arguments.text(1), arguments.text(0), matcher -> {
            if (!matcher.find()) {
                return Data.NOTHING;
            }
            return group(matcher, group).map(Data::of).orElse(Data.NOTHING);
        });
    }

    private static Data findAll(Arguments arguments) {
        return BoundedMatch.of(arguments.text(1), arguments.text(0), matcher -> {
            List<Data> found = new ArrayList<>();
            while (matcher.find()) {
                if (found.size() == MOST_MATCHES) {
                    throw new FunctionException("finds more than " + MOST_MATCHES + " matches", "Look for less.");
                }
                List<Data> groups = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(Data.of(matcher.group(i) == null ? "" : matcher.group(i)));
                }
                found.add(
                        switch (groups.size()) {
                            case 0 -> Data.of(matcher.group());
                            case 1 -> groups.getFirst();
                            default -> Data.of(groups);
                        });
            }
            return Data.of(found);
        });
    }

    private static Data replace(Arguments arguments) {
        String text = arguments.text(0);
        String replacement = arguments.text(2);
        return BoundedMatch.of(arguments.text(1), text, matcher -> {
            Output output = new Output();
            int copied = 0;
            while (matcher.find()) {
                output.append(text.substring(copied, matcher.start()));
                expand(output, replacement, matcher);
                copied = matcher.end();
            }
            return output.append(text.substring(copied)).data();
        });
    }

    private static void expand(Output output, String replacement, Matcher matcher) {
        Matcher reference = REFERENCE.matcher(replacement);
        int copied = 0;
        while (reference.find()) {
            output.append(replacement.substring(copied, reference.start()));
            String name = reference.group(2) == null ? reference.group(1) : reference.group(2);
            output.append(name.equals("\\") ? name : group(matcher, name).orElse(""));
            copied = reference.end();
        }
        output.append(replacement.substring(copied));
    }

    private static Optional<String> group(MatchResult match, String name) {
        try {
            return Optional.ofNullable(
                    name.chars().allMatch(c -> c >= '0' && c <= '9')
                            ? match.group(Integer.parseInt(name))
                            : match.group(name));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new FunctionException(
                    "the pattern has no group '" + name + "'",
                    "It has " + match.groupCount() + "; 0 is the whole match.");
        }
    }
}
