package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Loads a playbook into a program, and finds all that can be known to be wrong with it before a host is contacted. */
public final class PlaybookLoader {
    private final PlaybookRequest request;
    private final Problems problems = new Problems();
    private final Sources sources;
    private final Base base;
    private final Set<HostName> limited = new HashSet<>();
    private final List<Play> plays = new ArrayList<>();

    private PlaybookLoader(PlaybookRequest request) {
        this.request = request;
        this.sources = new Sources(request, problems);
        this.base = Base.of(request, request.directory());
    }

    /**
     * Loads.
     *
     * @throws ProblemsException with all problems of all files, where there are any
     */
    public static Program load(PlaybookRequest request) {
        return new PlaybookLoader(request).load();
    }

    private Program load() {
        limit();
        checkDefinitions();
        ProgramCheck check = new ProgramCheck(base.expressions(), request.inventory());
        Path file = request.playbook().toAbsolutePath().normalize();
        if (Files.exists(file)) {
            VariableScope scope = VariableScope.of(
                    request.inventory(), request.extra(), request.directory().toString());
            playbook(request, file, Surroundings.of(base, scope).at(base.opening(file)), check);
        } else {
            problems.add("playbook.not_found", "there is no playbook '" + request.shown() + "'", "Correct its name.");
        }
        if (plays.isEmpty() && problems.isEmpty()) {
            problems.add(
                    "playbook.empty",
                    new Position(request.shown(), 1, 1),
                    "the playbook holds no play",
                    "Begin one with '- hosts: ...'.");
        }
        if (problems.isEmpty()) {
            check.report(problems);
        }
        problems.throwIfAny();
        return new Program(request.shown(), plays, hosts());
    }

    private void playbook(PlaybookRequest of, Path file, Surroundings around, ProgramCheck check) {
        Optional<YamlNode> document = sources.read(file, new Position(sources.shown(file), 1, 1));
        if (document.isPresent() && !(document.get() instanceof YamlNode.Sequence)) {
            problems.add(
                    "playbook.document",
                    document.get().at(),
                    "a playbook is a list of plays, and this is "
                            + document.get().kind(),
                    "Begin each play with '- hosts: ...'.");
        }
        if (!(document.orElse(null) instanceof YamlNode.Sequence sequence)) {
            return;
        }
        PlayReader reader = new PlayReader(of, sources, problems, limited, check);
        for (YamlNode node : sequence.items()) {
            if (!(node instanceof Mapping mapping)) {
                problems.add(
                        "playbook.play",
                        node.at(),
                        "a play is a mapping, and this is " + node.kind(),
                        "Write - hosts: ....");
                continue;
            }
            Optional<YamlNode.Entry> imported = mapping.entries().stream()
                    .filter(entry -> ModuleIndex.plain(entry.key()).equals("import_playbook"))
                    .findFirst();
            if (imported.isPresent()) {
                importPlaybook(new Fields(mapping, problems), imported.get(), around, check);
            } else {
                plays.add(reader.read(mapping, around, plays.size() + 1));
            }
        }
    }

    private void importPlaybook(Fields fields, YamlNode.Entry word, Surroundings around, ProgramCheck check) {
        Keywords.check(fields, "'import_playbook'", Keywords.OF_IMPORT, Set.of());
        Optional<String> name = fields.text(word.key());
        if (name.isEmpty()) {
            return;
        }
        Path file = around.base().directory().resolve(name.get()).normalize();
        List<Path> open = around.base().open();
        if (!Files.isRegularFile(file)) {
            problems.add(
                    "playbook.include.not_found",
                    word.value().at(),
                    "there is no playbook '" + name.get() + "' beside this one",
                    NearestName.hint(
                            name.get(),
                            Sources.matching(List.of(around.base().directory()), "*.y*ml", false),
                            "Correct its name."));
        } else if (open.contains(file)) {
            problems.add(
                    "playbook.include.circle",
                    word.value().at(),
                    "'" + sources.shown(file) + "' imports itself",
                    "End the circle.");
        } else {
            PlaybookRequest of = request.of(file, sources.shown(file));
            Base there = Base.of(of, Sources.parent(file));
            Base opened = new Base(
                    there.directory(), open, there.role(), there.expressions(), there.decoder(), there.modules());
            Surroundings inner = new SharedWords(problems).within(fields, around, "import_playbook");
            playbook(of, file, inner.at(opened.opening(file)), check);
        }
    }

    private void limit() {
        if (request.limit().isEmpty()) {
            limited.addAll(request.inventory().hosts());
            return;
        }
        String pattern = request.limit().get();
        try {
            limited.addAll(request.inventory().select(pattern));
            if (limited.isEmpty()) {
                problems.add(
                        "inventory.limit.no_host",
                        "the limit '" + pattern + "' matches no host",
                        NearestName.hint(
                                pattern, PlayReader.hostWords(request), "See 'plumb inventory' for hosts and groups."));
            }
        } catch (IllegalArgumentException e) {
            problems.add("inventory.pattern", "the limit '" + pattern + "': " + e.getMessage(), "Correct the pattern.");
        }
    }

    private void checkDefinitions() {
        Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.addAll(request.extra().values());
        for (HostName host : request.inventory().hosts()) {
            seen.addAll(request.inventory().variables(host).values());
        }
        seen.stream()
                .sorted(Comparator.comparing(
                                (Definition definition) -> definition.at().file())
                        .thenComparingInt(definition -> definition.at().line())
                        .thenComparingInt(definition -> definition.at().column()))
                .forEach(definition -> base.expressions().check(definition.node(), problems));
    }

    /** An expression may look at any host of the inventory by {@code hostvars}, and a task be delegated to any. */
    private List<HostName> hosts() {
        Set<HostName> hosts = new LinkedHashSet<>();
        plays.forEach(play -> hosts.addAll(play.hosts()));
        hosts.addAll(request.inventory().hosts());
        return List.copyOf(hosts);
    }
}
