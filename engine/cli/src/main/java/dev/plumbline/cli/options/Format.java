package dev.plumbline.cli.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a report is written. */
public enum Format {
    TEXT,
    /** One document over several lines. */
    JSON,
    /** The same document on one line. */
    JSONL,
    MARKDOWN,
    JUNIT,
    HTML;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it can be had already. */
    boolean isThere() {
        return switch (this) {
            case TEXT, JSON, JSONL -> true;
            case MARKDOWN, JUNIT, HTML -> false;
        };
    }

    static Optional<Format> find(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
