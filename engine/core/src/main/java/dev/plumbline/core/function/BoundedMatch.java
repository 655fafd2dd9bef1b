package dev.plumbline.core.function;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matches regular expressions in a bounded number of steps: one that backtracks without end looks at the text's characters without end, and these
 * looks are counted.
 */
final class BoundedMatch {
    static final int MOST_LOOKS = 20_000_000;
    private static final int LONGEST_PATTERN = 4_000;

    private BoundedMatch() {}

    /** What can be done with a matcher. */
    interface Use<T> {
        T of(Matcher matcher);
    }

    /** Named groups may be written as Python does, {@code (?P<name>...)}. */
    static <T> T of(String pattern, String text, Use<T> use) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new FunctionException(
                    "the pattern is longer than " + LONGEST_PATTERN + " characters", "Write a shorter one.");
        }
        try {
            Pattern compiled = Pattern.compile(
                    pattern.replace("(?P<", "(?<").replaceAll("\\(\\?P=([A-Za-z0-9]+)\\)", "\\\\k<$1>"));
            return use.of(compiled.matcher(new Counted(text, new Looks(), 0, text.length())));
        } catch (PatternSyntaxException e) {
            throw new FunctionException(
                    "the pattern '" + pattern + "' is none: " + e.getDescription(), "Mend it; see java.util.regex.");
        } catch (StackOverflowError e) {
            throw runaway();
        }
    }

    private static FunctionException runaway() {
        return new FunctionException(
                "the pattern backtracks too much on this text", "Write it without a repetition within a repetition.");
    }

    private static final class Looks {
        private int count;

        void add() {
            count++;
            if (count > MOST_LOOKS) {
                throw runaway();
            }
        }
    }

    /** A text that counts how often it is looked at. */
    private record Counted(String text, Looks looks, int begin, int end) implements CharSequence {
        @Override
        public int length() {
            return end - begin;
        }

        @Override
        public char charAt(int index) {
            looks.add();
            return text.charAt(begin + index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, looks, begin + from, begin + to);
        }

        @Override
        public String toString() {
            return text.substring(begin, end);
        }
    }
}
