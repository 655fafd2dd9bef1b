package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import java.math.BigDecimal;
import java.util.Optional;

/** What a parameter takes, or a function gives. */
public enum Type {
    ANYTHING("anything"),
    /** Numbers count as text, as they were written, and truth values do. */
    TEXT("text"),
    NUMBER("number"),
    /** Within 32 bits. */
    WHOLE("whole number"),
    TRUTH("true or false"),
    LIST("list"),
    MAPPING("mapping");

    private final String label;

    Type(String label) {
        this.label = label;
    }

    /** As people call it. */
    public String label() {
        return label;
    }

    /** The value as this type, where it is of it. */
    public Optional<Data> fit(Data data) {
        return switch (this) {
            case ANYTHING -> Optional.of(data);
            case TEXT ->
                switch (data) {
                    case Data.Words words -> Optional.of(words);
                    case Data.Number number -> Optional.of(Data.of(number.written()));
                    case Data.Truth truth -> Optional.of(Data.of(truth.toString()));
                    case Data.Nothing _, Data.Sequence _, Data.Mapping _ -> Optional.empty();
                };
            case NUMBER -> number(data);
            case WHOLE -> number(data).filter(Type::isWhole);
            case TRUTH -> Optional.of(data).filter(Data.Truth.class::isInstance);
            case LIST -> Optional.of(data).filter(Data.Sequence.class::isInstance);
            case MAPPING -> Optional.of(data).filter(Data.Mapping.class::isInstance);
        };
    }

    /** A secret number is kept as text, since only text can be secret. */
    private static Optional<Data> number(Data data) {
        if (data instanceof Data.Words words && words.value().isSecret()) {
            return Numbers.parse(words.value().reveal()).map(Data::of);
        }
        return Optional.of(data).filter(Data.Number.class::isInstance);
    }

    private static boolean isWhole(Data data) {
        if (!(data instanceof Data.Number number)) {
            return false;
        }
        BigDecimal value = number.value();
        return value.stripTrailingZeros().scale() <= 0
                && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }
}
