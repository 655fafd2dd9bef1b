package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Expressions.Name;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.Inventory;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Evaluates every task for every host before any is contacted, with all that tasks register still unknown. Where a value hides what
 * comes after it, the names that are used are looked up instead, in both branches. In a large program only hosts that differ in their groups
 * or in the names of their variables are looked at.
 */
final class ProgramCheck {
    private static final int MOST_ITEMS = 100;
    private static final int MOST_EVALUATIONS = 20_000;

    private final Expressions expressions;
    private final Inventory inventory;
    private final List<Runnable> plays = new ArrayList<>();
    private final Map<HostName, Map<String, Value>> registered = new HashMap<>();
    private final Map<Problem, Found> found = new LinkedHashMap<>();

    /** Roles whose arguments are wrong for a host: what follows from that is not told too. */
    private final Set<List<String>> misused = new HashSet<>();

    private String checking = "";

    /** A problem and the hosts that have it. */
    private record Found(Problem problem, Set<HostName> hosts) {}

    ProgramCheck(Expressions expressions, Inventory inventory) {
        this.expressions = expressions;
        this.inventory = inventory;
    }

    void add(List<HostName> hosts, List<Draft> tasks, List<Draft.Tasked> handlers) {
        plays.add(() -> {
            List<Draft.Tasked> all = new ArrayList<>(Draft.tasks(tasks).toList());
            all.addAll(handlers);
            List<HostName> checked = hosts.size() * (long) all.size() > MOST_EVALUATIONS ? unlike(hosts) : hosts;
            for (Draft.Tasked draft : all) {
                checked.forEach(host -> check(draft, host, hosts));
                checked.stream()
                        .filter(host -> !isMisused(draft, host))
                        .findFirst()
                        .ifPresent(host -> lookUpEverywhere(draft, host, hosts));
                TaskReader.names(draft.node())
                        .forEach(name -> hosts.forEach(host -> register(host, name, draft.node())));
            }
        });
    }

    /** Of hosts that are in the same groups and define the same names, the first. */
    private List<HostName> unlike(List<HostName> hosts) {
        Map<List<Object>, HostName> first = new LinkedHashMap<>();
        for (HostName host : hosts) {
            Set<String> names = Set.copyOf(inventory.variables(host).keySet());
            first.putIfAbsent(List.of(inventory.groupsOf(host), names), host);
        }
        return List.copyOf(first.values());
    }

    void report(Problems problems) {
        plays.forEach(Runnable::run);
        for (Found each : found.values()) {
            Problem problem = each.problem();
            int others = each.hosts().size() - 1;
            String suffix = others > 0 ? ", nor for " + others + (others == 1 ? " other host" : " other hosts") : "";
            boolean undefined = problem.code().equals("expression.undefined");
            problems.add(new Problem(
                    problem.code(),
                    problem.at(),
                    undefined ? problem.message() + suffix : problem.message(),
                    problem.remedy()));
        }
    }

    private void register(HostName host, String name, Task task) {
        registered
                .computeIfAbsent(host, ignored -> new HashMap<>())
                .put(name, new Value.Pending("task '" + task.name() + "' on " + host));
    }

    private void check(Draft.Tasked draft, HostName host, List<HostName> hosts) {
        if (isMisused(draft, host)) {
            return;
        }
        checking = draft.role().orElse("");
        Environment environment = new Environment(host, registered, pending(draft));
        Task task = draft.node();
        attempt(host, () -> task.as().evaluate(environment));
        if (task.loop().isEmpty()) {
            checkWhere(
                    Stream.of(draft.gates(), task.when()).flatMap(List::stream).toList(), draft, environment, hosts);
            return;
        }
        Optional<Boolean> reached = holds(draft.gates(), environment);
        if (reached.isEmpty()) {
            lookUp(draft, environment, hosts);
        }
        if (reached.orElse(false) && !Task.Judgement.isFalse(task.when(), environment)) {
            checkItems(task.loop().get(), draft, environment, hosts);
        }
    }

    /** A condition may name the item. */
    private void checkItems(Loop loop, Draft.Tasked draft, Environment environment, List<HostName> hosts) {
        HostName host = environment.host();
        Optional<List<Data>> items = attempt(host, () -> loop.items().evaluate(environment));
        if (items.isEmpty()) {
            lookUp(draft, environment, List.of(host));
            return;
        }
        for (int i = 0; i < Math.min(MOST_ITEMS, items.get().size()); i++) {
            checkWhere(draft.node().when(), draft, environment.with(loop.variables(items.get(), i)), hosts);
        }
    }

    private void checkWhere(
            List<Template<Boolean>> conditions, Draft.Tasked draft, Environment environment, List<HostName> hosts) {
        Optional<Boolean> holds = holds(conditions, environment);
        if (holds.isEmpty()) {
            lookUp(draft, environment, hosts);
        } else if (holds.get()) {
            check(draft, environment);
        }
    }

    /** Whether all conditions hold; empty where that is not known yet, or where one has a problem, which is noted. */
    private Optional<Boolean> holds(List<Template<Boolean>> conditions, Environment environment) {
        boolean certain = true;
        for (Template<Boolean> condition : conditions) {
            Optional<Boolean> holds = attempt(environment.host(), () -> condition.evaluate(environment));
            if (holds.isPresent() && !holds.get()) {
                return holds;
            }
            certain &= holds.isPresent();
        }
        return certain ? Optional.of(true) : Optional.empty();
    }

    /** What loops around a task set is looked at when it is planned. */
    private static Map<String, Value> pending(Draft.Tasked draft) {
        Map<String, Value> pending = new HashMap<>();
        draft.pending().forEach(name -> pending.put(name, new Value.Pending("the loop")));
        return pending;
    }

    private void check(Draft.Tasked draft, Environment environment) {
        Task task = draft.node();
        HostName host = environment.host();
        if (attempt(host, () -> task.state().evaluate(environment)).isEmpty()) {
            lookUp(draft, environment, List.of(host));
        }
        Environment after = task.register()
                .map(name -> environment.with(name, new Value.Pending("task '" + task.name() + "'")))
                .orElse(environment);
        Stream.of(
                        task.until().map(Task.Until::conditions).orElse(List.of()),
                        task.judgement().changedWhen(),
                        task.judgement().failedWhen())
                .flatMap(List::stream)
                .forEach(condition -> attempt(host, () -> condition.evaluate(after)));
    }

    /** Empty where the value is not known yet, or where there is a problem, which is noted. */
    private <T> Optional<T> attempt(HostName host, Supplier<T> evaluation) {
        try {
            return Optional.of(evaluation.get());
        } catch (NotYetKnown e) {
            return Optional.empty();
        } catch (EvaluationException e) {
            note(e.problem(), host);
            if (e.problem().code().startsWith(RoleArgument.WRONG)) {
                misused.add(List.of(checking, host.value()));
            }
            return Optional.empty();
        }
    }

    private boolean isMisused(Draft.Tasked draft, HostName host) {
        return draft.role().isPresent() && misused.contains(List.of(draft.role().get(), host.value()));
    }

    /** Names in branches that no host takes are looked up too; what is found by evaluating is told by that. */
    private void lookUpEverywhere(Draft.Tasked draft, HostName host, List<HostName> hosts) {
        lookUp(draft, new Environment(host, registered, pending(draft)), hosts);
    }

    /** Notes each name that none of the hosts defines. */
    private void lookUp(Draft.Tasked draft, Environment environment, List<HostName> hosts) {
        Task task = draft.node();
        Map<String, Value> local = new HashMap<>(environment.local());
        task.loop().ifPresent(loop -> {
            local.put(loop.variable(), new Value.Pending("the loop"));
            local.put("ansible_loop", new Value.Pending("the loop"));
            loop.index().ifPresent(name -> local.put(name, new Value.Pending("the loop")));
        });
        task.register().ifPresent(name -> local.put(name, new Value.Pending("the task")));
        Set<String> visited = new TreeSet<>();
        for (Name name : names(draft)) {
            lookUp(name, draft, environment.host(), local, hosts, visited);
        }
    }

    private void lookUp(
            Name name,
            Draft.Tasked draft,
            HostName host,
            Map<String, Value> local,
            List<HostName> hosts,
            Set<String> visited) {
        boolean defined = hosts.stream()
                .anyMatch(each -> draft.scope().isDefined(name.name(), new Environment(each, registered, local)));
        if (!defined && !name.optional()) {
            note(
                    new Problem(
                            "expression.undefined",
                            Optional.of(name.at()),
                            "'" + name.name() + "' is not defined for " + host,
                            NearestName.hint(
                                    name.name(),
                                    draft.scope().names(new Environment(host, registered, local)),
                                    "Define it, or give a default: " + name.name() + "!\"value\".")),
                    host);
        }
        if (visited.add(name.name()) && !local.containsKey(name.name())) {
            Optional<Definition> definition = draft.scope().definition(host, name.name(), true);
            definition.ifPresent(found -> expressions
                    .names(found.node())
                    .forEach(inner -> lookUp(inner, draft, host, local, hosts, visited)));
        }
    }

    private List<Name> names(Draft.Tasked draft) {
        List<Name> names = new ArrayList<>();
        draft.when().forEach(condition -> names.addAll(expressions.namesOfBare(condition)));
        Set<String> tested = new TreeSet<>();
        names.stream().filter(Name::optional).forEach(name -> tested.add(name.name()));
        draft.ofResult().forEach(condition -> names.addAll(expressions.namesOfBare(condition)));
        draft.loop().ifPresent(node -> names.addAll(expressions.names(node)));
        names.addAll(draft.type()
                .map(type -> names(type, draft.arguments()))
                .orElseGet(() -> expressions.names(draft.arguments())));
        return names.stream()
                .map(name -> tested.contains(name.name()) ? new Name(name.name(), name.at(), true) : name)
                .toList();
    }

    private List<Name> names(ModuleType type, YamlNode arguments) {
        List<Name> names = new ArrayList<>();
        if (arguments instanceof YamlNode.Mapping mapping) {
            for (Parameter parameter : type.parameters()) {
                mapping.get(parameter.name())
                        .ifPresent(node -> names.addAll(
                                isCondition(parameter.type()) ? ofConditions(node) : ofValue(parameter, node)));
            }
        }
        return names;
    }

    private List<Name> ofValue(Parameter parameter, YamlNode node) {
        boolean template = parameter.type() instanceof ParameterType.Template;
        return template && node instanceof YamlNode.Scalar scalar && Expressions.isStatic(scalar)
                ? expressions.namesOfTemplate(scalar.text())
                : expressions.names(node);
    }

    private List<Name> ofConditions(YamlNode node) {
        List<Name> names = new ArrayList<>();
        for (YamlNode item : node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node)) {
            if (item instanceof YamlNode.Scalar scalar) {
                names.addAll(expressions.namesOfBare(scalar));
            }
        }
        return names;
    }

    private static boolean isCondition(ParameterType type) {
        return type instanceof ParameterType.Expression
                || (type instanceof ParameterType.ListOf(ParameterType element)
                        && element instanceof ParameterType.Expression);
    }

    /** One problem for all hosts that have it at the same place. */
    private void note(Problem problem, HostName host) {
        Problem key = new Problem(problem.code(), problem.at(), "", "");
        found.computeIfAbsent(key, ignored -> new Found(problem, new TreeSet<>()))
                .hosts()
                .add(host);
    }
}
