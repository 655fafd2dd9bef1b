package dev.plumbline.testkit;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A host that exists in memory only: a file tree, systemd's units, packages, programs. It answers every read and does every action with
 * the preconditions and outcomes of a real one. Commands run as root unless {@link #account} says otherwise; permissions are kept but not
 * enforced. Its clock goes on by a second with each change.
 */
public final class InMemoryHost implements HostSession {
    /** When its clock begins, in microseconds since 1970. */
    public static final long BOOT = 1_700_000_000_000_000L;

    private static final long SECOND = 1_000_000L;

    private final HostName name;
    private final FileTree files = new FileTree();
    private final Map<String, SimulatedUnit> units = new TreeMap<>();
    private final Map<String, String> packages = new TreeMap<>();
    private final Map<String, SimulatedPackage> repository = new HashMap<>();
    private final Map<String, SimulatedPackage> unindexed = new HashMap<>();
    private final Map<String, SimulatedProgram> programs = new HashMap<>();
    private final Map<FactSubset, Data.Mapping> facts = new EnumMap<>(FactSubset.class);
    private final Map<String, Reachability> ports = new HashMap<>();
    private final Set<String> accounts =
            new HashSet<>(Set.of("root", "daemon", "www-data", "redis", "nobody", "nogroup", "deploy", "adm", "staff"));
    private final Set<String> debts = new TreeSet<>();
    private final Map<String, InMemoryHost> peers = new TreeMap<>();
    private final Map<Identity, Account> identities = new HashMap<>();
    private final List<Action> done = new ArrayList<>();
    private final List<Read<?>> asked = new ArrayList<>();
    private final Faults faults = new Faults();
    private RedisSimulation redis = RedisSimulation.NONE;
    private RoundTrips roundTrips = new RoundTrips(0, 0);
    private boolean lost;
    private long clock = BOOT;
    private long inodes;

    public InMemoryHost(String name) {
        this.name = new HostName(name);
        for (String path : List.of(
                "/",
                "/etc",
                "/tmp",
                "/usr",
                "/usr/bin",
                "/usr/local",
                "/var",
                "/var/lib",
                "/srv",
                "/root",
                "/home",
                "/opt",
                "/run")) {
            directory(path);
        }
        identities.put(new Identity.Login(), new Account("root", "root"));
    }

    public HostName name() {
        return name;
    }

    // What is there

    /** Puts a file there, mode 0644, owned by root; its parents too. */
    public InMemoryHost file(String path, String content) {
        return file(path, Bytes.utf8(content), "0644", "root", "root");
    }

    public InMemoryHost file(String path, String content, String mode, String owner, String group) {
        return file(path, Bytes.utf8(content), mode, owner, group);
    }

    /** Puts a file there as a whole; its parents too. */
    public InMemoryHost file(String path, Bytes content, String mode, String owner, String group) {
        put(path, inode(Inode.Kind.REGULAR, mode, owner, group).holding(content));
        return this;
    }

    public InMemoryHost directory(String path) {
        return directory(path, "0755", "root", "root");
    }

    public InMemoryHost directory(String path, String mode, String owner, String group) {
        put(path, inode(Inode.Kind.DIRECTORY, mode, owner, group));
        return this;
    }

    /** Puts a symbolic link there. */
    public InMemoryHost link(String path, String target) {
        put(path, inode(Inode.Kind.LINK, "0777", "root", "root").pointingAt(target));
        return this;
    }

    /** A further name of a file that is there. */
    public InMemoryHost hardLink(String path, String existing) {
        put(path, files.at(new AbsolutePath(existing)).orElseThrow());
        return this;
    }

    /** A device, socket or pipe. */
    public InMemoryHost special(String path, String kind) {
        put(path, inode(Inode.Kind.SPECIAL, "0600", "root", "root").pointingAt(kind));
        return this;
    }

    /** Takes away what lies there, as somebody else would. */
    public InMemoryHost remove(String path) {
        files.remove(new AbsolutePath(path));
        clock += SECOND;
        return this;
    }

    /** A unit, made where it isn't there; a name without a suffix is a service. */
    public SimulatedUnit unit(String unit) {
        return units.computeIfAbsent(unitName(unit), SimulatedUnit::new);
    }

    public InMemoryHost withoutUnit(String unit) {
        units.remove(unitName(unit));
        return this;
    }

    /** A package that is installed. */
    public InMemoryHost installed(String packageName, String version) {
        packages.put(packageName, version);
        return this;
    }

    public InMemoryHost uninstalled(String packageName) {
        packages.remove(packageName);
        return this;
    }

    /** A package that the package manager knows of. */
    public InMemoryHost available(SimulatedPackage available) {
        repository.put(available.name(), available);
        return this;
    }

    /** A package that the package manager knows of only once it has fetched its index again. */
    public InMemoryHost availableAfterRefresh(SimulatedPackage available) {
        unindexed.put(available.name(), available);
        return this;
    }

    /** A program, by its name or path as callers give it. */
    public InMemoryHost program(String program, SimulatedProgram behaviour) {
        programs.put(program, behaviour);
        return this;
    }

    /** What the host says of itself from now on. */
    public InMemoryHost says(FactSubset subset, Data.Mapping facts) {
        this.facts.put(subset, facts);
        return this;
    }

    Optional<Data.Mapping> facts(FactSubset subset) {
        return Optional.ofNullable(facts.get(subset));
    }

    /** What an attempt to connect to an address meets; {@link Reachability.Refused} where nothing is said. */
    public InMemoryHost reaches(String address, int port, Reachability reachability) {
        ports.put(address + ":" + port, reachability);
        return this;
    }

    /** A user or group that the host knows by name. */
    public InMemoryHost knows(String account) {
        accounts.add(account);
        return this;
    }

    public InMemoryHost account(Identity identity, String user, String group) {
        identities.put(identity, new Account(user, group));
        return this;
    }

    public InMemoryHost owes(String handler) {
        debts.add(handler);
        return this;
    }

    public InMemoryHost redis(RedisSimulation simulation) {
        redis = simulation;
        return this;
    }

    /** Another host that modules on this one may ask, made where it isn't there. */
    public InMemoryHost peer(String host) {
        return peers.computeIfAbsent(host, InMemoryHost::new);
    }

    public Faults faults() {
        return faults;
    }

    // What tests look at

    public FileState state(String path) {
        return files.state(new AbsolutePath(path));
    }

    /** A file's content, links followed. */
    public Bytes content(String path) {
        return files.following(new AbsolutePath(path)).orElseThrow().content();
    }

    public long now() {
        return clock;
    }

    /** What was read by sessions, in order. */
    public List<Read<?>> asked() {
        return List.copyOf(asked);
    }

    /** What was done by sessions, in order. */
    public List<Action> done() {
        return List.copyOf(done);
    }

    /** All that a change would show in, peers included. */
    public HostSnapshot snapshot() {
        Map<String, String> facts = new HashMap<>();
        files.entries()
                .forEach((path, inode) -> facts.put(
                        name + ":" + path,
                        "%s %s %s:%s inode %d, modified %d, %s%s"
                                .formatted(
                                        inode.kind,
                                        inode.mode(),
                                        inode.owner(),
                                        inode.group(),
                                        inode.number,
                                        inode.modified(),
                                        inode.content().sha256(),
                                        inode.target())));
        units.values()
                .forEach(unit -> facts.put(
                        name + " unit " + unit.name(), unit.state() + " " + unit.started() + " " + unit.starts()));
        packages.forEach((packageName, version) -> facts.put(name + " package " + packageName, version));
        debts.forEach(debt -> facts.put(name + " debt " + debt, "owed"));
        peers.values().forEach(peer -> facts.putAll(peer.snapshot().facts()));
        return HostSnapshot.of(facts);
    }

    // The session

    @Override
    public Answers exchange(Exchange exchange) throws ConnectionException {
        if (lost) {
            throw new ConnectionException("ssh.lost", "the connection to " + name + " is lost", "connect again");
        }
        roundTrips = roundTrips.plus(new RoundTrips(1, 0));
        List<StepOutcome> outcomes = new ArrayList<>();
        boolean stopped = false;
        for (Action action : exchange.actions()) {
            if (stopped || lost) {
                outcomes.add(new StepOutcome.NotRun());
                continue;
            }
            StepOutcome outcome = attempt(exchange.as(), action);
            outcomes.add(outcome);
            stopped = !(outcome instanceof StepOutcome.Done);
        }
        if (lost) {
            return new Answers(
                    outcomes,
                    Map.of(),
                    Optional.of(new Answers.Lost("ssh.lost", "the connection to " + name + " was lost", "look again")));
        }
        Map<Read<?>, Known<?>> answers = new LinkedHashMap<>();
        asked.addAll(exchange.reads());
        exchange.reads().forEach(read -> answers.put(read, answer(exchange.as(), read)));
        return new Answers(outcomes, answers, Optional.empty());
    }

    private StepOutcome attempt(Identity as, Action action) {
        Faults.Moment moment = faults.lossAt(action).orElse(null);
        if (moment == null) {
            return act(as, action);
        }
        lost = true;
        if (moment == Faults.Moment.AFTER) {
            act(as, action);
        }
        return moment == Faults.Moment.BEFORE
                ? new StepOutcome.NotRun()
                : new StepOutcome.Unknown("the connection was lost");
    }

    private StepOutcome act(Identity as, Action action) {
        StepOutcome outcome = new SimulatedActions(this, accountOf(as)).perform(action);
        if (outcome instanceof StepOutcome.Done) {
            done.add(action);
        }
        return outcome;
    }

    private Known<?> answer(Identity as, Read<?> read) {
        Optional<String> reason = faults.reasonAgainst(read);
        return reason.isPresent()
                ? new Known.Unreadable<>(reason.get())
                : new SimulatedReads(this, accountOf(as)).answer(read);
    }

    private Account accountOf(Identity as) {
        return identities.computeIfAbsent(as, identity -> switch (identity) {
            case Identity.Login login -> new Account("root", "root");
            case Identity.Become(String user) -> new Account(user, user);
        });
    }

    /** A new connection after one was lost. */
    public InMemoryHost reconnect() {
        lost = false;
        return this;
    }

    @Override
    public RoundTrips roundTrips() {
        return roundTrips;
    }

    @Override
    public void close() {
        lost = true;
    }

    // For those who read and act

    FileTree files() {
        return files;
    }

    /** By any of its names. */
    Optional<SimulatedUnit> findUnit(String unit) {
        String asked = unitName(unit);
        return units.values().stream().filter(each -> each.isKnownAs(asked)).findFirst();
    }

    Map<String, SimulatedUnit> units() {
        return units;
    }

    Map<String, String> packages() {
        return packages;
    }

    Map<String, SimulatedPackage> repository() {
        return repository;
    }

    void refreshIndex() {
        repository.putAll(unindexed);
    }

    Optional<SimulatedProgram> program(String program) {
        return Optional.ofNullable(programs.get(program));
    }

    Reachability reachability(String address, int port) {
        return ports.getOrDefault(address + ":" + port, new Reachability.Refused());
    }

    boolean knowsAccount(String account) {
        return accounts.contains(account) || account.chars().allMatch(Character::isDigit);
    }

    Set<String> debts() {
        return debts;
    }

    RedisSimulation redis() {
        return redis;
    }

    void tunnelled() {
        roundTrips = roundTrips.plus(new RoundTrips(0, 1));
    }

    InMemoryHost peer(HostName host) {
        return peer(host.value());
    }

    long tick() {
        clock += SECOND;
        return clock;
    }

    Inode inode(Inode.Kind kind, String mode, String owner, String group) {
        inodes++;
        return new Inode(inodes, kind, FileMode.parse(mode), owner, group, tick());
    }

    private void put(String path, Inode inode) {
        AbsolutePath at = new AbsolutePath(path);
        if (!path.equals("/") && files.following(at.parent()).isEmpty()) {
            directory(at.parent().value());
        }
        files.put(at, inode);
    }

    static String unitName(String unit) {
        return unit.matches(".*\\.(service|socket|timer|target|mount|path|slice)") ? unit : unit + ".service";
    }
}
