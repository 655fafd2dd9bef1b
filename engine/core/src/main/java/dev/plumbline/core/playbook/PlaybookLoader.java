package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Loads a playbook into a program, and finds all that can be known to be wrong with it before a host is contacted. */
public final class PlaybookLoader {
    private static final Set<String> OF_PLAY = Set.of(
            "name",
            "hosts",
            "become",
            "become_user",
            "become_method",
            "vars",
            "vars_files",
            "pre_tasks",
            "tasks",
            "post_tasks",
            "handlers",
            "gather_facts",
            "tags");

    private final PlaybookRequest request;
    private final Problems problems = new Problems();
    private final Expressions expressions;
    private final ArgumentDecoder decoder;
    private final Set<HostName> limited = new HashSet<>();

    private PlaybookLoader(PlaybookRequest request) {
        this.request = request;
        Path project = request.project().toAbsolutePath().normalize();
        this.expressions = new Expressions(new TemplateFiles(request.templateDirectories(), project));
        this.decoder = new ArgumentDecoder(expressions, new LocalFiles(request.fileDirectories(), project));
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
        VariableScope scope = VariableScope.of(
                request.inventory(), request.extra(), request.directory().toString());
        List<Play> plays = new ArrayList<>();
        ProgramCheck check = new ProgramCheck(expressions, request.inventory());
        Optional<YamlNode> document = read();
        if (document.isPresent() && document.get() instanceof YamlNode.Sequence sequence) {
            for (YamlNode node : sequence.items()) {
                if (node instanceof Mapping mapping) {
                    plays.add(play(mapping, scope, plays.size() + 1, check));
                } else {
                    problems.add(
                            "playbook.play",
                            node.at(),
                            "a play is a mapping, and this is " + node.kind(),
                            "Write - hosts: ....");
                }
            }
        } else if (document.isPresent()) {
            problems.add(
                    "playbook.document",
                    document.get().at(),
                    "a playbook is a list of plays, and this is "
                            + document.get().kind(),
                    "Begin each play with '- hosts: ...'.");
        } else if (problems.isEmpty()) {
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
        return new Program(request.shown(), plays, hosts(plays));
    }

    private Optional<YamlNode> read() {
        try {
            return YamlReader.read(request.shown(), Files.readAllBytes(request.playbook()), problems);
        } catch (NoSuchFileException e) {
            problems.add("playbook.not_found", "there is no playbook '" + request.shown() + "'", "Correct its name.");
        } catch (IOException e) {
            problems.add(
                    "playbook.unreadable",
                    "the playbook '" + request.shown() + "' can't be read: " + e.getMessage(),
                    "Name a file that you can read.");
        }
        return Optional.empty();
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
                        NearestName.hint(pattern, hostWords(), "See 'plumb inventory' for hosts and groups."));
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
                .forEach(definition -> expressions.check(definition.node(), problems));
    }

    private Play play(Mapping mapping, VariableScope outer, int number, ProgramCheck check) {
        Fields fields = new Fields(mapping, problems);
        refuseUnknown(fields);
        List<HostName> hosts = hosts(fields);
        refuseFacts(fields);
        TaskReader reader = new TaskReader(request, expressions, decoder, problems, number);
        Map<String, Definition> ofFiles = new Variables(expressions, problems)
                .ofFiles(fields.words("vars_files", "a list of files"), request.directory());
        Surroundings around = reader.within(fields, Surroundings.of(outer.forPlay(hosts)), "play")
                .within(ofFiles, List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        List<Draft.Tasked> handlers = reader.handlers(fields.items("handlers", "a list of handlers"), around);
        Handlers known = new Handlers(handlers, problems);
        reader.notifying(known);
        List<Draft> tasks = tasks(fields, reader, around);
        List<Draft> selected = tasks.stream()
                .filter(draft -> !(draft instanceof Draft.Tasked tasked)
                        || request.tags().takes(tasked.node().tags()))
                .toList();
        check.add(hosts, selected, handlers);
        return new Play(
                fields.scalar("name", "a text").map(YamlNode.Scalar::text).orElseGet(() -> pattern(fields)),
                mapping.at(),
                hosts,
                selected.stream().map(Draft::node).toList(),
                handlers.stream()
                        .map(handler -> resolved(handler.node(), known))
                        .toList());
    }

    private List<Draft> tasks(Fields fields, TaskReader reader, Surroundings around) {
        List<Draft> tasks = new ArrayList<>();
        for (String key : List.of("pre_tasks", "tasks", "post_tasks")) {
            List<YamlNode> items = fields.items(key, "a list of tasks");
            if (!items.isEmpty() && !tasks.isEmpty()) {
                tasks.add(new Draft.Flushed(new Flush(fields.at(key))));
            }
            tasks.addAll(reader.tasks(items, around));
        }
        return tasks;
    }

    /** Handlers notify each other by names that are known only once all of them are read. */
    private Task resolved(Task handler, Handlers known) {
        List<YamlNode.Scalar> words = handler.notifies().stream()
                .map(word -> YamlNode.Scalar.plain(word, handler.at()))
                .toList();
        return new Task(
                handler.id(),
                handler.name(),
                handler.module(),
                handler.at(),
                handler.state(),
                handler.as(),
                handler.when(),
                handler.loop(),
                handler.loopVariable(),
                handler.register(),
                handler.until(),
                known.resolve(words, problems),
                handler.changedWhen(),
                handler.failedWhen(),
                handler.ignoreErrors(),
                handler.tags());
    }

    private void refuseUnknown(Fields fields) {
        for (YamlNode.Entry entry : fields.mapping().entries()) {
            String key = ModuleIndex.plain(entry.key());
            if (!OF_PLAY.contains(key) && !Refused.ofPlays().containsKey(key)) {
                problems.add(
                        "playbook.key.unknown",
                        entry.keyAt(),
                        "a play has no '" + entry.key() + "'",
                        NearestName.hint(
                                entry.key(), OF_PLAY, "It has " + String.join(", ", new TreeSet<>(OF_PLAY)) + "."));
            }
        }
        fields.refuse(Refused.ofPlays(), "plays");
    }

    private void refuseFacts(Fields fields) {
        if (fields.flag("gather_facts").orElse(false)) {
            problems.add(
                    "playbook.not_supported",
                    fields.at("gather_facts"),
                    "facts are not gathered beforehand",
                    "Leave it out: what a task needs is read by itself.");
        }
    }

    private List<HostName> hosts(Fields fields) {
        String pattern = pattern(fields);
        Position at =
                fields.get("hosts").map(YamlNode::at).orElse(fields.mapping().at());
        if (pattern.isBlank()) {
            problems.add(
                    "playbook.hosts.missing", at, "the play does not say for which hosts it is", "Add hosts: PATTERN.");
            return List.of();
        }
        try {
            List<HostName> selected = request.inventory().select(pattern);
            if (selected.isEmpty()) {
                problems.add(
                        "inventory.pattern.no_host",
                        at,
                        "the pattern '" + pattern + "' matches no host",
                        NearestName.hint(pattern, hostWords(), "See 'plumb inventory' for hosts and groups."));
            }
            return selected.stream().filter(limited::contains).toList();
        } catch (IllegalArgumentException e) {
            problems.add("inventory.pattern", at, "'" + pattern + "': " + e.getMessage(), "Correct the pattern.");
            return List.of();
        }
    }

    private static String pattern(Fields fields) {
        List<String> parts = new ArrayList<>();
        if (fields.get("hosts").orElse(null) instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> parts.add(item instanceof YamlNode.Scalar scalar ? scalar.text() : ""));
        } else {
            fields.text("hosts").ifPresent(parts::add);
        }
        return String.join(":", parts);
    }

    private Set<String> hostWords() {
        Set<String> words = new TreeSet<>(request.inventory().groups().keySet());
        request.inventory().hosts().forEach(host -> words.add(host.value()));
        return words;
    }

    /** An expression may look at any host of the inventory by {@code hostvars}, and a module at any host by its name. */
    private List<HostName> hosts(List<Play> plays) {
        Set<HostName> hosts = new LinkedHashSet<>();
        plays.forEach(play -> hosts.addAll(play.hosts()));
        hosts.addAll(request.inventory().hosts());
        return List.copyOf(hosts);
    }
}
