package dev.plumbline.processor;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names in Java and what they are called in playbooks. */
final class Names {
    private static final Pattern PLAYBOOK_NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Names() {}

    /** {@code replicaOf} becomes {@code replica_of}. */
    static String snakeCase(String camelCase) {
        return HUMP.matcher(camelCase).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** {@code AbsolutePath} becomes {@code absolute path}. */
    static String words(String camelCase) {
        return snakeCase(camelCase).replace('_', ' ');
    }

    static boolean isPlaybookName(String name) {
        return PLAYBOOK_NAME.matcher(name).matches();
    }
}
