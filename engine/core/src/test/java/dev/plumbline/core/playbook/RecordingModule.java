package dev.plumbline.core.playbook;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.api.probe.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A module whose value is its arguments. */
record RecordingModule(String name, List<Parameter> parameters) implements ModuleType {

    /** What the playbook desires: the arguments as they were decoded. */
    record Recorded(Map<String, Object> values) implements Desired<String> {
        @Override
        public Probe<String> probe() {
            return Probe.just("");
        }

        @Override
        public List<Delta> diff(String seen) {
            return List.of();
        }
    }

    static Parameter required(String name, ParameterType type) {
        return new Parameter(name, type, true, Optional.empty(), "");
    }

    static Parameter optional(String name, ParameterType type) {
        return new Parameter(name, type, false, Optional.empty(), "");
    }

    static Parameter byDefault(String name, ParameterType type, String value) {
        return new Parameter(name, type, false, Optional.of(value), "");
    }

    @Override
    public String summary() {
        return "Records.";
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
        if ("conflict".equals(arguments.values().get("word"))) {
            throw new IllegalArgumentException("the word and the rest contradict each other");
        }
        return new Recorded(arguments.values());
    }
}
