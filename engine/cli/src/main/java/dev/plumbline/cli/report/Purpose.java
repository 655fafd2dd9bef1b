package dev.plumbline.cli.report;

import java.util.Locale;

/** What a report was made for. */
public enum Purpose {
    PLAN,
    APPLY,
    DRIFT;

    /** As the command is called: {@code plan}. */
    public String command() {
        return name().toLowerCase(Locale.ROOT);
    }
}
