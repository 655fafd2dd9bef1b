package dev.plumbline.core.wire;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.AbsolutePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorts reads into as few questions as can be. */
final class Questions {
    private final Set<AbsolutePath> statuses = new TreeSet<>();
    private final Set<AbsolutePath> hashes = new TreeSet<>();
    private final Set<AbsolutePath> contents = new TreeSet<>();
    private final Set<AbsolutePath> modified = new TreeSet<>();
    private final Set<String> units = new TreeSet<>();
    private final Set<String> packages = new TreeSet<>();
    private final List<Read.CommandOutput> commands = new ArrayList<>();
    private final List<Read.TcpReach> reaches = new ArrayList<>();
    private final Map<RedisServer, List<Read.RedisQuery>> queries = new LinkedHashMap<>();
    private final Set<FactSubset> facts = new TreeSet<>();
    private final Set<String> runs = new TreeSet<>();
    private boolean self;
    private boolean owed;

    private Questions() {}

    /** The questions for reads; a shell can answer all of them, those of the network only where the host has a Redis client. */
    static List<Question> of(Collection<Read<?>> reads, ShellSettings settings) {
        Questions questions = new Questions();
        reads.forEach(questions::add);
        return questions.all(settings);
    }

    private void add(Read<?> read) {
        switch (read) {
            case Read.FileStatus(AbsolutePath path) -> statuses.add(path);
            case Read.FileHash(AbsolutePath path) -> hashes.add(path);
            case Read.FileContent(AbsolutePath path) -> contents.add(path);
            case Read.FileModified(AbsolutePath path) -> modified.add(path);
            case Read.UnitStatus(String name) -> units.add(name);
            case Read.UnitStarted(String name) -> units.add(name);
            case Read.PackageVersion(String name) -> packages.add(name);
            case Read.CommandOutput command -> commands.add(command);
            case Read.Self() -> self = true;
            case Read.Owed() -> owed = true;
            case Read.LeftBy(String run) -> runs.add(run);
            case Read.Facts(FactSubset subset) -> facts.add(subset);
            case Read.TcpReach reach -> reaches.add(reach);
            case Read.RedisQuery query ->
                queries.computeIfAbsent(query.server(), any -> new ArrayList<>())
                        .add(query);
        }
    }

    private List<Question> all(ShellSettings settings) {
        List<Question> all = new ArrayList<>();
        chunks(statuses).forEach(paths -> all.add(new FileQuestion(paths)));
        chunks(modified).forEach(paths -> all.add(new ModifiedQuestion(paths)));
        TreeSet<AbsolutePath> alone = new TreeSet<>(hashes);
        alone.removeAll(contents);
        List<AbsolutePath> awkward =
                alone.stream().filter(HashQuestion::isAwkward).toList();
        awkward.forEach(alone::remove);
        chunks(alone).forEach(paths -> all.add(HashQuestion.together(paths)));
        awkward.forEach(path -> all.add(HashQuestion.together(List.of(path))));
        contents.forEach(path -> all.add(new ContentQuestion(path, hashes.contains(path))));
        if (!units.isEmpty()) {
            all.add(new UnitQuestion(List.copyOf(units)));
        }
        if (!packages.isEmpty()) {
            all.add(new PackageQuestion(List.copyOf(packages)));
        }
        commands.forEach(command -> all.add(new CommandQuestion(command, settings.outputLimit())));
        queries.values().forEach(group -> all.add(new RedisCliQuestion(group)));
        reaches.forEach(reach -> all.add(new ReachQuestion(reach)));
        if (self) {
            all.add(new SelfQuestion());
        }
        if (!facts.isEmpty()) {
            all.add(new FactsQuestion(facts, settings.outputLimit()));
        }
        settings.state().ifPresent(state -> runs.forEach(run -> all.add(new TracesQuestion(state, run))));
        if (owed) {
            settings.state().ifPresent(state -> all.add(new DebtQuestion(state)));
        }
        return all;
    }

    /** By position in the sorted set, so that the same reads make the same script. */
    private static Collection<List<AbsolutePath>> chunks(Collection<AbsolutePath> paths) {
        TreeMap<Integer, List<AbsolutePath>> chunks = new TreeMap<>();
        int index = 0;
        for (AbsolutePath path : paths) {
            chunks.computeIfAbsent(index++ / Marks.CHUNK, chunk -> new ArrayList<>())
                    .add(path);
        }
        return chunks.values();
    }
}
