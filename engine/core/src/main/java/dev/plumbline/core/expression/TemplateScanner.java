package dev.plumbline.core.expression;

import dev.plumbline.core.function.Functions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the expressions in a template, by its interpolations and tags, and has them rewritten as others are. */
final class TemplateScanner {
    private static final int LONGEST_EXPRESSION = 100_000;
    private static final Pattern BEGIN =
            Pattern.compile("<#--|<#noparse\\s*>|<#comment\\s*>|\\$\\{|<#([a-zA-Z]+)|<@[\\w.]*|</[#@]");
    private static final Pattern DEFINITION = Pattern.compile("<#(?:function|macro)\\s+(\\w+)");
    private static final Pattern DEFINED = Pattern.compile("\\s+\\w+");
    private static final Pattern FUNCTION = Pattern.compile("<#function\\s+(\\w+)");
    private static final Pattern TAKES_OTHERS = Pattern.compile("<#(?:include|import)\\b");
    private static final Set<String> ASSIGNMENTS = Set.of("assign", "global", "local");
    private static final Set<String> CONDITIONS = Set.of("if", "elseif", "elseIf");

    private final String text;
    private final Rewriter rewriter;
    private int at;

    private TemplateScanner(String text, Rewriter rewriter) {
        this.text = text;
        this.rewriter = rewriter;
    }

    /** Throws {@link ExpressionSyntaxException} with its offset in the text. */
    static Rewriter scan(String text, Functions functions) {
        Set<String> defined = definitions(text, functions);
        boolean others = TAKES_OTHERS.matcher(text).find();
        Predicate<String> isElsewhere = name ->
                defined.contains(name) || (others && functions.find(name).isEmpty());
        TemplateScanner scanner = new TemplateScanner(text, new Rewriter(text, functions, isElsewhere));
        scanner.run();
        return scanner.rewriter;
    }

    private static Set<String> definitions(String text, Functions functions) {
        Matcher function = FUNCTION.matcher(text);
        while (function.find()) {
            if (functions.find(function.group(1)).isPresent()) {
                throw new ExpressionSyntaxException(
                        "template.syntax",
                        function.start(1),
                        "there is a function '" + function.group(1) + "' already",
                        "Give this one another name.");
            }
        }
        Set<String> defined = new HashSet<>();
        Matcher definition = DEFINITION.matcher(text);
        while (definition.find()) {
            if (functions.find(definition.group(1)).isEmpty()) {
                defined.add(definition.group(1));
            }
        }
        return defined;
    }

    private void run() {
        Matcher begin = BEGIN.matcher(text);
        while (at < text.length() && begin.find(at)) {
            String found = begin.group();
            at = begin.end();
            if (found.startsWith("<#--")) {
                skipTo("-->");
            } else if (found.startsWith("<#noparse")) {
                skipTo("</#noparse>");
            } else if (found.startsWith("<#comment")) {
                skipTo("</#comment>");
            } else if (found.equals("${")) {
                take(Lexer.inBraces(text, at, LONGEST_EXPRESSION), true);
            } else if (!found.startsWith("</")) {
                tag(begin.group(1) == null ? "" : begin.group(1));
            }
        }
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void tag(String directive) {
        boolean defines = directive.equals("macro") || directive.equals("function");
        Matcher name = DEFINED.matcher(text).region(at, text.length());
        if (defines && name.lookingAt()) {
            at = name.end();
        }
        Lexer.Scanned scanned = Lexer.inTag(text, at, LONGEST_EXPRESSION);
        if (ASSIGNMENTS.contains(directive)) {
            rewriter.countAssigned(scanned.tokens());
        }
        take(defines ? withoutRest(scanned) : scanned, CONDITIONS.contains(directive));
    }

    /** The three dots after a macro's last parameter are no range. */
    private static Lexer.Scanned withoutRest(Lexer.Scanned scanned) {
        List<Token> tokens = new ArrayList<>(scanned.tokens());
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("..") && tokens.get(i + 1).is(".")) {
                tokens.subList(i, i + 2).clear();
            }
        }
        return new Lexer.Scanned(tokens, scanned.end());
    }

    private void take(Lexer.Scanned scanned, boolean isExpression) {
        if (isExpression) {
            ForeignSyntax.refuse(scanned.tokens());
        } else {
            ForeignSyntax.refuseForbidden(scanned.tokens());
        }
        rewriter.add(scanned.tokens());
        at = scanned.end() + 1;
    }
}
