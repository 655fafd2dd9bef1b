package dev.plumbline.modules.file;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression as Java reads it; equal to another that is written alike. */
public record RegularExpression(String source) {

    public RegularExpression {
        compile(source);
    }

    public static RegularExpression parse(String source) {
        return new RegularExpression(source);
    }

    Pattern pattern() {
        return compile(source);
    }

    private static Pattern compile(String source) {
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + source + "' is not a regular expression: " + e.getDescription() + " near position "
                            + e.getIndex(),
                    e);
        }
    }
}
