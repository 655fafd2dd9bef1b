package dev.plumbline.core.program;

import dev.plumbline.api.value.Data;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something done once for each item.
 *
 * @param variable the name that holds the item
 * @param index the name that holds how many items came before
 * @param label what reports call an item
 * @param extended whether {@code ansible_loop} tells where the loop stands
 */
public record Loop(
        Template<List<Data>> items,
        String variable,
        Optional<String> index,
        Optional<Template<Data>> label,
        boolean extended) {

    /** The variables of one item. */
    public Map<String, Value> variables(List<Data> all, int position) {
        Map<String, Value> variables = new HashMap<>();
        variables.put(variable, new Value.Present(all.get(position)));
        index.ifPresent(name -> variables.put(name, new Value.Present(Data.of(position))));
        if (extended) {
            variables.put("ansible_loop", new Value.Present(standing(all, position)));
        }
        return variables;
    }

    private static Data standing(List<Data> all, int position) {
        Data.Builder standing = Data.mapping()
                .put("allitems", Data.of(all))
                .put("index", position + 1L)
                .put("index0", position)
                .put("revindex", (long) all.size() - position)
                .put("revindex0", all.size() - position - 1L)
                .put("first", position == 0)
                .put("last", position == all.size() - 1)
                .put("length", all.size());
        if (position > 0) {
            standing.put("previtem", all.get(position - 1));
        }
        if (position < all.size() - 1) {
            standing.put("nextitem", all.get(position + 1));
        }
        return standing.build();
    }
}
