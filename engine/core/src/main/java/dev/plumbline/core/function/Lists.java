package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists and mappings, besides what FreeMarker's built-ins do. Values are only moved, so that each stays as secret as it was. */
final class Lists {
    private static final int MOST_ITEMS = 200_000;
    private static final int DEEPEST = 50;

    private Lists() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Lists and mappings",
                List.of(
                        moving(
                                        "combine",
                                        Type.MAPPING,
                                        "Both mappings in one; the second one's values count, and with"
                                                + " recursive its mappings are combined with the first one's too.",
                                        Lists::combine)
                                .takes("a", Type.MAPPING)
                                .takes("b", Type.MAPPING)
                                .optional("recursive", Type.TRUTH, "false")
                                .example("combine({'a': {'x': 1}}, {'a': {'y': 2}}, true)", "{a={x=1, y=2}}"),
                        moving("dict2items", Type.LIST, "A list of mappings with key and value.", Lists::items)
                                .takes("mapping", Type.MAPPING)
                                .example("dict2items({'a': 1})", "[{key=a, value=1}]"),
                        moving(
                                        "items2dict",
                                        Type.MAPPING,
                                        "The mapping whose keys and values a list of mappings holds.",
                                        Lists::mapping)
                                .takes("list", Type.LIST)
                                .optional("key", Type.TEXT, "\"key\"")
                                .optional("value", Type.TEXT, "\"value\"")
                                .example("items2dict([{'key': 'a', 'value': 1}])", "{a=1}"),
                        moving("dig", Type.ANYTHING, "What stands at a path such as a.b.0, or the default.", Lists::dig)
                                .takesMissing("x", Type.ANYTHING)
                                .takes("path", Type.TEXT)
                                .optional("default", Type.ANYTHING, "an error")
                                .example("dig({'a': [{'b': 7}]}, 'a.0.b', 0)", "7"),
                        moving(
                                        "unique",
                                        Type.LIST,
                                        "The list, each value only once.",
                                        arguments -> Data.of(List.copyOf(new LinkedHashSet<>(arguments.list(0)))))
                                .takes("list", Type.LIST)
                                .example("unique([2, 1, 2])", "[2, 1]"),
                        moving("union", Type.LIST, "The values of either list, each only once.", Lists::union)
                                .takes("a", Type.LIST)
                                .takes("b", Type.LIST)
                                .example("union([1, 2], [2, 3])", "[1, 2, 3]"),
                        moving(
                                        "intersect",
                                        Type.LIST,
                                        "The values in both lists, each only once.",
                                        arguments -> filtered(arguments.list(0), arguments.list(1), true))
                                .takes("a", Type.LIST)
                                .takes("b", Type.LIST)
                                .example("intersect([1, 2], [2, 3])", "[2]"),
                        moving(
                                        "difference",
                                        Type.LIST,
                                        "The values of the first list that aren't in the second, each" + " only once.",
                                        arguments -> filtered(arguments.list(0), arguments.list(1), false))
                                .takes("a", Type.LIST)
                                .takes("b", Type.LIST)
                                .example("difference([1, 2], [2, 3])", "[1]"),
                        moving(
                                        "flatten",
                                        Type.LIST,
                                        "The items of lists within the list in their stead, so many levels" + " deep.",
                                        Lists::flatten)
                                .takes("list", Type.LIST)
                                .optional("levels", Type.WHOLE, "all")
                                .example("flatten([1, [2, [3]]])", "[1, 2, 3]"),
                        moving(
                                        "zip",
                                        Type.LIST,
                                        "Lists of the first items, the second ones and so on, as far as the"
                                                + " shortest list goes.",
                                        Lists::zip)
                                .takes("a", Type.LIST)
                                .repeated("more", Type.LIST)
                                .example("zip(['a', 'b'], [1, 2])", "[[a, 1], [b, 2]]"),
                        moving("product", Type.LIST, "Every combination of an item of each list.", Lists::product)
                                .takes("a", Type.LIST)
                                .repeated("more", Type.LIST)
                                .example("product(['a', 'b'], [1, 2])", "[[a, 1], [a, 2], [b, 1], [b, 2]]"),
                        moving(
                                        "group_by",
                                        Type.MAPPING,
                                        "The mappings of a list, by what they have under a key.",
                                        Lists::groups)
                                .takes("list", Type.LIST)
                                .takes("key", Type.TEXT)
                                .example(
                                        "group_by([{'k': 'a', 'v': 1}, {'k': 'b'}], 'k')",
                                        "{a=[{k=a, v=1}], b=[{k=b}]}"),
                        moving(
                                        "subelements",
                                        Type.LIST,
                                        "Pairs of each mapping of a list and an item of the list that it"
                                                + " has at a path.",
                                        Lists::subelements)
                                .takes("list", Type.LIST)
                                .takes("path", Type.TEXT)
                                .optional("skip_missing", Type.TRUTH, "false")
                                .example(
                                        "subelements([{'u': 'a', 'k': [1, 2]}], 'k')",
                                        "[[{u=a, k=[1, 2]}, 1], [{u=a, k=[1, 2]}, 2]]")));
    }

    private static Function moving(String name, Type result, String about, Function.Body body) {
        return Function.named(name, result, about, body).keepingSecrecy();
    }

    private static Data combine(Arguments arguments) {
        return combine(arguments.mapping(0), arguments.mapping(1), arguments.truth(2, false));
    }

    private static Data combine(Map<String, Data> first, Map<String, Data> second, boolean recursive) {
        Map<String, Data> combined = new LinkedHashMap<>(first);
        second.forEach((key, value) -> combined.merge(
                key,
                value,
                (before, after) ->
                        recursive && before instanceof Data.Mapping one && after instanceof Data.Mapping other
                                ? combine(one.entries(), other.entries(), true)
                                : after));
        return Data.of(combined);
    }

    private static Data items(Arguments arguments) {
        List<Data> items = new ArrayList<>();
        arguments
                .mapping(0)
                .forEach((key, value) -> items.add(
                        Data.mapping().put("key", key).put("value", value).build()));
        return Data.of(items);
    }

    private static Data mapping(Arguments arguments) {
        String keyName = arguments.text(1, "key");
        String valueName = arguments.text(2, "value");
        Map<String, Data> entries = new LinkedHashMap<>();
        for (Data item : arguments.list(0)) {
            entries.put(key(item, keyName), at(item, List.of(valueName)).orElseThrow(() -> lacking(valueName)));
        }
        return Data.of(entries);
    }

    private static String key(Data item, String name) {
        Text text = at(item, List.of(name))
                .flatMap(Type.TEXT::fit)
                .map(value -> ((Data.Words) value).value())
                .orElseThrow(() -> lacking(name));
        if (text.isSecret()) {
            throw new FunctionException("a key can't be secret", "Take another one.");
        }
        return text.reveal();
    }

    private static FunctionException lacking(String name) {
        return new FunctionException("an item of the list has no '" + name + "'", "Filter the list before: ?filter.");
    }

    private static Data dig(Arguments arguments) {
        return at(arguments.data(0), Texts.split(arguments.text(1), '.'))
                .or(() -> Optional.of(arguments).filter(given -> given.has(2)).map(given -> given.data(2)))
                .orElseThrow(() -> new FunctionException(
                        "there is nothing at '" + arguments.text(1) + "'", "Give a default as the third argument."));
    }

    private static Optional<Data> at(Data data, List<String> path) {
        Optional<Data> at = Optional.of(data);
        for (String name : path) {
            at = at.flatMap(value -> below(value, name));
        }
        return at.filter(value -> !value.equals(Data.NOTHING));
    }

    private static Optional<Data> below(Data data, String name) {
        return switch (data) {
            case Data.Mapping mapping -> mapping.get(name);
            case Data.Sequence sequence
            when name.matches("[0-9]{1,9}") -> {
                int index = Integer.parseInt(name);
                yield index < sequence.items().size()
                        ? Optional.of(sequence.items().get(index))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Data union(Arguments arguments) {
        Set<Data> values = new LinkedHashSet<>(arguments.list(0));
        values.addAll(arguments.list(1));
        return Data.of(List.copyOf(values));
    }

    private static Data filtered(List<Data> first, List<Data> second, boolean wanted) {
        Set<Data> known = Set.copyOf(second);
        return Data.of(first.stream()
                .distinct()
                .filter(value -> known.contains(value) == wanted)
                .toList());
    }

    private static Data flatten(Arguments arguments) {
        List<Data> flat = new ArrayList<>();
        flatten(arguments.list(0), Math.min(arguments.whole(1, DEEPEST), DEEPEST), flat);
        return Data.of(flat);
    }

    private static void flatten(List<Data> items, int levels, List<Data> flat) {
        for (Data item : items) {
            if (levels > 0 && item instanceof Data.Sequence inner) {
                flatten(inner.items(), levels - 1, flat);
            } else {
                flat.add(item);
            }
        }
    }

    private static List<List<Data>> lists(Arguments arguments) {
        List<List<Data>> lists = new ArrayList<>();
        for (int i = 0; arguments.has(i); i++) {
            lists.add(arguments.list(i));
        }
        return lists;
    }

    private static Data zip(Arguments arguments) {
        List<List<Data>> lists = lists(arguments);
        int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            int row = i;
            rows.add(Data.of(lists.stream().map(list -> list.get(row)).toList()));
        }
        return Data.of(rows);
    }

    private static Data product(Arguments arguments) {
        List<List<Data>> rows = List.of(List.of());
        for (List<Data> list : lists(arguments)) {
            if ((long) rows.size() * list.size() > MOST_ITEMS) {
                throw new FunctionException("gives more than " + MOST_ITEMS + " combinations", "Use shorter lists.");
            }
            List<List<Data>> longer = new ArrayList<>();
            for (List<Data> row : rows) {
                for (Data item : list) {
                    List<Data> more = new ArrayList<>(row);
                    more.add(item);
                    longer.add(more);
                }
            }
            rows = longer;
        }
        return Data.of(rows.stream().map(Data::of).toList());
    }

    private static Data groups(Arguments arguments) {
        Map<String, List<Data>> groups = new LinkedHashMap<>();
        for (Data item : arguments.list(0)) {
            groups.computeIfAbsent(key(item, arguments.text(1)), ignored -> new ArrayList<>())
                    .add(item);
        }
        Data.Builder mapping = Data.mapping();
        groups.forEach((key, items) -> mapping.put(key, Data.of(items)));
        return mapping.build();
    }

    private static Data subelements(Arguments arguments) {
        List<String> path = Texts.split(arguments.text(1), '.');
        List<Data> pairs = new ArrayList<>();
        for (Data item : arguments.list(0)) {
            Optional<Data> found = at(item, path);
            if (found.isEmpty() && !arguments.truth(2, false)) {
                throw lacking(arguments.text(1));
            }
            if (found.isPresent() && !(found.get() instanceof Data.Sequence)) {
                throw new FunctionException("'" + arguments.text(1) + "' is no list in an item", "Name a list.");
            }
            if (found.orElse(null) instanceof Data.Sequence inner) {
                inner.items().forEach(each -> pairs.add(Data.of(List.of(item, each))));
            }
        }
        return Data.of(pairs);
    }
}
