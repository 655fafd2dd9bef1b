package dev.plumbline.core.expression;

import dev.plumbline.core.expression.ExpressionNames.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that a template names, found by its words alone, in all its branches. A name that the template itself gives a value
 * anywhere, or tests by {@code ??}, counts as optional. {@code .vars[x]}, where x is computed, is not looked through.
 */
final class TemplateNames {
    private static final Pattern DIRECTIVE = Pattern.compile("<#([a-zA-Z_]+)|<@");
    private static final Pattern INCLUDED = Pattern.compile("\\s*(?:\"([^\"$]*)\"|'([^'$]*)')");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_$@][\\p{L}\\p{N}_$@]*");
    private static final Set<String> ASSIGNING = Set.of("assign", "global", "local");
    private static final Set<String> DEFINING = Set.of("macro", "function");
    private static final Set<String> LOOPING = Set.of("list", "items", "foreach", "escape", "import");

    private final String text;
    private final List<Name> names = new ArrayList<>();
    private final Set<String> bound = new HashSet<>();
    private final List<String> included = new ArrayList<>();
    private int at;

    /**
     * What was found.
     *
     * @param included the templates that it includes or imports by a fixed name
     */
    record Found(List<Name> names, List<String> included) {}

    private TemplateNames(String text) {
        this.text = text;
    }

    /** The names, with their offsets in the text. */
    static Found of(String text) {
        TemplateNames template = new TemplateNames(text);
        while (template.at < text.length()) {
            template.next();
        }
        Set<String> optional = new HashSet<>(template.bound);
        template.names.stream().filter(Name::optional).forEach(name -> optional.add(name.name()));
        List<Name> names = template.names.stream()
                .map(name -> new Name(name.name(), name.offset(), optional.contains(name.name())))
                .toList();
        return new Found(names, List.copyOf(template.included));
    }

    private void next() {
        int dollar = text.indexOf("${", at);
        int tag = nearest(text.indexOf("<#", at), text.indexOf("<@", at));
        if (dollar < 0 && tag < 0) {
            at = text.length();
        } else if (tag < 0 || (dollar >= 0 && dollar < tag)) {
            interpolation(dollar);
        } else if (text.startsWith("<#--", tag)) {
            at = behind("-->", tag);
        } else {
            directive(tag);
        }
    }

    private static int nearest(int a, int b) {
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private void interpolation(int begin) {
        if (begin > 0 && text.charAt(begin - 1) == '$') {
            at = begin + 2; // $${ is meant literally
            return;
        }
        int end;
        try {
            end = Lexer.end(text, begin + 2);
        } catch (ExpressionSyntaxException e) {
            at = begin + 2; // what reads the template says so
            return;
        }
        expression(begin + 2, end);
        at = end + 1;
    }

    private void directive(int begin) {
        Matcher opening = DIRECTIVE.matcher(text).region(begin, text.length());
        if (!opening.lookingAt()) {
            at = begin + 2;
            return;
        }
        String name = opening.group(1) == null ? "@" : opening.group(1);
        if (name.equals("noparse")) {
            at = behind("</#noparse>", begin);
            return;
        }
        int end = endOfTag(opening.end());
        int words = end > opening.end() && text.charAt(end - 1) == '/' ? end - 1 : end;
        if (name.equals("include") || name.equals("import")) {
            Matcher fixed = INCLUDED.matcher(text).region(opening.end(), words);
            if (fixed.lookingAt()) {
                included.add(fixed.group(1) == null ? fixed.group(2) : fixed.group(1));
            }
        }
        if (!name.equals("ftl")) {
            tokens(name, opening.end(), words);
        }
        at = Math.min(text.length(), end + 1);
    }

    /** Where the tag ends whose inside begins here: at the first {@code >} outside of strings and brackets. */
    private int endOfTag(int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' || next == '\'') {
                i = endOfString(i);
            } else if (next == '(' || next == '[' || next == '{') {
                depth++;
            } else if (next == ')' || next == ']' || next == '}') {
                depth--;
            } else if (next == '>' && depth <= 0) {
                return i;
            }
        }
        return text.length();
    }

    private int endOfString(int from) {
        char quote = text.charAt(from);
        boolean raw = from > 0
                && text.charAt(from - 1) == 'r'
                && (from < 2 || !Character.isLetterOrDigit(text.charAt(from - 2)));
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && !raw) {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return text.length();
    }

    private void tokens(String directive, int begin, int end) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokens(text.substring(begin, end));
        } catch (ExpressionSyntaxException e) {
            Matcher word = WORD.matcher(text).region(begin, end);
            while (word.find()) {
                names.add(new Name(word.group(), word.start(), true));
            }
            return;
        }
        bind(directive, tokens);
        boolean called = directive.equals("@") || directive.equals("setting");
        for (Name name : ExpressionNames.of(tokens, begin)) {
            if (!(called && isParameter(tokens, name.offset() - begin))) {
                names.add(name);
            }
        }
    }

    private void expression(int begin, int end) {
        try {
            names.addAll(ExpressionNames.of(Lexer.tokens(text.substring(begin, end)), begin));
        } catch (ExpressionSyntaxException e) {
            // what reads the template says so
            return;
        }
    }

    /** Whether at an offset a word stands before {@code =} and begins an argument. */
    private static boolean isParameter(List<Token> tokens, int offset) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).offset() == offset) {
                return tokens.get(i + 1).is("=") && (i == 0 || tokens.get(i - 1).endsOperand());
            }
        }
        return false;
    }

    private void bind(String directive, List<Token> tokens) {
        if (DEFINING.contains(directive)) {
            tokens.stream().filter(token -> token.kind() == Token.Kind.WORD).forEach(token -> bound.add(token.text()));
        } else if (ASSIGNING.contains(directive)) {
            for (int i = 0; i < tokens.size(); i++) {
                boolean begins = i == 0 || tokens.get(i - 1).endsOperand();
                if (begins && tokens.get(i).kind() == Token.Kind.WORD) {
                    bound.add(tokens.get(i).text());
                } else if (begins && tokens.get(i).kind() == Token.Kind.STRING) {
                    bound.add(tokens.get(i).content());
                }
            }
        } else if (LOOPING.contains(directive) || directive.equals("@")) {
            bindLoop(directive, tokens);
        }
    }

    private void bindLoop(String directive, List<Token> tokens) {
        boolean behind = directive.equals("escape");
        for (Token token : tokens) {
            boolean word = token.kind() == Token.Kind.WORD;
            if (token.is(";") || (token.isWord("as") && !directive.equals("escape"))) {
                behind = true;
            } else if (token.isWord("as") || token.isWord("using")) {
                behind = false;
            } else if (behind && word) {
                bound.add(token.text());
                bound.add(token.text() + "_index");
                bound.add(token.text() + "_has_next");
            }
        }
    }
}
