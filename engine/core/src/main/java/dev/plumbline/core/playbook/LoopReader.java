package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code loop}, what Ansible had before it where the meaning is the same, and {@code loop_control}. */
final class LoopReader {
    private static final String USUAL_ITEM = "item";
    private static final List<String> WORDS = List.of("loop", "with_items", "with_list", "with_dict");
    private static final Set<String> CONTROLS = Set.of("loop_var", "index_var", "label", "extended");
    private static final Map<String, String> NO_CONTROLS = Map.of(
            "pause", "Nothing waits between items: use until and delay, or wait_for.",
            "break_when", "Choose the items beforehand: list?filter(x -> ...).",
            "extended_allitems", "Leave it out: ansible_loop.allitems is always there.");
    private static final Map<String, String> REWRITTEN = Map.ofEntries(
            Map.entry("with_sequence", "Write loop: \"${1..5}\", or \"${0..<n}\"."),
            Map.entry("with_indexed_items", "Write loop: \"${list}\" and loop_control: { index_var: index }."),
            Map.entry("with_flattened", "Write loop: \"${a + b}\"."),
            Map.entry("with_together", "Write loop: \"${0..<a?size}\" and name a[item] and b[item]."),
            Map.entry("with_nested", "Put the task into a block with a loop, and give each loop a loop_var."),
            Map.entry("with_cartesian", "Put the task into a block with a loop, and give each loop a loop_var."),
            Map.entry("with_subelements", "Put the task into a block with a loop over the outer list."),
            Map.entry("with_fileglob", "Write the names: loop: [a.conf, b.conf]."),
            Map.entry("with_filetree", "Write the names: loop: [a.conf, b.conf]."),
            Map.entry("with_first_found", "Write the file's name with an expression."),
            Map.entry("with_lines", "Register what a command prints, and write loop: \"${result.stdout_lines}\"."),
            Map.entry("with_inventory_hostnames", "Write loop: \"${groups.NAME}\"."),
            Map.entry("with_random_choice", "Nothing is left to chance; name the item."));

    private final Problems problems;

    LoopReader(Problems problems) {
        this.problems = problems;
    }

    /** A loop and where its items are written. */
    record Looped(Loop loop, YamlNode items) {

        /** The variables that it sets. */
        List<String> names() {
            List<String> names = new ArrayList<>();
            names.add(loop.variable());
            loop.index().ifPresent(names::add);
            if (loop.extended()) {
                names.add("ansible_loop");
            }
            return names;
        }
    }

    Optional<Looped> read(Fields fields, Surroundings around) {
        refuseOthers(fields);
        List<String> given =
                WORDS.stream().filter(word -> fields.get(word).isPresent()).toList();
        if (given.isEmpty()) {
            control(fields)
                    .ifPresent(control -> problems.add(
                            "playbook.loop.missing",
                            fields.at("loop_control"),
                            "'loop_control' means nothing without 'loop'",
                            "Add loop: [...], or leave it out."));
            return Optional.empty();
        }
        if (given.size() > 1) {
            problems.add(
                    "playbook.loop.several",
                    fields.at(given.get(1)),
                    "'" + given.get(0) + "' and '" + given.get(1) + "' can't stand together",
                    "Use one loop.");
        }
        String word = given.getFirst();
        YamlNode node = fields.get(word).orElseThrow();
        Expressions expressions = around.base().expressions();
        check(word, node, expressions);
        Fields control = new Fields(control(fields).orElseGet(() -> new Mapping(List.of(), node.at())), problems);
        Optional<Scalar> label = control.scalar("label", "a text");
        label.ifPresent(scalar -> expressions.check(scalar, problems));
        VariableScope scope = around.scope();
        Loop loop = new Loop(
                items(word, node, expressions, scope),
                Names.variable(control, "loop_var").orElse(USUAL_ITEM),
                Names.variable(control, "index_var"),
                label.map(scalar -> environment -> expressions.evaluate(scalar, "label", scope, environment)),
                control.flag("extended").orElse(false));
        return Optional.of(new Looped(loop, node));
    }

    private Optional<Mapping> control(Fields fields) {
        Optional<Mapping> control = fields.mapping("loop_control", "a mapping with loop_var, index_var or label");
        for (Entry entry : control.map(Mapping::entries).orElse(List.of())) {
            if (!CONTROLS.contains(entry.key())) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' of loop_control is not supported",
                        NO_CONTROLS.getOrDefault(
                                entry.key(),
                                NearestName.hint(
                                        entry.key(),
                                        CONTROLS,
                                        "It has " + String.join(", ", new TreeSet<>(CONTROLS)) + ".")));
            }
        }
        return control;
    }

    private void refuseOthers(Fields fields) {
        for (Entry entry : fields.mapping().entries()) {
            if (entry.key().startsWith("with_") && !WORDS.contains(entry.key())) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' is Ansible's older form of a loop, and not supported",
                        REWRITTEN.getOrDefault(entry.key(), "Write loop: [...] or loop: \"${list}\"."));
            }
        }
    }

    /** The older forms of loops that are refused, and how each is written instead. */
    static Map<String, String> rewritten() {
        return REWRITTEN;
    }

    /** What Ansible's {@code loop_control} has and this one doesn't. */
    static Map<String, String> refusedControls() {
        return NO_CONTROLS;
    }

    private void check(String word, YamlNode node, Expressions expressions) {
        if (node instanceof Scalar scalar && Expressions.isStatic(scalar)) {
            problems.add(
                    "playbook.type",
                    scalar.at(),
                    "'" + word + "' must be a list, and this is '" + scalar.text() + "'",
                    "Write a list, or \"${" + scalar.text() + "}\" if that is a variable.");
        } else {
            expressions.check(node, problems);
        }
    }

    private static Template<List<Data>> items(
            String word, YamlNode node, Expressions expressions, VariableScope scope) {
        return environment -> {
            Data data = expressions.evaluate(node, word, scope, environment);
            return switch (data) {
                case Data.Sequence(List<Data> items) when word.equals("with_items") -> flat(items);
                case Data.Sequence(List<Data> items) -> items;
                case Data.Mapping(Map<String, Data> entries) ->
                    entries.entrySet().stream()
                            .<Data>map(entry -> Data.mapping()
                                    .put("key", entry.getKey())
                                    .put("value", entry.getValue())
                                    .build())
                            .toList();
                default ->
                    throw new EvaluationException(new Problem(
                            "playbook.type",
                            Optional.of(node.at()),
                            "'" + word + "' must be a list or a mapping, and this is " + Kinds.describe(data),
                            "Give a list; of a mapping each item has key and value."));
            };
        };
    }

    /** As Ansible's {@code with_items} has it: lists in the list are opened, one level deep. */
    private static List<Data> flat(List<Data> items) {
        List<Data> flat = new ArrayList<>();
        items.forEach(item -> {
            if (item instanceof Data.Sequence inner) {
                flat.addAll(inner.items());
            } else {
                flat.add(item);
            }
        });
        return flat;
    }
}
