package dev.plumbline.core.undo;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Optional;

/** {@link Undo} as a task names it. Only the command of that name has it. */
public final class UndoType implements ModuleType {
    public static final String NAME = "undo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "All that a run changed is as it was before.";
    }

    @Override
    public String description() {
        return "";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("run", new ParameterType.Characters(), true, Optional.empty(), "The run's name."));
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
        return new Undo(arguments.<Text>required("run").reveal());
    }
}
