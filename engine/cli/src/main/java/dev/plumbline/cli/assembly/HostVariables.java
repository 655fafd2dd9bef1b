package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.playbook.PlayVariables;
import dev.plumbline.core.playbook.TagSelection;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a host's variables come to, and every place where each is set. */
public final class HostVariables {
    private static final String UNKNOWN_YET = "vars.unknown_yet";

    private final Workspace workspace;
    private final Map<String, Definition> extra;
    private final Optional<Path> playbook;
    private final Path directory;
    private final Expressions expressions;

    /**
     * A variable of a host.
     *
     * @param play in which it has this value; absent where no play sets it
     * @param value what it comes to, secrets in it masked
     * @param problem why it comes to nothing
     * @param places where it is set, the one that holds first; none for a name that has a meaning of its own
     */
    public record Variable(
            String name,
            Optional<String> play,
            Optional<Data> value,
            Optional<Problem> problem,
            List<Definition> places) {
        public Variable {
            places = List.copyOf(places);
        }
    }

    /**
     * Prepares to look.
     *
     * @param playbook whose plays' variables count too
     * @param extraVariables as given to {@code -e}
     */
    public HostVariables(Workspace workspace, Optional<Path> playbook, List<String> extraVariables, Problems problems) {
        this.workspace = workspace;
        this.extra = ExtraVariables.read(
                extraVariables,
                workspace.workingDirectory(),
                workspace.secrets().vault(),
                problems);
        this.playbook =
                playbook.map(file -> workspace.workingDirectory().resolve(file).normalize());
        this.directory = this.playbook
                .map(file -> Objects.requireNonNull(file.getParent()))
                .orElse(workspace.workingDirectory());
        this.expressions = new Expressions(new TemplateFiles(List.of(directory), directory), workspace.secrets());
    }

    /** All of a host's variables, by name. */
    public List<Variable> all(HostName host, Problems problems) {
        List<PlayVariables> plays = plays(host, problems);
        return names(host, plays).stream()
                .flatMap(name -> of(host, name, plays).stream())
                .toList();
    }

    /** A variable in each play that sets it, or in the inventory; one that is not set is a problem. */
    public List<Variable> named(HostName host, String name, Problems problems) {
        List<PlayVariables> plays = plays(host, problems);
        if (VariableScope.MAGIC.contains(name)) {
            return List.of(builtIn(host, name));
        }
        List<Variable> found = of(host, name, plays);
        if (found.isEmpty() && name.equals("ansible_host")) {
            return List.of(builtIn(host, name));
        }
        if (found.isEmpty()) {
            Set<String> known = names(host, plays);
            known.addAll(VariableScope.MAGIC);
            problems.add(
                    "vars.unknown",
                    "'" + name + "' is not set for " + host,
                    NearestName.hint(name, known, "'plumb vars " + host + "' shows all that is set."));
        }
        found.stream()
                .flatMap(variable -> variable.problem().stream())
                .filter(problem -> !problem.code().equals(UNKNOWN_YET))
                .forEach(problems::add);
        return found;
    }

    private List<PlayVariables> plays(HostName host, Problems problems) {
        return playbook.map(file -> PlayVariables.of(
                        Playbooks.request(
                                workspace,
                                file,
                                workspace.workingDirectory().relativize(file).toString(),
                                Playbooks.modules(workspace, file),
                                extra,
                                TagSelection.ALL,
                                Optional.empty()),
                        host,
                        problems))
                .orElse(List.of());
    }

    private Set<String> names(HostName host, List<PlayVariables> plays) {
        Set<String> names = new TreeSet<>(extra.keySet());
        names.addAll(workspace.inventory().history(host).keySet());
        plays.forEach(play -> play.layers().forEach(layer -> names.addAll(layer.keySet())));
        return names;
    }

    private List<Variable> of(HostName host, String name, List<PlayVariables> plays) {
        List<Variable> found = new ArrayList<>();
        Definition ofCommandLine = extra.get(name);
        List<Definition> given = ofCommandLine == null ? List.of() : List.of(ofCommandLine);
        List<Definition> ofInventory = workspace
                .inventory()
                .history(host)
                .getOrDefault(name, List.of())
                .reversed();
        for (PlayVariables play : plays) {
            List<Definition> ofPlay = play.layers().stream()
                    .flatMap(layer -> Stream.ofNullable(layer.get(name)))
                    .toList();
            if (!ofPlay.isEmpty()) {
                found.add(variable(
                        host, name, Optional.of(play.play()), play.scope(), joined(given, ofPlay, ofInventory)));
            }
        }
        List<Definition> places = joined(given, List.of(), ofInventory);
        if (found.isEmpty() && !places.isEmpty()) {
            found.add(variable(host, name, Optional.empty(), scope(), places));
        }
        return found;
    }

    private VariableScope scope() {
        return VariableScope.of(workspace.inventory(), extra, directory.toString());
    }

    private static List<Definition> joined(List<Definition> first, List<Definition> second, List<Definition> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private Variable builtIn(HostName host, String name) {
        YamlNode.Scalar node = YamlNode.Scalar.plain("${" + name + "}", new Position(name, 1, 1));
        return evaluated(host, name, Optional.empty(), scope(), node, List.of());
    }

    private Variable variable(
            HostName host, String name, Optional<String> play, VariableScope scope, List<Definition> places) {
        return evaluated(host, name, play, scope, places.getFirst().node(), places);
    }

    private Variable evaluated(
            HostName host,
            String name,
            Optional<String> play,
            VariableScope scope,
            YamlNode node,
            List<Definition> places) {
        try {
            Data value = SecretNames.guarded(
                    name, expressions.evaluate(node, name, scope, new Environment(host, Map.of(), Map.of())));
            return new Variable(name, play, Optional.of(value), Optional.empty(), places);
        } catch (EvaluationException e) {
            return new Variable(name, play, Optional.empty(), Optional.of(e.problem()), places);
        } catch (NotYetKnown later) {
            Problem unknown = new Problem(
                    UNKNOWN_YET,
                    Optional.of(node.at()),
                    "'" + name + "' is known only after " + later.after(),
                    "'plumb plan' reads the hosts.");
            return new Variable(name, play, Optional.empty(), Optional.of(unknown), places);
        }
    }
}
