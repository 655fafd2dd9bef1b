package dev.plumbline.cli.saved;

import dev.plumbline.core.promise.Seal;

/** The seal at the end of a plan's file: the digest of all of it, with zeros in the seal's own place. */
final class Sealed {
    /** What stands there before it is sealed. */
    static final String OPEN = "0".repeat(64);

    private Sealed() {}

    static String seal(String text, Seal seal) {
        int at = place(text);
        return text.substring(0, at) + seal.digest(text) + text.substring(at + OPEN.length());
    }

    /** Whether nobody changed it since. */
    static boolean isWhole(String text, Seal seal) {
        int at = place(text);
        if (at < 0) {
            return false;
        }
        String open = text.substring(0, at) + OPEN + text.substring(at + OPEN.length());
        return text.substring(at, at + OPEN.length()).equals(seal.digest(open));
    }

    /** Where the seal's digits begin; less than 0 where there is none. */
    private static int place(String text) {
        int end = text.lastIndexOf('"');
        int at = end - OPEN.length();
        return at > 0 && text.charAt(at - 1) == '"' ? at : -1;
    }
}
