package dev.plumbline.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Javadoc comment as plain text with the few marks of Markdown: code in backticks, list items after a dash, an empty line between
 * paragraphs.
 *
 * @param parameters by the record component's name
 */
record Documentation(String summary, String description, Map<String, String> parameters) {
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?=[a-z]+\\b)");
    private static final Pattern PARAM = Pattern.compile("(?s)param\\s+(\\S+)\\s*(.*)");
    private static final Pattern INLINE_CODE =
            Pattern.compile("(?s)\\{@(?:code|literal|value)\\s+([^{}]*(?:\\{[^{}]*}[^{}]*)*)}");
    private static final Pattern INLINE_LINK = Pattern.compile("\\{@link(?:plain)?\\s+([^\\s}]+)(?:\\s+([^}]+))?}");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)");

    static Documentation parse(String comment) {
        String[] blocks = BLOCK_TAG.split(comment, -1);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 1; i < blocks.length; i++) {
            Matcher param = PARAM.matcher(blocks[i].strip());
            if (param.matches() && !param.group(2).isBlank()) {
                parameters.put(param.group(1), plain(param.group(2)));
            }
        }
        String body = plain(blocks[0]);
        int paragraph = body.indexOf("\n\n");
        String first = paragraph < 0 ? body : body.substring(0, paragraph);
        Matcher end = SENTENCE_END.matcher(first);
        int stop = end.find() ? end.end() : first.length();
        return new Documentation(
                body.substring(0, stop).strip(), body.substring(stop).strip(), Map.copyOf(parameters));
    }

    private static String plain(String javadoc) {
        String text =
                INLINE_CODE.matcher(javadoc).replaceAll(code -> Matcher.quoteReplacement("`" + code.group(1) + "`"));
        text = INLINE_LINK
                .matcher(text)
                .replaceAll(link -> Matcher.quoteReplacement(link.group(2) != null ? link.group(2) : link.group(1)));
        text = text.replaceAll("\\s*<(?:p|/p)>\\s*", "\n\n")
                .replaceAll("\\s*<li>\\s*", "\n- ")
                .replaceAll("\\s*</li>\\s*", "\n")
                .replaceAll("\\s*</?(?:ul|ol)>\\s*", "\n\n")
                .replaceAll("</?(?:em|i)>", "*")
                .replaceAll("</?(?:strong|b)>", "**")
                .replaceAll("</?(?:code|tt)>", "`");
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : text.split("\\n\\s*\\n", -1)) {
            String joined = joinLines(paragraph);
            if (!joined.isEmpty()) {
                paragraphs.add(joined);
            }
        }
        return String.join("\n\n", paragraphs);
    }

    private static String joinLines(String paragraph) {
        return paragraph
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.startsWith("- ") ? "\n" + line : " " + line)
                .collect(Collectors.joining())
                .strip();
    }
}
