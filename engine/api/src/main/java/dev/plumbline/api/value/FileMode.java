package dev.plumbline.api.value;

import java.util.regex.Pattern;

/** The permission bits of a file, set-user-id, set-group-id and sticky included: 0 to 07777. */
public record FileMode(int bits) {
    private static final Pattern OCTAL = Pattern.compile("(0o?)?[0-7]{3,4}");

    public FileMode {
        if (bits < 0 || bits > 07777) {
            throw new IllegalArgumentException("a file mode lies between 0000 and 7777");
        }
    }

    /** Reads octal digits, with or without a leading {@code 0} or {@code 0o}, as in {@code 0644}. */
    public static FileMode parse(String text) {
        if (!OCTAL.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a file mode: write it in octal, as in 0644");
        }
        return new FileMode(Integer.parseInt(text.replace("o", ""), 8));
    }

    @Override
    public String toString() {
        return "%04o".formatted(bits);
    }
}
