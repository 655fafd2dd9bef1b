package dev.plumbline.core.expression;

import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import java.util.regex.Pattern;

/** What FreeMarker says of a failed expression or template, without its frame, advice and stack. */
final class Complaint {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern WRAPPER = Pattern.compile(" \\(wrapper: [^)]*\\)");
    private static final Pattern BLAMED = Pattern.compile("==> (.*?) \\[in .*? at line \\d+, column \\d+]");

    private static final Pattern WHERE = Pattern.compile("(?s)^.*?in line \\d+, column \\d+:\\s*");

    private Complaint() {}

    static String of(ParseException error) {
        String message = error.getEditorMessage() == null ? "" : error.getEditorMessage();
        String cut = WHERE.matcher(message).replaceFirst("");
        return cut.lines().findFirst().orElse("").strip();
    }

    static String of(TemplateException error) {
        String message = error.getMessageWithoutStackTop();
        String first = message == null ? "the expression fails" : message.split("\\n\\s*\\n|----", 2)[0];
        String plain = WRAPPER.matcher(first).replaceAll("");
        return SPACE.matcher(BLAMED.matcher(plain).replaceAll("'$1'"))
                .replaceAll(" ")
                .strip();
    }
}
