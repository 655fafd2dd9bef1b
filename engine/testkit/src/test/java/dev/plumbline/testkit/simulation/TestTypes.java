package dev.plumbline.testkit.simulation;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Modules for playbooks of tests. */
final class TestTypes {
    static final List<ModuleType> ALL = List.of(
            new Type(
                    "line",
                    List.of("path", "line"),
                    values -> new TestModules.Line(
                            text(values, "path").reveal(), text(values, "line").reveal())),
            new Type("run", List.of("word"), values -> new Run(text(values, "word"))),
            new Type(
                    "ask",
                    List.of("word"),
                    values -> new Ask(text(values, "word").reveal())),
            new Type(
                    "restart",
                    List.of("unit"),
                    values -> new TestModules.Restarted(text(values, "unit").reveal())),
            new Type(
                    "demand",
                    List.of("truth"),
                    values -> new Demand(text(values, "truth").reveal())),
            new Type("note", List.of("text"), values -> new Note(text(values, "text"))));

    private TestTypes() {}

    private static Text text(Arguments arguments, String name) {
        return (Text) Optional.ofNullable(arguments.values().get(name)).orElseThrow();
    }

    /** Runs the host's program {@code do} with a word. */
    record Run(Text word) implements Desired<String> {
        @Override
        public Probe<String> probe() {
            return Probe.just("");
        }

        @Override
        public List<Delta> diff(String seen) {
            return List.of(new Delta.Change(
                    List.of(Difference.added("command", word)),
                    new Action.Run(List.of(Text.of("do"), word), Bytes.EMPTY, Map.of(), Optional.empty(), List.of()),
                    true));
        }
    }

    /** Asks the host's program {@code do}, and does nothing. */
    record Ask(String word) implements Desired<CommandResult> {
        @Override
        public Probe<CommandResult> probe() {
            return Probe.of(new Read.CommandOutput(List.of("do", word), Optional.empty(), Map.of()));
        }

        @Override
        public List<Delta> diff(CommandResult seen) {
            return List.of();
        }

        @Override
        public Data.Mapping result(CommandResult seen) {
            return Data.mapping().put("text", seen.output().latin1()).build();
        }
    }

    /** Holds if it is told so. */
    record Demand(String truth) implements Desired<String> {
        @Override
        public Probe<String> probe() {
            return Probe.just("");
        }

        @Override
        public List<Delta> diff(String seen) {
            return truth.equals("true") ? List.of() : List.of(Delta.Violation.of("demand.unmet", "unmet", "meet it"));
        }
    }

    /** Says something to whoever registers it. */
    record Note(Text text) implements Desired<String> {
        @Override
        public Probe<String> probe() {
            return Probe.just("");
        }

        @Override
        public List<Delta> diff(String seen) {
            return List.of();
        }

        @Override
        public Data.Mapping result(String seen) {
            return Data.mapping().put("text", Data.of(text)).build();
        }
    }

    private record Type(String name, List<String> names, Function<Arguments, Desired<?>> make) implements ModuleType {
        @Override
        public List<Parameter> parameters() {
            return names.stream()
                    .map(each -> new Parameter(each, new ParameterType.Characters(), true, Optional.empty(), ""))
                    .toList();
        }

        @Override
        public String summary() {
            return "";
        }

        @Override
        public String description() {
            return "";
        }

        @Override
        public List<ReturnedField> returned() {
            return List.of();
        }

        @Override
        public List<String> examples() {
            return List.of();
        }

        @Override
        public Desired<?> create(Arguments arguments) {
            return make.apply(arguments);
        }
    }
}
