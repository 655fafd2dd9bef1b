package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** A node of a play, with what is needed to check it before any host is contacted. */
sealed interface Draft {

    Node node();

    record Flushed(Flush node) implements Draft {}

    /**
     * A task.
     *
     * @param when all conditions, those of the blocks first
     * @param ofResult {@code until}, {@code changed_when}, {@code failed_when}
     * @param topics what a handler listens to
     */
    record Tasked(
            Task node,
            ModuleType type,
            VariableScope scope,
            YamlNode arguments,
            List<YamlNode.Scalar> when,
            Optional<YamlNode> loop,
            List<YamlNode.Scalar> ofResult,
            List<String> topics)
            implements Draft {}
}
