package dev.plumbline.core.inventory;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.yaml.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which hosts are meant: terms joined by commas or colons. A term names a host or a group, or matches names by wildcards or, after
 * {@code ~}, by a regular expression; {@code [2]}, {@code [-1]} and {@code [1:3]} behind it choose among its hosts. A term after
 * {@code &} keeps only its hosts, one after {@code !} takes its hosts away; both count after all others, wherever they stand.
 * {@code @file} stands for the patterns in a file, one a line, as a file of the hosts to try again has them.
 *
 * @see <a href="https://docs.ansible.com/ansible/latest/inventory_guide/intro_patterns.html">Ansible's patterns</a>
 */
final class HostPattern {
    private static final Pattern TERM = Pattern.compile("(?:[^\\s:\\[\\]]++|\\[[^\\]]*+])++");
    private static final int MOST_BRACKETS = 1_000;
    private static final Pattern SUBSCRIPT = Pattern.compile("(.+)\\[(?:(-?[0-9]{1,9})|([0-9]{1,9}):([0-9]{0,9}))]");
    private static final Pattern AMBIGUOUS = Pattern.compile(".+\\[[0-9]+-[0-9]*]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:]*::?[0-9a-fA-F:.]*");

    /** The terms that name nothing, besides the hosts that all others mean. */
    record Selection(List<HostName> hosts, List<String> unmatched) {}

    private final List<String> terms;

    private HostPattern(List<String> terms) {
        this.terms = terms;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    static HostPattern parse(String text, PatternFiles files) {
        List<String> terms = new ArrayList<>();
        for (String term : split(text)) {
            if (term.startsWith("@")) {
                files.patterns(term.substring(1)).forEach(line -> terms.addAll(split(line)));
            } else {
                terms.add(term);
            }
        }
        check(terms);
        return new HostPattern(List.copyOf(terms));
    }

    private static List<String> split(String text) {
        List<String> terms = new ArrayList<>();
        if (text.indexOf(',') >= 0) {
            for (String term : text.split(",", -1)) {
                if (!term.isBlank()) {
                    terms.add(term.strip());
                }
            }
        } else if (text.startsWith("~") || isAddress(text.strip())) {
            terms.add(text.strip());
        } else {
            if (text.chars().filter(character -> character == '[').count() > MOST_BRACKETS) {
                throw new IllegalArgumentException("a pattern has more than " + MOST_BRACKETS + " brackets");
            }
            Matcher matcher = TERM.matcher(text);
            int end = 0;
            while (matcher.find()) {
                checkBetween(text, end, matcher.start());
                terms.add(matcher.group());
                end = matcher.end();
            }
            checkBetween(text, end, text.length());
        }
        return terms;
    }

    private static void check(List<String> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("the pattern names no host; 'all' means every host");
        }
        for (String term : terms) {
            if (term.startsWith("@")) {
                throw new IllegalArgumentException(
                        "'" + term + "' stands in a file of patterns, and names another one");
            }
            if (!bare(term).startsWith("~") && AMBIGUOUS.matcher(term).matches()) {
                throw new IllegalArgumentException(
                        "'" + term + "' can be read in two ways: write [1:3] for the second to the fourth host of a"
                                + " group, and ~name[1-3]$ for names that end in a digit from 1 to 3");
            }
            if (bare(term).isEmpty()) {
                throw new IllegalArgumentException("'" + term + "' needs the name of a host or a group behind it");
            }
        }
    }

    private static boolean isAddress(String text) {
        return text.chars().filter(c -> c == ':').count() > 1
                && ADDRESS.matcher(text).matches();
    }

    private static void checkBetween(String text, int begin, int end) {
        if (!text.substring(begin, end).matches("[\\s:]*")) {
            throw new IllegalArgumentException("the brackets of '" + text + "' don't match");
        }
    }

    /** Applies the pattern, the order of the terms deciding the order of the hosts. */
    Selection select(GroupTree tree) {
        List<String> unmatched = new ArrayList<>();
        Set<HostName> chosen = new LinkedHashSet<>();
        boolean anyPlain = false;
        for (String term : terms) {
            if (!isModified(term)) {
                anyPlain = true;
                chosen.addAll(hosts(term, tree, unmatched));
            }
        }
        if (!anyPlain) {
            chosen.addAll(tree.hosts());
        }
        terms.stream()
                .filter(term -> term.startsWith("&"))
                .forEach(term -> chosen.retainAll(Set.copyOf(hosts(bare(term), tree, unmatched))));
        terms.stream()
                .filter(term -> term.startsWith("!"))
                .forEach(term -> chosen.removeAll(Set.copyOf(hosts(bare(term), tree, unmatched))));
        return new Selection(List.copyOf(chosen), List.copyOf(unmatched));
    }

    boolean isSingle() {
        return terms.size() == 1 && !isModified(terms.getFirst());
    }

    /** What to say of a term that names nothing. */
    static String unmatchedMessage(String term, GroupTree tree) {
        List<String> known = new ArrayList<>(tree.groups().keySet());
        tree.hosts().forEach(host -> known.add(host.value()));
        return "'" + term + "' names no host and no group of the inventory. "
                + NearestName.hint(
                        term,
                        known,
                        term.equals("localhost") || term.startsWith("127.")
                                ? "Hosts are reached by SSH only, this machine too: add it to the inventory."
                                : "plumb inventory shows what there is.");
    }

    private static boolean isModified(String term) {
        return term.startsWith("&") || term.startsWith("!");
    }

    private static String bare(String term) {
        return isModified(term) ? term.substring(1) : term;
    }

    private static List<HostName> hosts(String term, GroupTree tree, List<String> unmatched) {
        HostName same = new HostName(term);
        if (tree.has(same)) {
            return List.of(same);
        }
        Matcher subscript = SUBSCRIPT.matcher(term);
        if (!term.startsWith("~") && subscript.matches()) {
            List<HostName> among = named(subscript.group(1), tree, unmatched);
            return among.isEmpty() ? among : chosen(among, subscript, term);
        }
        return named(term, tree, unmatched);
    }

    private static List<HostName> named(String expression, GroupTree tree, List<String> unmatched) {
        Pattern names = expression(expression);
        boolean special = expression.startsWith("~") || expression.matches(".*[.?*\\[].*");
        Set<HostName> found = new LinkedHashSet<>();
        boolean anyGroup = false;
        for (String group : tree.groups().keySet()) {
            if (matches(names, group, expression)) {
                anyGroup = true;
                found.addAll(tree.hostsOf(group));
            }
        }
        if (!anyGroup || special) {
            for (HostName host : tree.hosts()) {
                if (matches(names, host.value(), expression)) {
                    found.add(host);
                }
            }
        }
        if (found.isEmpty() && !anyGroup) {
            unmatched.add(expression);
        }
        return List.copyOf(found);
    }

    /** A regular expression need match only the beginning of a name, a name with wildcards all of it. */
    private static boolean matches(Pattern names, String name, String expression) {
        Matcher matcher = names.matcher(name);
        return expression.startsWith("~") ? matcher.lookingAt() : matcher.matches();
    }

    private static Pattern expression(String expression) {
        if (!expression.startsWith("~")) {
            return Wildcards.compile(expression);
        }
        try {
            return Pattern.compile(expression.substring(1));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException(
                    "'" + expression + "' is no regular expression: " + malformed.getDescription(), malformed);
        }
    }

    private static List<HostName> chosen(List<HostName> among, Matcher subscript, String term) {
        int size = among.size();
        if (subscript.group(2) != null) {
            int index = Integer.parseInt(subscript.group(2));
            int from = index < 0 ? size + index : index;
            if (from < 0 || from >= size) {
                throw new IllegalArgumentException(
                        "'" + term + "' asks for a host that isn't there: the group has " + size + ", counted from 0");
            }
            return List.of(among.get(from));
        }
        int from = Integer.parseInt(subscript.group(3));
        int last = subscript.group(4).isEmpty() ? size - 1 : Math.min(Integer.parseInt(subscript.group(4)), size - 1);
        return from > last ? List.of() : among.subList(from, last + 1);
    }
}
