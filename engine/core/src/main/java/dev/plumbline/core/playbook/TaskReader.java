package dev.plumbline.core.playbook;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Problem;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the tasks, blocks and handlers of one play. */
final class TaskReader {
    private static final int USUAL_RETRIES = 3;
    private static final int USUAL_DELAY_SECONDS = 5;
    private static final String USUAL_ITEM = "item";

    private static final Set<String> OF_TASK = Set.of(
            "name",
            "when",
            "loop",
            "loop_control",
            "register",
            "until",
            "retries",
            "delay",
            "notify",
            "tags",
            "become",
            "become_user",
            "become_method",
            "vars",
            "changed_when",
            "failed_when",
            "ignore_errors",
            "listen");
    private static final Set<String> OF_BLOCK =
            Set.of("name", "block", "when", "tags", "become", "become_user", "become_method", "vars", "ignore_errors");

    private final PlaybookRequest request;
    private final Expressions expressions;
    private final ArgumentDecoder decoder;
    private final Variables variables;
    private final Problems problems;
    private final String play;
    private Optional<Handlers> handlers = Optional.empty();
    private int count;

    /** Reads for the play whose number, counted from 1, makes the identities of its tasks unique. */
    TaskReader(PlaybookRequest request, Expressions expressions, ArgumentDecoder decoder, Problems problems, int play) {
        this.request = request;
        this.expressions = expressions;
        this.decoder = decoder;
        this.variables = new Variables(expressions, problems);
        this.problems = problems;
        this.play = Integer.toString(play);
    }

    List<Draft.Tasked> handlers(List<YamlNode> nodes, Surroundings around) {
        List<Draft.Tasked> read = new ArrayList<>();
        for (Draft draft : tasks(nodes, around)) {
            switch (draft) {
                case Draft.Tasked tasked -> read.add(tasked);
                case Draft.Flushed flushed ->
                    problems.add(
                            "playbook.handler.flush",
                            flushed.node().at(),
                            "a handler can't flush the handlers",
                            "Move it to the tasks.");
            }
        }
        return read;
    }

    /** Lets the tasks read from now on notify these; before it, what they notify is not looked at. */
    void notifying(Handlers known) {
        handlers = Optional.of(known);
    }

    List<Draft> tasks(List<YamlNode> nodes, Surroundings around) {
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (node instanceof Mapping mapping) {
                drafts.addAll(mapping.get("block").isPresent() ? block(mapping, around) : task(mapping, around));
            } else {
                problems.add(
                        "playbook.task",
                        node.at(),
                        "a task is a mapping, and this is " + node.kind(),
                        "Write - MODULE: { ... }.");
            }
        }
        return drafts;
    }

    private List<Draft> block(Mapping mapping, Surroundings around) {
        Fields fields = new Fields(mapping, problems);
        for (Entry entry : mapping.entries()) {
            if (!OF_BLOCK.contains(entry.key()) && !Refused.ofTasks().containsKey(entry.key())) {
                boolean ofTask = OF_TASK.contains(entry.key());
                problems.add(
                        "playbook.key.unknown",
                        entry.keyAt(),
                        "a block has no '" + entry.key() + "'",
                        ofTask
                                ? "Say it at the tasks within."
                                : NearestName.hint(
                                        entry.key(),
                                        OF_BLOCK,
                                        "It has " + String.join(", ", new TreeSet<>(OF_BLOCK)) + "."));
            }
        }
        fields.refuse(Refused.ofTasks(), "blocks");
        return tasks(fields.items("block", "a list of tasks"), within(fields, around, "block"));
    }

    /** What goes for a task or block and for all in it. */
    Surroundings within(Fields fields, Surroundings around, String origin) {
        List<Scalar> when = fields.scalars("when", "a condition or a list of conditions");
        when.forEach(condition -> expressions.checkBare(condition, problems));
        Map<String, Definition> vars = variables.of(fields.mapping("vars", "a mapping of names to values"), origin);
        Optional<Scalar> become = checked(fields.scalar("become", "true or false"));
        Optional<Scalar> becomeUser = checked(fields.scalar("become_user", "the name of a user"));
        fields.text("become_method")
                .filter(method -> !method.equals("sudo"))
                .ifPresent(method -> problems.add(
                        "playbook.become_method",
                        fields.at("become_method"),
                        "only sudo is supported as 'become_method'",
                        "Use sudo, or log in as the user."));
        return around.within(vars, when, become, becomeUser, tags(fields), fields.flag("ignore_errors"));
    }

    private Optional<Scalar> checked(Optional<Scalar> scalar) {
        scalar.ifPresent(found -> expressions.check(found, problems));
        return scalar;
    }

    private static List<String> tags(Fields fields) {
        List<String> tags = new ArrayList<>();
        for (Scalar words : fields.words("tags", "a word or a list of words")) {
            for (String tag : words.text().split(",", -1)) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        return tags;
    }

    private List<Draft> task(Mapping mapping, Surroundings around) {
        count++;
        Fields fields = new Fields(mapping, problems);
        Optional<Entry> meta = mapping.entry("meta");
        if (meta.isPresent()) {
            return flush(fields, meta.get());
        }
        fields.refuse(Refused.ofTasks(), "tasks");
        refuseWith(mapping);
        Optional<Entry> module = module(mapping);
        Surroundings inner = within(fields, around, "task");
        if (module.isEmpty()) {
            return List.of();
        }
        return List.of(task(fields, module.get(), inner));
    }

    private List<Draft> flush(Fields fields, Entry meta) {
        String action = fields.text("meta").orElse("");
        if (!action.equals("flush_handlers")) {
            problems.add(
                    "playbook.not_supported",
                    meta.value().at(),
                    "'meta: " + action + "' is not supported",
                    NearestName.hint(action, List.of("flush_handlers"), "Only meta: flush_handlers is."));
        }
        for (Entry entry : fields.mapping().entries()) {
            if (!entry.key().equals("meta") && !entry.key().equals("name")) {
                problems.add(
                        "playbook.key.unknown",
                        entry.keyAt(),
                        "'meta: flush_handlers' takes no '" + entry.key() + "'",
                        "Leave it out.");
            }
        }
        return List.of(new Draft.Flushed(new Flush(fields.mapping().at())));
    }

    private void refuseWith(Mapping mapping) {
        for (Entry entry : mapping.entries()) {
            if (entry.key().startsWith("with_")) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' is Ansible's older form of a loop, and not supported",
                        "Write loop: [...] or loop: \"${list}\".");
            }
        }
    }

    /** The key that names the task's module. */
    private Optional<Entry> module(Mapping mapping) {
        List<Entry> candidates = mapping.entries().stream()
                .filter(entry -> !OF_TASK.contains(entry.key()))
                .filter(entry -> !entry.key().startsWith("with_"))
                .filter(entry -> !Refused.ofTasks().containsKey(ModuleIndex.plain(entry.key())))
                .toList();
        List<Entry> known = candidates.stream()
                .filter(entry -> request.modules().find(entry.key()).isPresent())
                .toList();
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
                unknown(entry, known.isEmpty() && candidates.size() == 1);
            }
        }
        boolean refused = mapping.entries().stream()
                .anyMatch(entry -> Refused.ofTasks().containsKey(ModuleIndex.plain(entry.key())));
        if (candidates.isEmpty() && !refused) {
            problems.add("playbook.module.missing", mapping.at(), "the task names no module", "Write MODULE: { ... }.");
        }
        return known.stream().findFirst();
    }

    private void unknown(Entry entry, boolean mustBeModule) {
        String name = ModuleIndex.plain(entry.key());
        Set<String> names = new TreeSet<>(request.modules().names());
        if (!mustBeModule) {
            names.addAll(OF_TASK);
        }
        String instead = Refused.insteadOfModules().get(name);
        boolean hasInstead = instead != null && request.modules().find(instead).isPresent();
        String remedy = hasInstead
                ? "Use '" + instead + "'."
                : NearestName.hint(
                        name,
                        names,
                        "The modules are " + String.join(", ", request.modules().names()) + ".");
        problems.add(
                mustBeModule ? "playbook.module.unknown" : "playbook.key.unknown",
                entry.keyAt(),
                mustBeModule
                        ? "there is no module '" + entry.key() + "'"
                        : "'" + entry.key() + "' is neither a module nor a word for tasks",
                remedy);
    }

    private Draft task(Fields fields, Entry module, Surroundings around) {
        ModuleType type = request.modules().find(module.key()).orElseThrow();
        VariableScope scope = around.scope();
        Template<Desired<?>> state = decoder.decode(type, module.value(), module.keyAt(), scope, problems);
        Optional<YamlNode> loop = fields.get("loop");
        loop.ifPresent(node -> checkLoop(fields, node));
        Optional<Scalar> until = bare(fields, "until");
        Optional<Scalar> changedWhen = bare(fields, "changed_when");
        Optional<Scalar> failedWhen = bare(fields, "failed_when");
        List<Scalar> ofResult = new ArrayList<>();
        until.ifPresent(ofResult::add);
        changedWhen.ifPresent(ofResult::add);
        failedWhen.ifPresent(ofResult::add);
        List<Scalar> notified = fields.words("notify", "the name of a handler, or a list of names");
        boolean become = request.become();
        Task task = new Task(
                fields.mapping().at().fileAndLine() + "#" + play + "." + count,
                fields.scalar("name", "a text").map(Scalar::text).orElse(type.name()),
                type.name(),
                fields.mapping().at(),
                state,
                new BecomeTemplate(
                        expressions,
                        scope,
                        around.become(),
                        around.becomeUser(),
                        become,
                        request.becomeUser().orElse("root")),
                around.when().stream()
                        .map(condition -> condition(condition, "when", scope))
                        .toList(),
                loop.map(node -> loop(node, scope)),
                loopVariable(fields),
                register(fields),
                until.map(condition -> until(fields, condition, scope)),
                handlers.map(known -> known.resolve(notified, problems))
                        .orElseGet(() -> notified.stream().map(Scalar::text).toList()),
                changedWhen.map(condition -> condition(condition, "changed_when", scope)),
                failedWhen.map(condition -> condition(condition, "failed_when", scope)),
                around.ignoreErrors(),
                around.tags());
        refuseLoneRetries(fields, until);
        List<String> topics = fields.words("listen", "a word or a list of words").stream()
                .map(Scalar::text)
                .toList();
        if (handlers.isPresent() && !topics.isEmpty()) {
            problems.add("playbook.key.unknown", fields.at("listen"), "only handlers listen", "Use notify.");
        }
        return new Draft.Tasked(task, type, scope, module.value(), around.when(), loop, ofResult, topics);
    }

    private void checkLoop(Fields fields, YamlNode node) {
        if (node instanceof Mapping) {
            fields.wrong("loop", node, "a list");
        } else if (node instanceof Scalar scalar && Expressions.isStatic(scalar)) {
            problems.add(
                    "playbook.type",
                    scalar.at(),
                    "'loop' must be a list, and this is '" + scalar.text() + "'",
                    "Write a list, or \"${" + scalar.text() + "}\" if that is a variable.");
        } else {
            expressions.check(node, problems);
        }
    }

    private Template<List<Data>> loop(YamlNode node, VariableScope scope) {
        return environment -> {
            Data data = expressions.evaluate(node, "loop", scope, environment);
            if (data instanceof Data.Sequence sequence) {
                return sequence.items();
            }
            throw new EvaluationException(new Problem(
                    "playbook.type",
                    Optional.of(node.at()),
                    "'loop' must be a list, and this is " + Kinds.describe(data),
                    "Give a list; of a mapping take map?keys or map?values."));
        };
    }

    private String loopVariable(Fields fields) {
        Mapping control =
                fields.mapping("loop_control", "a mapping with loop_var").orElse(null);
        if (control == null) {
            return USUAL_ITEM;
        }
        for (Entry entry : control.entries()) {
            if (!entry.key().equals("loop_var")) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' of loop_control is not supported",
                        NearestName.hint(entry.key(), List.of("loop_var"), "Leave it out."));
            }
        }
        return name(new Fields(control, problems), "loop_var").orElse(USUAL_ITEM);
    }

    private Optional<String> register(Fields fields) {
        return name(fields, "register");
    }

    private Optional<String> name(Fields fields, String key) {
        return fields.text(key).filter(name -> {
            boolean fits = Variables.NAME.matcher(name).matches() && !VariableScope.MAGIC.contains(name);
            if (!fits) {
                problems.add(
                        "playbook.variable.name",
                        fields.get(key).map(YamlNode::at).orElse(fields.at(key)),
                        "'" + name + "' can't be the name of a variable",
                        "Use letters, digits and underscores, and no name that has a meaning of its own.");
            }
            return fits;
        });
    }

    private Task.Until until(Fields fields, Scalar condition, VariableScope scope) {
        return new Task.Until(
                condition(condition, "until", scope),
                fields.whole("retries").orElse(USUAL_RETRIES),
                Duration.ofSeconds(fields.whole("delay").orElse(USUAL_DELAY_SECONDS)));
    }

    private void refuseLoneRetries(Fields fields, Optional<Scalar> until) {
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

    private Optional<Scalar> bare(Fields fields, String key) {
        Optional<Scalar> scalar = fields.scalar(key, "a condition");
        scalar.ifPresent(condition -> expressions.checkBare(condition, problems));
        return scalar;
    }

    private Template<Boolean> condition(Scalar condition, String keyword, VariableScope scope) {
        return environment -> expressions.condition(condition, keyword, scope, environment);
    }
}
