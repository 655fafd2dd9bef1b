package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Programs.play;
import static dev.plumbline.testkit.simulation.Programs.registered;
import static dev.plumbline.testkit.simulation.Programs.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.promise.Fulfilment;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Run;
import dev.plumbline.testkit.Faults.Moment;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole runs on hosts in memory: who comes next, where connections are lost and runs are broken off, and what the hosts are like at first
 * are decided by a seed. Three laws hold for each: a plan after an apply is empty; what a plan was certain of comes out so; wherever runs
 * were broken off, the hosts end as they would have, with all debts paid.
 */
class SchedulesTest {
    private static final int EACH_BUILD = 100_000;
    private static final List<HostName> HOSTS = List.of(new HostName("a"), new HostName("b"), new HostName("c"));
    private static final int MOST_RUNS = 12;

    /** What happened in all schedules of a test. */
    private static final class Counts {
        private final Map<String, Integer> counts = new TreeMap<>();

        synchronized void add(Map<String, Integer> more) {
            more.forEach((what, number) -> counts.merge(what, number, Integer::sum));
        }

        @Override
        public String toString() {
            return counts.toString();
        }
    }

    /** All of them, or the one whose seed is given by {@code -Dsimulation.seed}. */
    @Test
    void threeLawsHold() {
        Long one = Long.getLong("simulation.seed");
        hold(one == null ? 0 : one, one == null ? EACH_BUILD : 1);
    }

    @Test
    @Tag("full")
    void threeLawsHoldForMore() {
        hold(System.nanoTime(), 3 * EACH_BUILD);
    }

    private static void hold(long firstSeed, int schedules) {
        Counts counts = new Counts();
        IntStream.range(0, schedules).parallel().forEach(i -> {
            Schedule schedule = new Schedule(firstSeed + i);
            try {
                schedule.hold();
            } catch (InterruptedException | RuntimeException | Error e) {
                throw new AssertionError("seed " + (firstSeed + i) + ": " + schedule, e);
            }
            counts.add(schedule.counts);
        });
        System.out.println("simulation: " + schedules + " schedules from seed " + firstSeed + ", " + counts);
    }

    private static final class Schedule {
        private final long seed;
        private final SplittableRandom random;
        private final Program program;
        private final Map<HostName, InMemoryHost> hosts;
        private final Map<String, Integer> counts = new HashMap<>();
        private final List<String> story = new ArrayList<>();

        Schedule(long seed) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.program = program(random.split());
            this.hosts = hosts(new SplittableRandom(seed));
        }

        @Override
        public String toString() {
            return String.join("; ", story);
        }

        private void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        void hold() throws InterruptedException {
            Map<HostName, InMemoryHost> others = hosts(new SplittableRandom(seed));
            apply(others, new SplittableRandom(seed), run -> {});
            Map<String, String> wanted = tree(others);

            int runs = 0;
            while (random.nextInt(4) > 0 && runs < MOST_RUNS) {
                breakOff();
                runs++;
            }
            hosts.values().forEach(host -> host.faults().clear());
            apply(hosts, random, run -> {});

            isNothingLeft();
            assertThat(tree(hosts)).as("every prefix converges").isEqualTo(wanted);
            hosts.values().forEach(Schedule::hasPaid);
            count("law 3: converged with debts paid");
        }

        /** One run of one control node that comes to no good end. */
        private void breakOff() throws InterruptedException {
            hosts.values().forEach(host -> {
                host.faults().clear();
                if (random.nextInt(3) > 0) {
                    Moment moment = Moment.values()[random.nextInt(3)];
                    int nth = 1 + random.nextInt(8);
                    story.add(host.name() + " lost " + moment + " action " + nth);
                    host.faults().loseConnection(moment, nth);
                }
            });
            int after = random.nextInt(12);
            AtomicReference<Integer> steps = new AtomicReference<>(after);
            boolean interrupted = random.nextBoolean();
            if (interrupted) {
                story.add("interrupted after " + after + " exchanges");
            }
            apply(hosts, random, run -> {
                if (interrupted && steps.updateAndGet(left -> left - 1) < 0) {
                    run.interrupt();
                }
            });
            count("runs broken off");
        }

        private Plan apply(Map<HostName, InMemoryHost> on, RandomGenerator order, Consumer<Run> atEachStep)
                throws InterruptedException {
            AtomicReference<Run> running = new AtomicReference<>();
            Observer observer = new Observer() {
                @Override
                public void doing(HostName host, List<Step> steps) {
                    atEachStep.accept(running.get());
                }
            };
            try (Fleet fleet = new Fleet(host -> open(on.get(host)), 10, new SeededWorkers(order))) {
                Run run = new Run(program, fleet, (proof, connections) -> new StepOutcome.NotRun(), observer);
                running.set(run);
                Plan planned = run.plan();
                Plan done = run.apply(planned);
                keptItsWord(planned, done);
                return done;
            }
        }

        private static Link open(InMemoryHost host) throws ConnectionException {
            return new Link(new RunTest.NoConnection(), host.reconnect());
        }

        /** Law 2. */
        private void keptItsWord(Plan planned, Plan done) {
            assertThat(Fulfilment.broken(planned, done))
                    .as("what is certain comes out so")
                    .isEmpty();
            Set<String> faults = Set.of("plan.unforeseen", "module.broken_promise", "file.changed");
            for (HostPlan host : done.hosts()) {
                for (TaskPlan task : host.tasks()) {
                    assertThat(task.fault().filter(fault -> faults.contains(fault.code())))
                            .isEmpty();
                    count("law 2: tasks that kept their word");
                }
            }
        }

        /** Law 1. */
        private void isNothingLeft() throws InterruptedException {
            try (Fleet fleet = new Fleet(host -> open(hosts.get(host)), 10, new SeededWorkers(random))) {
                Plan plan =
                        new Run(program, fleet, (proof, connections) -> new StepOutcome.NotRun(), Observer.NONE).plan();
                assertThat(plan.hosts())
                        .as("a plan after an apply is empty")
                        .allSatisfy(host -> assertThat(host.tasks())
                                .extracting(TaskPlan::verdict)
                                .containsOnly(Verdict.IN_SYNC));
            }
            count("law 1: empty plans");
        }

        /** A unit that a changed file belongs to was started after the change, and nothing is owed. */
        private static void hasPaid(InMemoryHost host) {
            Identity login = new Identity.Login();
            var answers = new HashMap<Read<?>, Known<?>>();
            Read<Set<String>> owed = new Read.Owed();
            try {
                answers.putAll(host.reconnect()
                        .exchange(Exchange.reading(login, Set.of(owed)))
                        .answers());
            } catch (ConnectionException e) {
                throw new AssertionError(e);
            }
            assertThat(answers.get(owed)).isEqualTo(new Known.Seen<>(Set.of()));
            host.snapshot().facts().forEach((path, facts) -> {
                if (path.endsWith(":/etc/x") || path.endsWith(":/etc/tool")) {
                    long modified = Long.parseLong(facts.replaceAll(".*modified ([0-9]+).*", "$1"));
                    String unit = host.snapshot().facts().get(host.name() + " unit web.service");
                    long started = Long.parseLong(unit.replaceAll(".*Optional\\[([0-9]+)\\].*", "$1"));
                    assertThat(started).as("web runs with " + path).isGreaterThanOrEqualTo(modified);
                }
            });
        }

        /** What lies there, without when it was written. */
        private static Map<String, String> tree(Map<HostName, InMemoryHost> hosts) {
            Map<String, String> tree = new TreeMap<>();
            hosts.values()
                    .forEach(host -> host.snapshot()
                            .facts()
                            .forEach((name, facts) -> tree.put(
                                    name,
                                    facts.replaceAll("inode [0-9]+, modified [0-9]+", "")
                                            .replaceAll(" Optional\\[[0-9]+\\] [0-9]+$", ""))));
            return tree;
        }
    }

    private static Map<HostName, InMemoryHost> hosts(SplittableRandom random) {
        Map<HostName, InMemoryHost> hosts = new TreeMap<>();
        for (HostName name : HOSTS) {
            InMemoryHost host = new InMemoryHost(name.value()).directory("/etc");
            host.unit("web").running(InMemoryHost.BOOT + 1_000_000_000L).enabled();
            if (random.nextBoolean()) {
                host.file("/etc/x", List.of("", "1\n", "2\n", "other\n1\n").get(random.nextInt(4)));
            }
            if (random.nextBoolean()) {
                host.file("/etc/y", "1\n");
            }
            SimulatedPackage brought =
                    new SimulatedPackage("tool", "1.0", there -> there.file("/etc/tool", "0\n"), there -> {});
            if (random.nextInt(3) == 0) {
                host.installed("tool", "1.0").file("/etc/tool", "0\n");
            } else {
                host.available(brought);
            }
            hosts.put(name, host);
        }
        return hosts;
    }

    private static Program program(SplittableRandom random) {
        List<Node> tasks = new ArrayList<>();
        int size = 2 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
            String line = Integer.toString(1 + random.nextInt(3));
            String name = "task " + i;
            switch (random.nextInt(5)) {
                case 0, 1 -> tasks.add(restarting(name, "/etc/x", line));
                case 2 ->
                    tasks.add(task(name, new TestModules.Line("/etc/y", line)).task());
                case 3 -> {
                    tasks.add(task(name, new TestModules.Installed("tool"))
                            .registering("tool")
                            .task());
                    tasks.add(restarting(name + ", known after the package", "/etc/tool", "set"));
                }
                default -> {
                    tasks.add(task(name, new TestModules.Line("/etc/w", "5"))
                            .registering("seen")
                            .task());
                    tasks.add(task(
                                    name + ", from the one before",
                                    environment -> new TestModules.Line(
                                            "/etc/z",
                                            registered(environment, "seen", "size")
                                                    .toString()))
                            .task());
                }
            }
        }
        if (random.nextInt(3) == 0) {
            tasks.add(random.nextInt(tasks.size() + 1), Programs.flush());
        }
        Task restart = task("restart", new TestModules.Restarted("web")).task();
        return new Program("site.yml", List.of(play(HOSTS, tasks, restart)), HOSTS);
    }

    private static Task restarting(String name, String path, String line) {
        return task(name, new TestModules.Line(path, line)).notifying("restart").task();
    }
}
