package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.ConnectionDefaults;
import dev.plumbline.core.inventory.ConnectionVariables;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.project.Settings;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How hosts are reached, by their variables, those of the command line and the settings. */
public final class Connections {
    private final Map<String, Definition> extra;
    private final Expressions expressions;
    private final VariableScope scope;
    private final Workspace workspace;
    private final ConnectionDefaults defaults;

    /** Takes variables of the command line, which hold against those of the inventory. */
    public Connections(Workspace workspace, Map<String, Definition> extra, Optional<Path> playbookDirectory) {
        Path directory = playbookDirectory.orElse(workspace.workingDirectory());
        Settings settings = workspace.settings();
        this.workspace = workspace;
        this.extra = Map.copyOf(extra);
        this.expressions = new Expressions(new TemplateFiles(List.of(directory), directory), workspace.secrets());
        this.scope = VariableScope.of(workspace.inventory(), this.extra, directory.toString());
        this.defaults = new ConnectionDefaults(
                settings.remoteUser().value(),
                settings.privateKey().value(),
                settings.connectTimeout().value(),
                settings.keepalive().value(),
                workspace.project().base(),
                Path.of(workspace.environment().getOrDefault("HOME", System.getProperty("user.home", "/"))));
    }

    /** For each of the hosts; what can't be right is added to the problems. */
    public Map<HostName, HostConnection> of(List<HostName> hosts, Problems problems) {
        Map<HostName, HostConnection> connections = new HashMap<>();
        for (HostName host : hosts) {
            connections.put(host, of(host, problems));
        }
        return connections;
    }

    private HostConnection of(HostName host, Problems problems) {
        Map<String, Definition> variables = new HashMap<>(workspace.inventory().variables(host));
        variables.putAll(extra);
        IdentityHashMap<Definition, String> names = new IdentityHashMap<>();
        variables.forEach((name, definition) -> names.put(definition, name));
        Environment environment = new Environment(host, Map.of(), Map.of());
        return ConnectionVariables.read(
                host,
                variables,
                definition -> {
                    try {
                        return expressions.evaluate(
                                definition.node(), names.getOrDefault(definition, ""), scope, environment);
                    } catch (EvaluationException e) {
                        problems.add(e.problem());
                        return Data.NOTHING;
                    } catch (NotYetKnown e) {
                        return Data.NOTHING;
                    }
                },
                defaults,
                problems);
    }
}
