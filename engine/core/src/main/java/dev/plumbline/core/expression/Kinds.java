package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;

/** Names what a value is, for messages. */
public final class Kinds {
    private static final int LONGEST = 40;

    private Kinds() {}

    /** {@code the string 'yes'}; a secret is not shown. */
    public static String describe(Data data) {
        return switch (data) {
            case Data.Nothing nothing -> "nothing (null)";
            case Data.Truth truth -> "the truth value " + truth;
            case Data.Number number -> "the number " + number;
            case Data.Words words when words.value().isSecret() -> "a secret string";
            case Data.Words words -> "the string '" + shortened(words.toString()) + "'";
            case Data.Sequence sequence -> "a list";
            case Data.Mapping mapping -> "a mapping";
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
