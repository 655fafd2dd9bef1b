package dev.plumbline.testkit.simulation;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.InventoryLoader;
import dev.plumbline.core.inventory.LoadedInventory;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookLoader;
import dev.plumbline.core.playbook.PlaybookRequest;
import dev.plumbline.core.playbook.TagSelection;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Run;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of YAML files and its hosts in memory. What the hosts' program {@code do} is told is kept, in order, as {@code host:word}. */
final class Site {
    final Path folder;
    final Map<String, InMemoryHost> hosts = new LinkedHashMap<>();
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    Observer observer = Observer.NONE;
    TagSelection tags = TagSelection.ALL;
    Map<String, Definition> extra = Map.of();

    Site(Path folder, String... names) {
        this.folder = folder;
        StringBuilder inventory = new StringBuilder("all:\n  hosts:\n");
        for (String name : names) {
            inventory.append("    ").append(name).append(":\n");
            hosts.put(name, host(name));
        }
        file("inventory.yml", inventory.toString());
    }

    private InMemoryHost host(String name) {
        InMemoryHost host = new InMemoryHost(name).directory("/etc");
        host.unit("web").running(InMemoryHost.BOOT).enabled();
        host.program("do", call -> {
            String word = call.arguments().getFirst();
            log.add(name + ":" + word);
            return word.startsWith("fail")
                    ? SimulatedProgram.fails(1, word)
                    : SimulatedProgram.succeeds(call.environment().isEmpty() ? word : word + call.environment());
        });
        return host;
    }

    Site file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program load(String playbook) {
        file("site.yml", playbook);
        Problems problems = new Problems();
        LoadedInventory inventory =
                InventoryLoader.load(List.of("inventory.yml"), folder, Optional.of(folder), folder, problems);
        problems.throwIfAny();
        return PlaybookLoader.load(new PlaybookRequest(
                folder.resolve("site.yml"),
                "site.yml",
                folder,
                inventory,
                ModuleIndex.of(TestTypes.ALL),
                extra,
                tags,
                Optional.empty(),
                false,
                Optional.empty()));
    }

    Plan plan(String playbook) throws InterruptedException {
        return run(playbook, (run, plan) -> plan);
    }

    Plan apply(String playbook) throws InterruptedException {
        return run(playbook, Run::apply);
    }

    /** Does what was promised, by this plan or another. */
    Plan apply(String playbook, Promise promise) throws InterruptedException {
        return run(playbook, (run, plan) -> run.apply(plan, promise));
    }

    @FunctionalInterface
    private interface Use {
        Plan of(Run run, Plan plan) throws InterruptedException;
    }

    private Plan run(String playbook, Use use) throws InterruptedException {
        try (Fleet fleet = new Fleet(this::open, 10)) {
            Run run = new Run(
                    load(playbook), fleet, (proof, connections) -> new StepOutcome.Done(Optional.empty()), observer);
            return use.of(run, run.plan());
        }
    }

    /** The problems of a playbook, each as its code, place and message. */
    List<String> problems(String playbook) throws InterruptedException {
        try {
            plan(playbook);
            return List.of();
        } catch (ProblemsException e) {
            return e.problems().stream().map(Site::line).toList();
        }
    }

    private static String line(Problem problem) {
        return problem.code() + " " + problem.at().map(Object::toString).orElse("") + " " + problem.message();
    }

    private Link open(HostName name) throws ConnectionException {
        InMemoryHost host = hosts.get(name.value());
        if (host == null) {
            throw new ConnectionException("ssh.refused", name + " refused the connection", "start sshd");
        }
        return new Link(new NoConnection(), host.reconnect());
    }

    static List<TaskPlan> tasks(Plan plan, String host) {
        return plan.host(new HostName(host)).orElseThrow().tasks();
    }

    /** Each task as its name and verdict, and how it ended where it was applied. */
    static List<String> lines(Plan plan, String host) {
        return tasks(plan, host).stream()
                .map(task -> task.name() + " "
                        + task.outcome().map(Enum::name).orElse(task.verdict().name()))
                .toList();
    }

    private static final class NoConnection implements Connection {
        @Override
        public RemoteProcess start(String command) {
            throw new AssertionError("a host in memory has no processes");
        }

        @Override
        public Socket tunnel(String address, int port, Duration timeout) {
            throw new AssertionError("a host in memory has no tunnels");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
