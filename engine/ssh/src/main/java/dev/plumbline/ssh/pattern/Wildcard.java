package dev.plumbline.ssh.pattern;

/**
 * A pattern in which {@code *} stands for any characters, also none, and {@code ?} for exactly one; there is no escape (ssh_config(5),
 * PATTERNS).
 */
public record Wildcard(String text) {

    /** Whether the whole of a string matches, case counting. Takes time proportional to the product of both lengths at worst. */
    public boolean matches(String string) {
        int at = 0;
        int pattern = 0;
        int star = -1;
        int resume = 0;
        while (at < string.length()) {
            if (pattern < text.length() && text.charAt(pattern) == '*') {
                star = pattern;
                pattern++;
                resume = at;
            } else if (pattern < text.length()
                    && (text.charAt(pattern) == '?' || text.charAt(pattern) == string.charAt(at))) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                resume++;
                at = resume;
            } else {
                return false;
            }
        }
        while (pattern < text.length() && text.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == text.length();
    }
}
