package dev.plumbline.core.playbook;

import dev.plumbline.core.program.Block;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Meta;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads lists of tasks, with blocks, includes and words about the course of the play among them. */
final class NodeReader {
    /** What may stand where a module's name stands. */
    static final Set<String> WORDS = Set.of(
            "block",
            "meta",
            "set_fact",
            "include_vars",
            "include_tasks",
            "import_tasks",
            "include_role",
            "import_role");

    private static final Map<String, Meta.Word> METAS = Map.of(
            "end_play", Meta.Word.END_PLAY,
            "end_host", Meta.Word.END_HOST,
            "clear_host_errors", Meta.Word.CLEAR_HOST_ERRORS);
    static final Set<String> ALL_METAS = Set.of("flush_handlers", "end_play", "end_host", "clear_host_errors", "noop");

    private final Reading reading;
    private final Problems problems;
    private final SharedWords shared;
    private final LoopReader loops;
    private final TaskReader tasks;
    private final IncludeReader includes;
    private final RoleReader roles;

    NodeReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
        this.shared = new SharedWords(problems);
        this.loops = new LoopReader(problems);
        this.tasks = new TaskReader(reading);
        this.includes = new IncludeReader(reading, this);
        this.roles = new RoleReader(reading, this);
    }

    RoleReader roles() {
        return roles;
    }

    List<Draft> nodes(List<YamlNode> nodes, Surroundings around) {
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode node : nodes) {
            mapping(node).ifPresent(mapping -> drafts.addAll(node(mapping, around)));
        }
        return drafts;
    }

    private Optional<Mapping> mapping(YamlNode node) {
        if (node instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.add(
                "playbook.task",
                node.at(),
                "a task is a mapping, and this is " + node.kind(),
                "Write - MODULE: { ... }.");
        return Optional.empty();
    }

    private List<Draft> node(Mapping mapping, Surroundings around) {
        Fields fields = new Fields(mapping, problems);
        for (Entry entry : mapping.entries()) {
            switch (ModuleIndex.plain(entry.key())) {
                case "block" -> {
                    return block(fields, around);
                }
                case "meta" -> {
                    return meta(fields, entry, around);
                }
                case "include_tasks", "import_tasks" -> {
                    return includes.read(fields, entry, around);
                }
                case "include_role", "import_role" -> {
                    return roles.task(fields, entry, around);
                }
                default -> {}
            }
        }
        return tasks.task(mapping, around, false).<List<Draft>>map(List::of).orElse(List.of());
    }

    /** Handlers; only tasks and plain blocks of them can be. */
    List<Draft.Tasked> handlers(List<YamlNode> nodes, Surroundings around) {
        List<Draft.Tasked> handlers = new ArrayList<>();
        for (YamlNode node : nodes) {
            Optional<Mapping> mapping = mapping(node);
            if (mapping.isEmpty()) {
                continue;
            }
            Optional<Entry> word = mapping.get().entries().stream()
                    .filter(entry -> WORDS.contains(ModuleIndex.plain(entry.key())))
                    .filter(entry -> !VariableTasks.WORDS.contains(ModuleIndex.plain(entry.key())))
                    .findFirst();
            if (word.isEmpty()) {
                tasks.task(mapping.get(), around, true).ifPresent(handlers::add);
            } else if (word.get().key().equals("block") && !isMoreThanPlain(new Fields(mapping.get(), problems))) {
                Fields fields = new Fields(mapping.get(), problems);
                refuse(fields, "a block", Keywords.OF_BLOCK, Set.of());
                handlers.addAll(
                        handlers(fields.items("block", "a list of tasks"), shared.within(fields, around, "block")));
            } else {
                problems.add(
                        word.get().key().equals("meta") ? "playbook.handler.flush" : "playbook.handler.kind",
                        word.get().keyAt(),
                        word.get().key().equals("meta")
                                ? "a handler can't flush the handlers"
                                : "a handler can't be '" + word.get().key() + "'",
                        word.get().key().equals("meta")
                                ? "Move it to the tasks."
                                : "Write the tasks as handlers, and let them listen to one word.");
            }
        }
        return handlers;
    }

    private static boolean isMoreThanPlain(Fields fields) {
        return Set.of("rescue", "always", "loop", "with_items", "with_list", "with_dict", "serial").stream()
                .anyMatch(key -> fields.get(key).isPresent());
    }

    private void refuse(Fields fields, String kind, Set<String> known, Set<String> alsoKnown) {
        Set<String> refused = new HashSet<>(Refused.ofTasks().keySet());
        refused.addAll(alsoKnown);
        Keywords.check(fields, kind, known, refused);
        fields.refuse(Refused.ofTasks(), kind.contains("block") ? "blocks" : "includes");
    }

    private List<Draft> block(Fields fields, Surroundings around) {
        refuse(fields, "a block", Keywords.OF_BLOCK, Set.of());
        Surroundings inner = shared.within(fields, around, "block");
        Optional<LoopReader.Looped> loop = loops.read(fields, inner);
        Surroundings looped = loop.map(found -> inner.pending(found.names())).orElse(inner);
        List<Draft> body = nodes(fields.items("block", "a list of tasks"), looped);
        List<Draft> rescue = nodes(
                fields.items("rescue", "a list of tasks"),
                looped.pending(List.of("ansible_failed_task", "ansible_failed_result")));
        List<Draft> always = nodes(fields.items("always", "a list of tasks"), looped);
        if (!isMoreThanPlain(fields)) {
            return body;
        }
        String name = fields.scalar("name", "a text")
                .map(YamlNode.Scalar::text)
                .orElse("the block at " + fields.mapping().at().fileAndLine());
        Block block = new Block(
                name,
                fields.mapping().at(),
                loop.map(LoopReader.Looped::loop),
                RolloutReader.sizes(fields),
                List.of(),
                List.of(),
                List.of());
        return List.of(new Draft.Blocked(block, body, rescue, always));
    }

    private List<Draft> meta(Fields fields, Entry meta, Surroundings around) {
        String id = reading.nextId(fields.mapping().at());
        String word = fields.text(meta.key()).orElse("");
        if (!ALL_METAS.contains(word)) {
            problems.add(
                    "playbook.not_supported",
                    meta.value().at(),
                    "'meta: " + word + "' is not supported",
                    Refused.ofMeta()
                            .getOrDefault(
                                    word,
                                    NearestName.hint(
                                            word,
                                            ALL_METAS,
                                            "There are flush_handlers, end_play, end_host, clear_host_errors and"
                                                    + " noop.")));
        }
        boolean conditional = METAS.containsKey(word);
        for (Entry entry : fields.mapping().entries()) {
            String key = ModuleIndex.plain(entry.key());
            boolean known = Keywords.OF_META.contains(key) && (conditional || !key.equals("when"));
            if (!known) {
                problems.add(
                        "playbook.key.unknown",
                        entry.keyAt(),
                        "'meta: " + word + "' takes no '" + entry.key() + "'",
                        "Leave it out.");
            }
        }
        if (word.equals("flush_handlers")) {
            return List.of(new Draft.Plain(new Flush(fields.mapping().at(), id), Optional.empty()));
        }
        if (!conditional) {
            return List.of();
        }
        List<YamlNode.Scalar> when = new ArrayList<>(around.when());
        when.addAll(shared.when(fields, around));
        TaskReader.Conditions conditions =
                new TaskReader.Conditions(around.base().expressions(), around.scope());
        List<String> tags = new ArrayList<>(around.tags());
        tags.addAll(SharedWords.tags(fields));
        Meta node = new Meta(
                fields.mapping().at(),
                Optional.ofNullable(METAS.get(word)).orElseThrow(),
                conditions.all(when, "when"));
        return List.of(new Draft.Plain(node, Optional.of(tags)));
    }
}
