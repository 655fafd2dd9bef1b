package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What a function was called with, already of the types that it declares. Those left out at the end are not there. */
public record Arguments(List<Data> values, Context context) {
    public Arguments {
        values = List.copyOf(values);
    }

    public boolean has(int index) {
        return index < values.size();
    }

    public Data data(int index) {
        return values.get(index);
    }

    /** Those from an index on. */
    public List<Data> from(int index) {
        return values.subList(Math.min(index, values.size()), values.size());
    }

    public Text words(int index) {
        return data(index) instanceof Data.Words words
                ? words.value()
                : Text.of(data(index).toString());
    }

    public String text(int index) {
        return words(index).reveal();
    }

    public String text(int index, String otherwise) {
        return has(index) ? text(index) : otherwise;
    }

    public BigDecimal number(int index) {
        return data(index) instanceof Data.Number number ? number.value() : BigDecimal.ZERO;
    }

    public int whole(int index) {
        return number(index).intValue();
    }

    public int whole(int index, int otherwise) {
        return has(index) ? whole(index) : otherwise;
    }

    public boolean truth(int index, boolean otherwise) {
        return has(index) ? data(index).equals(Data.of(true)) : otherwise;
    }

    public List<Data> list(int index) {
        return data(index) instanceof Data.Sequence sequence ? sequence.items() : List.of();
    }

    public Map<String, Data> mapping(int index) {
        return data(index) instanceof Data.Mapping mapping ? mapping.entries() : Map.of();
    }
}
