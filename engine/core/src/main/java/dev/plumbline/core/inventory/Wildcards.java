package dev.plumbline.core.inventory;

import java.util.regex.Pattern;

/** Names with {@code *}, {@code ?}, {@code [abc]} and {@code [!abc]}, as a shell matches them. */
final class Wildcards {
    private Wildcards() {}

    static Pattern compile(String wildcards) {
        StringBuilder expression = new StringBuilder();
        int at = 0;
        while (at < wildcards.length()) {
            char next = wildcards.charAt(at);
            int close = next == '[' ? closing(wildcards, at) : -1;
            if (next == '*') {
                expression.append(".*");
            } else if (next == '?') {
                expression.append('.');
            } else if (close > 0) {
                expression.append(set(wildcards.substring(at + 1, close)));
                at = close;
            } else {
                expression.append(Pattern.quote(String.valueOf(next)));
            }
            at++;
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }

    private static int closing(String wildcards, int open) {
        int first = open + 1;
        if (first < wildcards.length() && wildcards.charAt(first) == '!') {
            first++;
        }
        // A bracket that comes first is a member of the set.
        return wildcards.indexOf(']', first + 1);
    }

    private static String set(String members) {
        boolean not = members.startsWith("!");
        String listed = (not ? members.substring(1) : members)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("&", "\\&")
                .replace("^", "\\^");
        return "[" + (not ? "^" : "") + listed + "]";
    }
}
