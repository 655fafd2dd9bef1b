package dev.plumbline.api.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An untyped value, as YAML, expressions and registered results hold it. */
public sealed interface Data {

    Data NOTHING = new Nothing();

    /** YAML's null. */
    record Nothing() implements Data {
        @Override
        public String toString() {
            return "null";
        }
    }

    record Truth(boolean value) implements Data {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /**
     * A number and how it was written, so that {@code 0644} given to a file mode and {@code 1.10} given to a version keep their meaning.
     */
    @SuppressWarnings("AvoidCommonTypeNames") // the field's word, and java.lang's is never used here
    record Number(BigDecimal value, String written) implements Data {
        @Override
        public boolean equals(Object other) {
            return other instanceof Number number && value.compareTo(number.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }

        @Override
        public String toString() {
            return written;
        }
    }

    record Words(Text value) implements Data {
        @Override
        public String toString() {
            return value.toString();
        }
    }

    record Sequence(List<Data> items) implements Data {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.toString();
        }
    }

    /** Keys keep the order in which they were written; equality leaves order out. */
    record Mapping(Map<String, Data> entries) implements Data {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        public Optional<Data> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public String toString() {
            return entries.toString();
        }
    }

    static Data of(boolean value) {
        return new Truth(value);
    }

    static Data of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    static Data of(BigDecimal value) {
        return new Number(value, value.toPlainString());
    }

    static Data of(String value) {
        return new Words(Text.of(value));
    }

    static Data of(Text value) {
        return new Words(value);
    }

    static Data of(List<? extends Data> items) {
        return new Sequence(new ArrayList<>(items));
    }

    static Data of(Map<String, ? extends Data> entries) {
        return new Mapping(new LinkedHashMap<>(entries));
    }

    /** A mapping under construction; keys keep their order. */
    static Builder mapping() {
        return new Builder();
    }

    /** Collects the entries of a {@link Mapping}. */
    final class Builder {
        private final Map<String, Data> entries = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String key, Data value) {
            entries.put(key, value);
            return this;
        }

        public Builder put(String key, String value) {
            return put(key, Data.of(value));
        }

        public Builder put(String key, long value) {
            return put(key, Data.of(value));
        }

        public Builder put(String key, boolean value) {
            return put(key, Data.of(value));
        }

        public Mapping build() {
            return new Mapping(entries);
        }
    }
}
