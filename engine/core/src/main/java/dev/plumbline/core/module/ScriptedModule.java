package dev.plumbline.core.module;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * A module of shell fragments. What reads is a capability: its author vouches that it changes nothing.
 *
 * @param read prints the state
 * @param apply brings the host there
 */
public record ScriptedModule(
        String name,
        String summary,
        String description,
        List<Parameter> parameters,
        Optional<String> read,
        InSync inSync,
        String apply,
        List<String> examples)
        implements ModuleType {

    /** When nothing is to be done. */
    sealed interface InSync {

        /** Of the parameters and of what was read. */
        record Expression(Expressions language, YamlNode.Scalar source) implements InSync {}

        /** A fragment of sh that ends with 0 for yes and 1 for no. */
        record Script(String text) implements InSync {}
    }

    public ScriptedModule {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    @Override
    public List<ReturnedField> returned() {
        return List.of(new ReturnedField(
                Scripted.STATE, "what it read, as text without the last line end; empty where it reads nothing"));
    }

    @Override
    public Desired<?> create(Arguments arguments) {
        return new Scripted(this, arguments.values());
    }
}
