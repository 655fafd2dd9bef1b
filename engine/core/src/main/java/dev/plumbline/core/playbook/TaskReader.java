package dev.plumbline.core.playbook;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads tasks and handlers. */
final class TaskReader {
    private static final int USUAL_RETRIES = 3;
    private static final int USUAL_DELAY_SECONDS = 5;

    private final Reading reading;
    private final Problems problems;
    private final SharedWords shared;
    private final LoopReader loops;
    private final VariableTasks variables;

    TaskReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
        this.shared = new SharedWords(problems);
        this.loops = new LoopReader(problems);
        this.variables = new VariableTasks(reading);
    }

    /** What a task does: a module's state, or a word of the engine's. */
    record Work(
            String name, Optional<ModuleType> type, Task.Kind kind, Template<Desired<?>> state, YamlNode arguments) {}

    Optional<Draft.Tasked> task(Mapping mapping, Surroundings around, boolean handler) {
        Fields fields = new Fields(mapping, problems);
        String id = reading.nextId(mapping.at());
        fields.refuse(Refused.ofTasks(), "tasks");
        Optional<Entry> word = word(mapping, around.base().modules());
        Surroundings inner = shared.within(fields, around, "task");
        Optional<LoopReader.Looped> loop = loops.read(fields, inner);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Surroundings looped = loop.map(found -> inner.pending(found.names())).orElse(inner);
        Optional<Work> work = work(word.get(), looped);
        if (work.isEmpty()) {
            return Optional.empty();
        }
        Draft.Tasked task = task(fields, id, work.get(), loop, inner, handler);
        names(task.node()).forEach(reading::sets);
        return Optional.of(task);
    }

    static Stream<String> names(Task task) {
        Stream<String> facts =
                task.label().kind() instanceof Task.Kind.Sets sets ? sets.names().stream() : Stream.empty();
        return Stream.concat(task.register().stream(), facts);
    }

    private Optional<Work> work(Entry word, Surroundings around) {
        return switch (ModuleIndex.plain(word.key())) {
            case VariableTasks.SET_FACT -> variables.setFact(word, around);
            case VariableTasks.INCLUDE_VARS -> variables.includeVars(word, around);
            default -> {
                ModuleType type = around.base().modules().find(word.key()).orElseThrow();
                Template<Desired<?>> state =
                        around.base().decoder().decode(type, word.value(), word.keyAt(), around.scope(), problems);
                yield Optional.of(
                        new Work(type.name(), Optional.of(type), new Task.Kind.OfModule(), state, word.value()));
            }
        };
    }

    private static boolean isKnown(Entry entry, ModuleIndex modules) {
        return VariableTasks.WORDS.contains(ModuleIndex.plain(entry.key()))
                || modules.find(entry.key()).isPresent();
    }

    /** The key that says what the task does. */
    private Optional<Entry> word(Mapping mapping, ModuleIndex modules) {
        List<Entry> candidates = mapping.entries().stream()
                .filter(entry -> !Keywords.OF_TASK.contains(entry.key()))
                .filter(entry -> !entry.key().startsWith("with_"))
                .filter(entry -> !Refused.ofTasks().containsKey(ModuleIndex.plain(entry.key())))
                .toList();
        List<Entry> known =
                candidates.stream().filter(entry -> isKnown(entry, modules)).toList();
        if (known.size() > 1) {
            problems.add(
                    "playbook.module.several",
                    known.get(1).keyAt(),
                    "the task names two modules, '" + known.get(0).key() + "' and '"
                            + known.get(1).key() + "'",
                    "Make two tasks of it.");
            return Optional.empty();
        }
        for (Entry entry : candidates) {
            if (!known.contains(entry)) {
                unknown(entry, known.isEmpty() && candidates.size() == 1, modules);
            }
        }
        boolean refused = mapping.entries().stream()
                .anyMatch(entry -> Refused.ofTasks().containsKey(ModuleIndex.plain(entry.key())));
        if (candidates.isEmpty() && !refused) {
            problems.add("playbook.module.missing", mapping.at(), "the task names no module", "Write MODULE: { ... }.");
        }
        return known.stream().findFirst();
    }

    private void unknown(Entry entry, boolean mustBeModule, ModuleIndex modules) {
        String name = ModuleIndex.plain(entry.key());
        Set<String> names = new TreeSet<>(modules.names());
        names.addAll(NodeReader.WORDS);
        if (!mustBeModule) {
            names.addAll(Keywords.OF_TASK);
        }
        String instead = Refused.insteadOfModules().get(name);
        boolean hasInstead = instead != null && modules.find(instead).isPresent();
        String remedy = hasInstead
                ? "Use '" + instead + "'."
                : NearestName.hint(name, names, "The modules are " + String.join(", ", modules.names()) + ".");
        problems.add(
                mustBeModule ? "playbook.module.unknown" : "playbook.key.unknown",
                entry.keyAt(),
                mustBeModule
                        ? "there is no module '" + entry.key() + "'"
                        : "'" + entry.key() + "' is neither a module nor a word for tasks",
                remedy);
    }

    private Draft.Tasked task(
            Fields fields,
            String id,
            Work work,
            Optional<LoopReader.Looped> loop,
            Surroundings around,
            boolean handler) {
        VariableScope scope = around.scope();
        Expressions expressions = around.base().expressions();
        List<Scalar> until = bare(fields, "until", expressions);
        List<Scalar> changedWhen = bare(fields, "changed_when", expressions);
        List<Scalar> failedWhen = bare(fields, "failed_when", expressions);
        List<Scalar> ofResult =
                Stream.of(until, changedWhen, failedWhen).flatMap(List::stream).toList();
        Conditions conditions = new Conditions(expressions, scope);
        String name = fields.scalar("name", "a text").map(Scalar::text).orElse(work.name());
        Optional<String> role = around.base().role().map(Base.Role::name);
        Task task = new Task(
                new Task.Label(
                        id,
                        role.map(of -> of + Handlers.OF_ROLE + name).orElse(name),
                        work.name(),
                        fields.mapping().at(),
                        work.kind()),
                work.state(),
                new Manners(reading).of(around, work),
                conditions.all(around.when(), "when"),
                loop.map(LoopReader.Looped::loop),
                new Task.Judgement(
                        conditions.all(changedWhen, "changed_when"),
                        conditions.all(failedWhen, "failed_when"),
                        until.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Task.Until(
                                        conditions.all(until, "until"),
                                        fields.whole("retries").orElse(USUAL_RETRIES),
                                        Duration.ofSeconds(fields.whole("delay").orElse(USUAL_DELAY_SECONDS)))),
                        around.words().ignoreErrors().orElse(false)),
                Names.variable(fields, "register"),
                List.of(),
                around.tags());
        refuseLoneRetries(fields, until);
        List<String> topics = fields.words("listen", "a word or a list of words").stream()
                .map(Scalar::text)
                .toList();
        if (!handler && !topics.isEmpty()) {
            problems.add("playbook.key.unknown", fields.at("listen"), "only handlers listen", "Use notify.");
        }
        return new Draft.Tasked(
                task,
                work.type(),
                scope,
                work.arguments(),
                around.when(),
                loop.map(LoopReader.Looped::items),
                ofResult,
                topics,
                fields.words("notify", "the name of a handler, or a list of names"),
                role,
                around.pending(),
                around.gates());
    }

    private void refuseLoneRetries(Fields fields, List<Scalar> until) {
        for (String key : List.of("retries", "delay")) {
            if (until.isEmpty() && fields.get(key).isPresent()) {
                problems.add(
                        "playbook.until.missing",
                        fields.at(key),
                        "'" + key + "' means nothing without 'until'",
                        "Say what is waited for: until: result.x == ....");
            }
        }
    }

    private List<Scalar> bare(Fields fields, String key, Expressions expressions) {
        List<Scalar> scalars = new ArrayList<>(fields.scalars(key, "a condition or a list of conditions"));
        scalars.forEach(condition -> expressions.checkBare(condition, problems));
        return scalars;
    }

    /** Conditions at one place. */
    record Conditions(Expressions expressions, VariableScope scope) {
        List<Template<Boolean>> all(List<Scalar> conditions, String keyword) {
            return conditions.stream()
                    .<Template<Boolean>>map(
                            condition -> environment -> expressions.condition(condition, keyword, scope, environment))
                    .toList();
        }
    }
}
