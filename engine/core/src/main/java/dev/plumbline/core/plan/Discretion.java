package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code no_log} makes of values: they are as they were, and secret. */
final class Discretion {
    private static final Set<String> OPEN = Set.of("changed", "failed", "skipped", "rc", "ansible_facts");

    private Discretion() {}

    static Data hidden(Data data) {
        return switch (data) {
            case Data.Nothing nothing -> nothing;
            case Data.Truth truth -> truth;
            case Data.Number number -> Data.of(Text.secret(number.written()));
            case Data.Words words -> Data.of(words.value().asSecret());
            case Data.Sequence sequence ->
                Data.of(sequence.items().stream().map(Discretion::hidden).toList());
            case Data.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> entries.put(key, hidden(value)));
                yield Data.of(entries);
            }
        };
    }

    /** What is registered; how the task ended stays open. */
    static Data.Mapping answer(Data.Mapping answer) {
        Data.Builder hidden = Data.mapping();
        answer.entries().forEach((key, value) -> hidden.put(key, OPEN.contains(key) ? value : hidden(value)));
        return hidden.build();
    }

    static Delta.Change change(Delta.Change change) {
        return new Delta.Change(
                change.differences().stream().map(Discretion::difference).toList(),
                change.action() instanceof Action.Run run ? command(run) : change.action(),
                change.once());
    }

    static Difference difference(Difference difference) {
        return new Difference(
                difference.attribute(),
                difference.before().map(Text::asSecret),
                difference.after().map(Text::asSecret));
    }

    static Fault fault(Fault fault) {
        return new Fault(fault.code(), "it failed, and no_log hides how", "take no_log away to see more");
    }

    private static Action.Run command(Action.Run run) {
        List<Text> arguments = run.arguments().stream().map(Text::asSecret).toList();
        return new Action.Run(arguments, run.input(), run.environment(), run.directory(), run.declared());
    }
}
