package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Programs.A;
import static dev.plumbline.testkit.simulation.Programs.B;
import static dev.plumbline.testkit.simulation.Programs.play;
import static dev.plumbline.testkit.simulation.Programs.program;
import static dev.plumbline.testkit.simulation.Programs.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.ReplicationProver;
import dev.plumbline.core.run.Run;
import dev.plumbline.testkit.Faults;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.simulation.TestModules.Answers;
import dev.plumbline.testkit.simulation.TestModules.Line;
import dev.plumbline.testkit.simulation.TestModules.Patient;
import dev.plumbline.testkit.simulation.TestModules.Restarted;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTest {
    private final InMemoryHost a = new InMemoryHost("a").directory("/etc");
    private final InMemoryHost b = new InMemoryHost("b").directory("/etc");
    private final Map<HostName, InMemoryHost> hosts = new HashMap<>(Map.of(A, a, B, b));
    private Observer observer = Observer.NONE;
    private RoundTrips roundTrips = new RoundTrips(0, 0);

    RunTest() {
        a.unit("redis").running(InMemoryHost.BOOT).enabled();
        b.unit("redis").running(InMemoryHost.BOOT).enabled();
    }

    static final class NoConnection implements Connection {
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

    private Link open(HostName name) throws ConnectionException {
        InMemoryHost host = hosts.get(name);
        if (host == null) {
            throw new ConnectionException("ssh.refused", name + " refused the connection", "start sshd");
        }
        return new Link(new NoConnection(), host.reconnect());
    }

    @FunctionalInterface
    private interface Use {
        Plan with(Run run) throws InterruptedException;
    }

    private Plan run(Program program, Use use) throws InterruptedException {
        ReplicationProver prover = (proof, connections) -> new StepOutcome.Done(Optional.empty());
        try (Fleet fleet = new Fleet(this::open, 10)) {
            Plan plan = use.with(new Run(program, fleet, prover, observer));
            roundTrips = fleet.roundTrips();
            return plan;
        }
    }

    private Plan plan(Program program) throws InterruptedException {
        return run(program, Run::plan);
    }

    private Plan apply(Program program) throws InterruptedException {
        return run(program, run -> run.apply(run.plan()));
    }

    private static List<TaskPlan> tasks(Plan plan, HostName host) {
        return plan.host(host).orElseThrow().tasks();
    }

    private static Program lines(HostName... on) {
        return program(play(
                List.of(on),
                List.of(
                        task("one", new Line("/etc/x", "1"))
                                .notifying("restart")
                                .task(),
                        task("two", new Line("/etc/x", "2"))
                                .notifying("restart")
                                .task()),
                task("restart", new Restarted("redis")).task()));
    }

    @Test
    void a_plan_changes_nothing() throws InterruptedException {
        var before = a.snapshot();

        plan(lines(A));

        assertThat(a.snapshot()).isEqualTo(before);
        assertThat(a.done()).isEmpty();
    }

    @Test
    void after_an_apply_the_next_plan_is_empty_and_takes_one_round_trip() throws InterruptedException {
        Plan applied = apply(lines(A, B));
        assertThat(tasks(applied, B)).extracting(TaskPlan::outcome).containsOnly(Optional.of(Status.CHANGED));
        assertThat(b.content("/etc/x").latin1()).isEqualTo("1\n2\n");
        assertThat(b.unit("redis").starts()).isEqualTo(1);

        int before = a.roundTrips().shell() + b.roundTrips().shell();
        Plan second = apply(lines(A, B));

        assertThat(tasks(second, A)).extracting(TaskPlan::verdict).containsOnly(Verdict.IN_SYNC);
        assertThat(roundTrips.shell() - before).isEqualTo(2);
        assertThat(b.unit("redis").starts()).isEqualTo(1);
    }

    @Test
    void write_restart_and_check_of_both_hosts_take_two_round_trips_each() throws InterruptedException {
        apply(lines(A, B));

        assertThat(roundTrips.shell()).isEqualTo(4);
    }

    @Test
    void an_edit_between_read_and_write_is_refused_and_kept() throws InterruptedException {
        observer = new Observer() {
            @Override
            public void doing(HostName host, List<Step> steps) {
                a.file("/etc/x", "someone else's\n");
            }
        };

        Plan applied = apply(lines(A));

        assertThat(a.content("/etc/x").latin1()).isEqualTo("someone else's\n");
        TaskPlan refused = tasks(applied, A).getFirst();
        assertThat(refused.outcome()).contains(Status.FAILED);
        assertThat(refused.fault().orElseThrow().code()).isEqualTo("file.changed");
        assertThat(tasks(applied, A).get(1).outcome()).contains(Status.NOT_RUN);
    }

    @Test
    void a_restart_lost_with_the_control_node_is_done_by_the_next_run() throws InterruptedException {
        a.faults().loseConnection(Faults.Moment.AFTER, 2);
        Plan lost = apply(lines(A));
        assertThat(lost.host(A).orElseThrow().unreachable()).isPresent();
        int starts = a.unit("redis").starts();

        a.faults().clear();
        apply(lines(A));

        assertThat(a.content("/etc/x").latin1()).isEqualTo("1\n2\n");
        assertThat(a.unit("redis").starts()).isGreaterThan(starts);
    }

    @Test
    void whatever_the_moment_of_the_loss_the_next_run_comes_to_the_same() throws InterruptedException {
        for (Faults.Moment moment : Faults.Moment.values()) {
            for (int step = 1; step <= 6; step++) {
                InMemoryHost host = new InMemoryHost("a").directory("/etc");
                host.unit("redis").running(InMemoryHost.BOOT).enabled();
                hosts.put(A, host);
                host.faults().loseConnection(moment, step);
                apply(lines(A));
                int starts = host.unit("redis").starts();
                boolean written = host.state("/etc/x").toString().startsWith("Regular");
                host.faults().clear();

                apply(lines(A));

                assertThat(host.content("/etc/x").latin1())
                        .as("%s %d", moment, step)
                        .isEqualTo("1\n2\n");
                assertThat(host.unit("redis").starts())
                        .as("%s %d, written %s", moment, step, written)
                        .isPositive();
                assertThat(tasks(plan(lines(A)), A))
                        .as("%s %d, restarted %d times before", moment, step, starts)
                        .extracting(TaskPlan::verdict)
                        .containsOnly(Verdict.IN_SYNC);
            }
        }
    }

    @Test
    void an_unreachable_host_is_told_and_the_others_go_on() throws InterruptedException {
        hosts.remove(B);

        Plan applied = apply(lines(A, B));

        assertThat(applied.host(B).orElseThrow().unreachable().orElseThrow().code())
                .isEqualTo("ssh.refused");
        assertThat(a.content("/etc/x").latin1()).isEqualTo("1\n2\n");
    }

    @Test
    void a_full_disk_fails_its_host_only() throws InterruptedException {
        a.faults().diskFull();

        Plan applied = apply(lines(A, B));

        assertThat(tasks(applied, A).getFirst().fault().orElseThrow().code()).isEqualTo("file.disk_full");
        assertThat(b.content("/etc/x").latin1()).isEqualTo("1\n2\n");
        assertThat(a.unit("redis").starts()).isZero();
    }

    @Test
    void until_waits_for_what_comes_later() throws InterruptedException {
        AtomicReference<Integer> attempts = new AtomicReference<>(0);
        observer = new Observer() {
            @Override
            public void waiting(dev.plumbline.core.plan.Retry retry, int attempt) {
                attempts.set(attempt);
                if (attempt == 3) {
                    a.reaches("10.0.0.1", 80, new Reachability.Open());
                }
            }
        };
        a.reaches("10.0.0.1", 80, new Reachability.Refused());
        Program program = program(play(
                List.of(A),
                List.of(task("check", new Answers(A, 80)).until(any -> true, 10).task())));

        Plan applied = apply(program);

        assertThat(attempts.get()).isEqualTo(3);
        assertThat(tasks(applied, A)).extracting(TaskPlan::outcome).containsExactly(Optional.of(Status.UNCHANGED));
    }

    @Test
    void a_module_that_waits_is_asked_again_until_its_time_is_up() throws InterruptedException {
        AtomicReference<Integer> attempts = new AtomicReference<>(0);
        observer = new Observer() {
            @Override
            public void waiting(dev.plumbline.core.plan.Retry retry, int attempt) {
                attempts.set(attempt);
            }
        };
        Program program = program(play(
                List.of(A),
                List.of(task("wait", new Patient(Duration.ofMillis(40))).task())));

        Plan applied = apply(program);

        assertThat(attempts.get()).isPositive();
        assertThat(tasks(applied, A)).extracting(TaskPlan::outcome).containsExactly(Optional.of(Status.FAILED));
    }

    @Test
    void what_cannot_be_right_is_said_before_any_host_is_contacted() {
        hosts.clear();
        Problem problem = new Problem("variable.undefined", Optional.empty(), "no such variable: x", "define x");
        Program program = program(play(
                List.of(A),
                List.of(task("bad", any -> {
                            throw new EvaluationException(problem);
                        })
                        .task())));

        assertThatThrownBy(() -> plan(program))
                .isInstanceOfSatisfying(
                        ProblemsException.class, e -> assertThat(e.problems()).containsExactly(problem));
    }

    @Test
    void an_interrupted_apply_finishes_what_it_does_and_begins_nothing_more() throws InterruptedException {
        AtomicReference<Run> running = new AtomicReference<>();
        observer = new Observer() {
            @Override
            public void doing(HostName host, List<Step> steps) {
                running.get().interrupt();
            }
        };
        Program program = program(
                play(List.of(A), List.of(task("one", new Line("/etc/x", "1")).task())),
                play(List.of(B), List.of(task("two", new Line("/etc/x", "1")).task())));

        Plan applied = run(program, run -> {
            running.set(run);
            return run.apply(run.plan());
        });

        assertThat(tasks(applied, A)).extracting(TaskPlan::outcome).containsExactly(Optional.of(Status.CHANGED));
        assertThat(tasks(applied, B)).extracting(TaskPlan::outcome).containsExactly(Optional.of(Status.NOT_RUN));
        assertThat(b.state("/etc/x").toString()).startsWith("Missing");
    }

    @Test
    void a_fault_of_our_own_ends_the_run_instead_of_leaving_it_waiting() {
        Fleet fleet = new Fleet(
                name -> {
                    throw new IllegalArgumentException("a fault");
                },
                1);

        try (fleet) {
            Run run = new Run(lines(A), fleet, (proof, connections) -> new StepOutcome.NotRun(), Observer.NONE);
            assertThatThrownBy(run::plan).hasRootCauseMessage("a fault");
        }
    }
}
