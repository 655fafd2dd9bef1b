package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.program.Include;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads {@code include_tasks} and {@code import_tasks}, and what all includes have in common. */
final class IncludeReader {
    private static final int DEEPEST = 40;

    private final Reading reading;
    private final Problems problems;
    private final NodeReader nodes;
    private final SharedWords shared;
    private final LoopReader loops;

    IncludeReader(Reading reading, NodeReader nodes) {
        this.reading = reading;
        this.problems = reading.problems();
        this.nodes = nodes;
        this.shared = new SharedWords(problems);
        this.loops = new LoopReader(problems);
    }

    List<Draft> read(Fields fields, Entry word, Surroundings around) {
        Optional<Scalar> file = file(word);
        return file.isEmpty()
                ? List.of()
                : include(
                        fields,
                        word,
                        file.get(),
                        around,
                        around.base().folders("tasks", reading.request().directory()),
                        false,
                        (name, inner) -> tasks(name, file.get(), inner));
    }

    private Optional<Scalar> file(Entry word) {
        if (word.value() instanceof Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar);
        }
        Optional<Scalar> file = Optional.empty();
        if (word.value() instanceof Mapping mapping) {
            Fields arguments = new Fields(mapping, problems);
            Keywords.check(arguments, "'" + word.key() + "'", Set.of("file", "apply"), Set.of());
            file = arguments.scalar("file", "the name of a file");
        }
        if (file.isEmpty()) {
            problems.add(
                    "playbook.arguments",
                    word.value().at(),
                    "'" + word.key() + "' needs the name of a file",
                    "Write " + word.key() + ": x.yml.");
        }
        return file;
    }

    /**
     * Reads an include.
     *
     * @param folders where the names are looked for that are not known yet
     * @param branch what is included under a name
     */
    List<Draft> include(
            Fields fields,
            Entry word,
            Scalar name,
            Surroundings around,
            List<Path> folders,
            boolean directories,
            BiFunction<String, Surroundings, List<Draft>> branch) {
        String kind = ModuleIndex.plain(word.key());
        String id = reading.nextId(fields.mapping().at());
        Keywords.check(
                fields,
                "'" + kind + "'",
                Keywords.OF_INCLUDE,
                union(Refused.ofTasks().keySet(), kind));
        fields.refuse(Refused.ofTasks(), "includes");
        around.base().expressions().check(name, problems);
        Surroundings inner = applied(word, shared.within(fields, around, "include"));
        Optional<LoopReader.Looped> loop = loops.read(fields, inner);
        boolean fixed = Expressions.isStatic(name);
        if (kind.startsWith("import")) {
            refuseDynamic(kind, fields, name, loop.isPresent(), fixed);
            return fixed ? branch.apply(name.text(), inner) : List.of();
        }
        boolean conditional = fields.get("when").isPresent();
        if (fixed && loop.isEmpty() && !conditional) {
            return branch.apply(name.text(), inner);
        }
        Surroundings looped = loop.map(found -> inner.pending(found.names())).orElse(inner);
        Candidates candidates = new Candidates(reading);
        Candidates.Found found = candidates.of(name, looped, folders, directories);
        Map<String, List<Draft>> branches = new LinkedHashMap<>();
        Expressions expressions = inner.base().expressions();
        List<Template<Boolean>> when = new TaskReader.Conditions(expressions, inner.scope()).all(inner.when(), "when");
        Template<String> choice = candidates.choice(name, expressions, inner.scope(), branches.keySet());
        List<String> read = found.names().stream()
                .filter(each -> !found.guessed() || !isOpen(each, folders, around))
                .toList();
        for (String each : read) {
            List<Template<Boolean>> gates = new ArrayList<>(when);
            gates.add(environment -> choice.evaluate(environment).equals(each));
            branches.put(each, branch.apply(each, looped.when(around.when()).behind(gates)));
        }
        String label = fields.scalar("name", "a text").map(Scalar::text).orElse(kind + " " + name.text());
        Include include = new Include(
                id,
                around.base()
                        .role()
                        .map(role -> role.name() + Handlers.OF_ROLE + label)
                        .orElse(label),
                kind,
                fields.mapping().at(),
                when,
                loop.map(LoopReader.Looped::loop),
                choice,
                fixed,
                Map.of());
        return List.of(new Draft.Included(include, branches));
    }

    private static Set<String> union(Set<String> words, String word) {
        Set<String> all = new HashSet<>(words);
        all.add(word);
        return all;
    }

    /** What {@code apply:} says for all that is included. */
    private Surroundings applied(Entry word, Surroundings around) {
        if (word.value() instanceof Mapping mapping && mapping.get("apply").orElse(null) instanceof Mapping apply) {
            Fields fields = new Fields(apply, problems);
            Keywords.check(fields, "'apply'", Keywords.OF_INCLUDE, Set.of());
            return shared.within(fields, around, "apply");
        }
        return around;
    }

    private void refuseDynamic(String kind, Fields fields, Scalar name, boolean looped, boolean fixed) {
        String other = kind.replace("import", "include");
        if (looped) {
            problems.add(
                    "playbook.import.loop",
                    fields.at("loop"),
                    "'" + kind + "' can't be looped",
                    "Write " + other + ".");
        }
        if (!fixed) {
            problems.add(
                    "playbook.no_expression",
                    name.at(),
                    "'" + kind + "' can't hold an expression",
                    "Write " + other + ", which is chosen for each host.");
        }
    }

    private static boolean isOpen(String name, List<Path> folders, Surroundings around) {
        return Sources.find(folders, name)
                .filter(around.base().open()::contains)
                .isPresent();
    }

    /** The tasks of a file. */
    private List<Draft> tasks(String name, Scalar asked, Surroundings around) {
        List<Path> folders = around.base().folders("tasks", reading.request().directory());
        Optional<Path> file = Sources.find(folders, name);
        if (file.isEmpty()) {
            problems.add(
                    "playbook.include.not_found",
                    asked.at(),
                    "there is no file of tasks '" + name + "'; looked in "
                            + String.join(
                                    ", ",
                                    folders.stream()
                                            .map(reading.sources()::shown)
                                            .distinct()
                                            .toList()),
                    NearestName.hint(name, Sources.matching(folders, "*.y*ml", false), "Correct the name."));
            return List.of();
        }
        return tasks(file.get(), asked, around);
    }

    List<Draft> tasks(Path file, Scalar asked, Surroundings around) {
        List<Path> open = around.base().open();
        if (open.contains(file) || open.size() > DEEPEST) {
            problems.add(
                    "playbook.include.circle",
                    asked.at(),
                    "'" + reading.sources().shown(file) + "' includes itself: "
                            + String.join(
                                    " includes ",
                                    open.stream().map(reading.sources()::shown).toList()),
                    "End the circle; for repetition use a loop.");
            return List.of();
        }
        Optional<YamlNode> document = reading.sources().read(file, asked.at());
        if (document.isPresent() && !(document.get() instanceof YamlNode.Sequence)) {
            problems.add(
                    "playbook.document",
                    document.get().at(),
                    "a file of tasks holds a list of tasks, and this is "
                            + document.get().kind(),
                    "Begin each task with '- '.");
        }
        return document.filter(YamlNode.Sequence.class::isInstance)
                .map(sequence -> nodes.nodes(
                        ((YamlNode.Sequence) sequence).items(),
                        around.at(around.base().opening(file))))
                .orElse(List.of());
    }
}
