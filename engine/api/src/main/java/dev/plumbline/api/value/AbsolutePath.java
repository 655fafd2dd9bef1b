package dev.plumbline.api.value;

/**
 * An absolute path on a host, free of {@code .}, {@code ..}, empty components and a trailing slash. A name may hold any character but
 * NUL and slash: spaces, quotes, newlines and leading dashes are literal.
 */
public record AbsolutePath(String value) implements Comparable<AbsolutePath> {

    public AbsolutePath {
        if (!value.startsWith("/")) {
            throw new IllegalArgumentException("'" + value + "' is not an absolute path: it must begin with '/'");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a path can't hold a NUL character");
        }
        value = isNormal(value) ? value : normalized(value);
    }

    /** Whether it is written as it is kept, which most are. */
    private static boolean isNormal(String value) {
        return !value.contains("//") && !value.contains("/.") && (value.length() == 1 || !value.endsWith("/"));
    }

    private static String normalized(String value) {
        StringBuilder normal = new StringBuilder();
        for (String component : value.split("/", -1)) {
            if (component.equals("..")) {
                throw new IllegalArgumentException("'" + value + "' holds '..': write the path that is meant");
            }
            if (!component.isEmpty() && !component.equals(".")) {
                normal.append('/').append(component);
            }
        }
        return normal.isEmpty() ? "/" : normal.toString();
    }

    public static AbsolutePath parse(String text) {
        return new AbsolutePath(text);
    }

    /** The directory that holds this path; the root is its own parent. */
    public AbsolutePath parent() {
        int slash = value.lastIndexOf('/');
        return slash <= 0 ? new AbsolutePath("/") : new AbsolutePath(value.substring(0, slash));
    }

    /** The last component; empty for the root. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    public AbsolutePath resolve(String child) {
        return new AbsolutePath(value + "/" + child);
    }

    /** Whether this path is the other, or lies below it. */
    public boolean isWithin(AbsolutePath other) {
        return value.equals(other.value) || value.startsWith(other.value.equals("/") ? "/" : other.value + "/");
    }

    @Override
    public int compareTo(AbsolutePath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
