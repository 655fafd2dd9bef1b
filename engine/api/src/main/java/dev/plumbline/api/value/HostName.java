package dev.plumbline.api.value;

import java.util.Objects;

/** The name of a host as the inventory gives it; not necessarily an address. */
public record HostName(String value) implements Comparable<HostName> {

    public HostName {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a host needs a name");
        }
    }

    public static HostName parse(String text) {
        return new HostName(text);
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
