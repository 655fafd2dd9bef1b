package dev.plumbline.core.playbook;

import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads roles: those of a play, those among its tasks, and those that they depend on. */
final class RoleReader {
    private static final Set<String> OF_ARGUMENTS =
            Set.of("name", "tasks_from", "vars_from", "defaults_from", "handlers_from", "apply");

    private final Reading reading;
    private final Problems problems;
    private final NodeReader nodes;
    private final IncludeReader includes;
    private final SharedWords shared;
    private final Set<String> done = new HashSet<>();
    private final Set<String> withHandlers = new HashSet<>();

    RoleReader(Reading reading, NodeReader nodes) {
        this.reading = reading;
        this.problems = reading.problems();
        this.nodes = nodes;
        this.includes = new IncludeReader(reading, nodes);
        this.shared = new SharedWords(problems);
    }

    /** One use of a role; {@code files} says which file each of its parts is read from. */
    private record Use(
            String name, Position at, Map<String, Definition> parameters, Map<String, String> files, String key) {

        String file(String part) {
            return files.getOrDefault(part, "main");
        }
    }

    /** What a role hands up to those that depend on it. */
    private record Handed(List<Draft> drafts, Map<String, Definition> defaults, Map<String, Definition> vars) {}

    /** The roles of a play. */
    List<Draft> section(Fields play, Surroundings around) {
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode item : play.items("roles", "a list of roles")) {
            drafts.addAll(listed(item, around).drafts());
        }
        return drafts;
    }

    /** A role in a list: its name, or a mapping with it. */
    private Handed listed(YamlNode item, Surroundings around) {
        Handed nothing = new Handed(List.of(), Map.of(), Map.of());
        if (item instanceof Scalar scalar && !scalar.isNothing()) {
            return once(new Use(scalar.text(), scalar.at(), Map.of(), Map.of(), scalar.text()), around);
        }
        if (!(item instanceof Mapping mapping)) {
            problems.add(
                    "playbook.role",
                    item.at(),
                    "a role is a name or a mapping, and this is " + item.kind(),
                    "Write - NAME.");
            return nothing;
        }
        Fields fields = new Fields(mapping, problems);
        String key = mapping.get("role").isPresent() ? "role" : "name";
        Optional<String> name = fields.text(key);
        for (Entry entry : mapping.entries()) {
            if (!Keywords.OF_ROLE.contains(entry.key()) && !Refused.ofTasks().containsKey(entry.key())) {
                problems.add(
                        "playbook.key.unknown",
                        entry.keyAt(),
                        "a role has no '" + entry.key() + "'",
                        NearestName.hint(
                                entry.key(),
                                Keywords.OF_ROLE,
                                "Give it as a variable: vars: { " + entry.key() + ": ... }."));
            }
        }
        fields.refuse(Refused.ofTasks(), "roles");
        if (name.isEmpty()) {
            problems.add("playbook.role", mapping.at(), "the role has no name", "Write - role: NAME.");
            return nothing;
        }
        Map<String, Definition> parameters = shared.variables(fields, around, "the role's vars");
        Surroundings inner = shared.within(fields, around, "the role's vars").in(around.scope());
        String identity = name.get() + written(mapping);
        return once(new Use(name.get(), fields.get(key).orElse(mapping).at(), parameters, Map.of(), identity), inner);
    }

    private static String written(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> scalar.text();
            case YamlNode.Sequence sequence ->
                sequence.items().stream().map(RoleReader::written).toList().toString();
            case Mapping mapping ->
                mapping.entries().stream()
                        .filter(entry ->
                                !entry.key().equals("role") && !entry.key().equals("name"))
                        .map(entry -> entry.key() + "=" + written(entry.value()))
                        .toList()
                        .toString();
        };
    }

    /** A role that the play already has, with the same words, is not done again unless it wants to be. */
    private Handed once(Use use, Surroundings around) {
        String key = use.key().endsWith("[]") ? use.key().substring(0, use.key().length() - 2) : use.key();
        boolean again = !done.add(key);
        Handed handed = read(use, around);
        boolean repeats = again && !find(use).map(this::allowsDuplicates).orElse(false);
        return repeats ? new Handed(List.of(), handed.defaults(), handed.vars()) : handed;
    }

    private boolean allowsDuplicates(Path folder) {
        return meta(folder, new Position(reading.sources().shown(folder), 1, 1))
                .flatMap(meta -> new Fields(meta, problems).flag("allow_duplicates"))
                .orElse(false);
    }

    /** {@code include_role} and {@code import_role}. */
    List<Draft> task(Fields fields, Entry word, Surroundings around) {
        String kind = ModuleIndex.plain(word.key());
        if (!(word.value() instanceof Mapping mapping)
                || !(mapping.get("name").orElse(null) instanceof Scalar name)
                || name.isNothing()) {
            problems.add(
                    "playbook.arguments",
                    word.value().at(),
                    "'" + kind + "' needs the name of a role",
                    "Write " + kind + ": { name: NAME }.");
            return List.of();
        }
        Fields arguments = new Fields(mapping, problems);
        for (Entry entry : mapping.entries()) {
            String refused = Refused.ofRoleArguments().get(entry.key());
            if (refused != null) {
                problems.add(
                        "playbook.not_supported",
                        entry.keyAt(),
                        "'" + entry.key() + "' of " + kind + " is not supported",
                        refused);
            }
        }
        Keywords.check(
                arguments,
                "'" + kind + "'",
                OF_ARGUMENTS,
                Refused.ofRoleArguments().keySet());
        Map<String, String> files = new LinkedHashMap<>();
        for (String part : List.of("tasks", "vars", "defaults", "handlers")) {
            arguments.text(part + "_from").ifPresent(file -> files.put(part, file));
        }
        Map<String, Definition> parameters = shared.variables(fields, around, "the role's vars");
        return includes.include(
                fields,
                word,
                name,
                around,
                reading.request().roleDirectories(),
                true,
                (each, inner) -> read(new Use(each, name.at(), parameters, files, each), inner)
                        .drafts());
    }

    private Optional<Path> find(Use use) {
        return reading.request().roleDirectories().stream()
                .map(folder -> folder.resolve(use.name()).normalize())
                .filter(Files::isDirectory)
                .findFirst();
    }

    private Handed read(Use use, Surroundings around) {
        Handed nothing = new Handed(List.of(), Map.of(), Map.of());
        Optional<Path> folder = find(use);
        if (folder.isEmpty()) {
            notFound(use);
            return nothing;
        }
        List<Path> open = around.base().open();
        if (open.contains(folder.get()) && use.files().isEmpty()) {
            problems.add(
                    "playbook.role.circle",
                    use.at(),
                    "the role '" + use.name() + "' depends on itself",
                    "End the circle.");
            return nothing;
        }
        Base.Role role = new Base.Role(use.name(), folder.get());
        return read(use, role, around.at(around.base().within(reading.request(), role, problems)));
    }

    private Handed read(Use use, Base.Role role, Surroundings around) {
        Optional<Mapping> meta = meta(role.folder(), use.at());
        Map<String, Definition> defaults = new LinkedHashMap<>();
        Map<String, Definition> vars = new LinkedHashMap<>();
        List<Draft> drafts = new ArrayList<>();
        for (YamlNode dependency : meta.map(found -> new Fields(found, problems))
                .map(fields -> fields.items("dependencies", "a list of roles"))
                .orElse(List.of())) {
            Handed handed = listed(dependency, around);
            drafts.addAll(handed.drafts());
            defaults.putAll(handed.defaults());
            vars.putAll(handed.vars());
        }
        RoleArguments arguments = RoleArguments.read(reading, role, use.file("tasks"), use.at(), meta);
        defaults.putAll(arguments.defaults());
        defaults.putAll(variables(use, role, "defaults", around));
        vars.putAll(variables(use, role, "vars", around));
        VariableScope scope = around.scope()
                .withDefaults(defaults)
                .within(vars)
                .within(use.parameters())
                .within(RoleArguments.ownNames(role));
        Surroundings inner = around.in(scope);
        handlers(use, role, inner);
        arguments.check(reading, use.name(), use.at(), use.parameters(), inner).ifPresent(drafts::add);
        drafts.addAll(tasks(use, role, inner));
        return new Handed(drafts, defaults, vars);
    }

    private void notFound(Use use) {
        List<Path> folders = reading.request().roleDirectories();
        Set<String> known = new TreeSet<>(Sources.matching(folders, "*", true));
        problems.add(
                "playbook.role.not_found",
                use.at(),
                "there is no role '" + use.name() + "'; looked in "
                        + String.join(
                                ", ",
                                folders.stream()
                                        .map(reading.sources()::shown)
                                        .distinct()
                                        .toList()),
                NearestName.hint(use.name(), known, "Put it into roles/ beside the playbook."));
    }

    private Optional<Mapping> meta(Path folder, Position asked) {
        Optional<Path> file = Sources.find(List.of(folder.resolve("meta")), "main");
        return file.flatMap(found -> reading.sources().read(found, asked))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast);
    }

    private Map<String, Definition> variables(Use use, Base.Role role, String part, Surroundings around) {
        return file(use, role, part)
                .flatMap(found -> reading.sources().variables(found, use.at()))
                .map(document -> {
                    if (!(document instanceof Mapping)) {
                        problems.add(
                                "playbook.vars_files",
                                document.at(),
                                "a file of variables holds a mapping, and this is " + document.kind(),
                                "Write name: value.");
                    }
                    return document;
                })
                .filter(Mapping.class::isInstance)
                .map(mapping -> new Variables(around.base().expressions(), problems)
                        .of(Optional.of((Mapping) mapping), part + " of role " + use.name()))
                .orElse(Map.of());
    }

    /** What a part of the role holds; a file that is asked for by name must be there. */
    private Optional<YamlNode> document(Use use, Base.Role role, String part) {
        return file(use, role, part).flatMap(found -> reading.sources().read(found, use.at()));
    }

    private Optional<Path> file(Use use, Base.Role role, String part) {
        Optional<Path> file = Sources.find(List.of(role.in(part)), use.file(part));
        if (file.isEmpty() && use.files().containsKey(part)) {
            problems.add(
                    "playbook.role.file",
                    use.at(),
                    "the role '" + use.name() + "' has no " + part + "/" + use.file(part),
                    NearestName.hint(
                            use.file(part),
                            Sources.matching(List.of(role.in(part)), "*", false),
                            "Correct " + part + "_from."));
        }
        return file;
    }

    private void handlers(Use use, Base.Role role, Surroundings inner) {
        if (withHandlers.add(use.name() + "/" + use.file("handlers"))) {
            Optional<YamlNode> document = document(use, role, "handlers");
            if (document.isPresent() && document.get() instanceof YamlNode.Sequence sequence) {
                reading.roleHandlers().addAll(nodes.handlers(sequence.items(), inner.when(List.of())));
            }
        }
    }

    private List<Draft> tasks(Use use, Base.Role role, Surroundings inner) {
        Optional<Path> file = file(use, role, "tasks");
        Scalar asked = Scalar.plain(use.name(), use.at());
        return file.map(found -> includes.tasks(found, asked, inner)).orElse(List.of());
    }
}
