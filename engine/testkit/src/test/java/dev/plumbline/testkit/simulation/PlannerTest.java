package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Programs.A;
import static dev.plumbline.testkit.simulation.Programs.B;
import static dev.plumbline.testkit.simulation.Programs.ROOT;
import static dev.plumbline.testkit.simulation.Programs.flush;
import static dev.plumbline.testkit.simulation.Programs.play;
import static dev.plumbline.testkit.simulation.Programs.program;
import static dev.plumbline.testkit.simulation.Programs.registered;
import static dev.plumbline.testkit.simulation.Programs.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.History;
import dev.plumbline.core.plan.Planner;
import dev.plumbline.core.plan.Progress;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.TaskRecord;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.plan.World;
import dev.plumbline.core.program.Program;
import dev.plumbline.testkit.simulation.TestModules.Answers;
import dev.plumbline.testkit.simulation.TestModules.Command;
import dev.plumbline.testkit.simulation.TestModules.Installed;
import dev.plumbline.testkit.simulation.TestModules.Liar;
import dev.plumbline.testkit.simulation.TestModules.Line;
import dev.plumbline.testkit.simulation.TestModules.Restarted;
import dev.plumbline.testkit.simulation.TestModules.Restless;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Place A_ROOT = new Place(A, ROOT);
    private static final Read<Optional<Bytes>> CONTENT = new Read.FileContent(new AbsolutePath("/etc/x"));
    private static final Read<Reachability> PORT = new Read.TcpReach("10.0.0.1", 80, Duration.ofSeconds(1));
    private static final UnitState ACTIVE = new UnitState("loaded", "active", "enabled", false);

    private static World seen(World world, HostName host, Read<?> read, Object value) {
        Identity as = read instanceof Read.TcpReach ? new Identity.Login() : ROOT;
        return world.with(new Place(host, as), Map.of(read, new Known.Seen<>(value)));
    }

    private static World world(String content) {
        return seen(World.EMPTY, A, CONTENT, Optional.of(Bytes.utf8(content)));
    }

    private static List<TaskPlan> tasks(Progress progress, HostName host) {
        return progress.plan().host(host).orElseThrow().tasks();
    }

    @Test
    void all_reads_that_can_be_known_beforehand_are_wanted_at_once() {
        Program program = program(play(
                List.of(A, B),
                List.of(
                        task("one", new Line("/etc/x", "1")).task(),
                        task("two", new Line("/etc/y", "1")).task(),
                        task("three", new Answers(B, 80)).task())));

        Progress progress = Planner.step(program, World.EMPTY);

        Set<Read<?>> files = Set.of(CONTENT, new Read.FileContent(new AbsolutePath("/etc/y")));
        assertThat(progress.wants())
                .isEqualTo(Map.of(
                        A_ROOT, files, new Place(B, ROOT), files, new Place(B, new Identity.Login()), Set.of(PORT)));
    }

    @Test
    void nothing_to_do_is_in_sync() {
        Program program = program(play(
                List.of(A), List.of(task("one", new Line("/etc/x", "1")).task())));

        Progress progress = Planner.step(program, world("1\n"));

        assertThat(progress.wants()).isEmpty();
        assertThat(tasks(progress, A)).extracting(TaskPlan::verdict).containsExactly(Verdict.IN_SYNC);
    }

    @Test
    void a_later_task_sees_the_file_as_an_earlier_one_will_have_left_it() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("one", new Line("/etc/x", "1")).task(),
                        task("two", new Line("/etc/x", "2")).task(),
                        task("again", new Line("/etc/x", "1")).task())));

        List<TaskPlan> tasks = tasks(Planner.step(program, world("")), A);

        assertThat(tasks)
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.CHANGE, Verdict.CHANGE, Verdict.IN_SYNC);
        assertThat(tasks.get(1).actions())
                .singleElement()
                .satisfies(action -> assertThat(((Action.WriteFile) action).expected())
                        .contains(Bytes.utf8("1\n").sha256()));
    }

    @Test
    void what_a_package_may_bring_is_known_after_it_and_its_expected_difference_is_shown() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("package", new Installed("redis")).task(),
                        task("file", new Line("/etc/x", "1")).task())));
        World world = seen(world(""), A, new Read.PackageVersion("redis"), Optional.empty());

        List<TaskPlan> tasks = tasks(Planner.step(program, world), A);

        assertThat(tasks).extracting(TaskPlan::verdict).containsExactly(Verdict.CHANGE, Verdict.DEFERRED);
        assertThat(tasks.get(1).because()).contains("known after package on a");
        assertThat(tasks.get(1).differences()).extracting("attribute").containsExactly("line");
    }

    @Test
    void a_change_notifies_its_handler_once_and_at_the_flush() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("one", new Line("/etc/x", "1"))
                                .notifying("restart")
                                .task(),
                        task("two", new Line("/etc/x", "2"))
                                .notifying("restart")
                                .task(),
                        flush(),
                        task("three", new Line("/etc/x", "1")).task()),
                task("restart", new Restarted("redis")).task()));
        World world = seen(world(""), A, new Read.UnitStatus("redis"), ACTIVE);
        world = seen(world, A, new Read.Owed(), Set.of());

        assertThat(tasks(Planner.step(program, world), A))
                .extracting(TaskPlan::name)
                .containsExactly("one", "two", "restart", "three");
    }

    @Test
    void a_debt_of_an_earlier_run_runs_its_handler_though_nothing_changed() {
        Program program = program(play(
                List.of(A),
                List.of(task("one", new Line("/etc/x", "1"))
                        .notifying("restart")
                        .task()),
                task("restart", new Restarted("redis")).task()));
        World world = seen(world("1\n"), A, new Read.UnitStatus("redis"), ACTIVE);
        world = seen(world, A, new Read.Owed(), Set.of("site.yml/restart"));

        assertThat(tasks(Planner.step(program, world), A))
                .extracting(TaskPlan::name, TaskPlan::verdict)
                .contains(org.assertj.core.groups.Tuple.tuple("restart", Verdict.CHANGE));
    }

    @Test
    void what_another_host_sees_is_known_after_a_restart_here() {
        Program program = program(play(
                List.of(A, B),
                List.of(
                        task("restart", new Restarted("redis")).task(),
                        task("check", new Answers(A, 80)).task())));
        World world = seen(World.EMPTY, A, new Read.UnitStatus("redis"), ACTIVE);
        world = seen(world, B, new Read.UnitStatus("redis"), ACTIVE);
        world = seen(world, A, PORT, new Reachability.Open());

        assertThat(tasks(Planner.step(program, world), B).getLast().because()).contains("known after restart on b");
    }

    @Test
    void an_apply_batches_debt_write_restart_and_settlement() {
        Program program = program(play(
                List.of(A),
                List.of(task("one", new Line("/etc/x", "1"))
                        .notifying("restart")
                        .task()),
                task("restart", new Restarted("redis")).task()));
        World world = seen(world(""), A, new Read.UnitStatus("redis"), ACTIVE);
        world = seen(world, A, new Read.Owed(), Set.of());

        Progress progress = Planner.step(program, world, History.EMPTY);

        assertThat(progress.steps().get(A))
                .extracting(step -> step.action().summary())
                .containsExactly("owe site.yml/restart", "write /etc/x", "restart redis", "settle site.yml/restart");
    }

    @Test
    void a_second_play_waits_until_all_hosts_are_through_the_first() {
        Program program = program(
                play(List.of(A), List.of(task("one", new Line("/etc/x", "1")).task())),
                play(List.of(B), List.of(task("two", new Line("/etc/x", "1")).task())));
        World world = seen(world(""), B, CONTENT, Optional.empty());

        assertThat(Planner.step(program, world, History.EMPTY).steps().keySet()).containsExactly(A);
    }

    @Test
    void a_module_whose_action_does_not_bring_what_it_promised_is_named() {
        Program program =
                program(play(List.of(A), List.of(task("lie", new Liar()).task())));
        World world = seen(World.EMPTY, A, new Read.FileContent(new AbsolutePath("/liar")), Optional.empty());
        Step step = Planner.step(program, world, History.EMPTY).steps().get(A).getFirst();
        History history = History.EMPTY.with(
                step.key(), record -> record.executed(step.delta().orElseThrow(), Optional.empty()));

        Progress after = Planner.step(program, world, history);

        assertThat(after.finished().get(step.key()).fault().orElseThrow().code())
                .isEqualTo("module.broken_promise");
    }

    @Test
    void a_module_that_is_never_content_is_stopped() {
        Program program = program(
                play(List.of(A), List.of(task("restless", new Restless()).task())));
        World world = seen(World.EMPTY, A, new Read.FileContent(new AbsolutePath("/restless")), Optional.empty());

        TaskPlan plan = tasks(Planner.step(program, world), A).getFirst();

        assertThat(plan.fault().orElseThrow().code()).isEqualTo("module.endless");
    }

    @Test
    void a_condition_on_what_a_command_will_print_is_deferred() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("command", new Command("uptime")).registering("up").task(),
                        task("file", new Line("/etc/x", "1"))
                                .when(env -> registered(env, "up", "rc").equals(Data.of(0)))
                                .task())));

        List<TaskPlan> tasks = tasks(Planner.step(program, world("")), A);

        assertThat(tasks).extracting(TaskPlan::verdict).containsExactly(Verdict.OPAQUE, Verdict.DEFERRED);
    }

    @Test
    void once_a_command_has_printed_the_condition_is_decided() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("command", new Command("uptime")).registering("up").task(),
                        task("file", new Line("/etc/x", "1"))
                                .when(env -> registered(env, "up", "rc").equals(Data.of(0)))
                                .task())));
        Step step =
                Planner.step(program, world(""), History.EMPTY).steps().get(A).getFirst();
        CommandResult printed = new CommandResult(0, Bytes.utf8("up 3 days\n"), Bytes.EMPTY);
        History history = History.EMPTY.with(
                step.key(), record -> record.executed(step.delta().orElseThrow(), Optional.of(printed)));

        Progress after = Planner.step(program, world(""), history);

        assertThat(after.steps().get(A))
                .extracting(next -> next.action().summary())
                .containsExactly("write /etc/x");
        assertThat(((Data.Mapping) after.finished().get(step.key()).answer()).get("stdout"))
                .contains(Data.of("up 3 days"));
    }

    @Test
    void a_loop_runs_once_for_each_item_and_registers_all_results() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task(
                                        "lines",
                                        env -> new Line(
                                                "/etc/x",
                                                env.local().get("item").toString()))
                                .looping(Data.of("1"), Data.of("2"))
                                .registering("all")
                                .task(),
                        task("after", new Line("/etc/x", "3"))
                                .when(env -> registered(env, "all", "changed").equals(Data.of(true)))
                                .task())));

        assertThat(tasks(Planner.step(program, world("")), A))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.CHANGE, Verdict.CHANGE, Verdict.CHANGE);
    }

    @Test
    void a_violation_is_looked_at_again_while_until_allows_and_then_fails_the_host() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("check", new Answers(A, 80)).until(any -> true, 1).task(),
                        task("file", new Line("/etc/x", "1")).task())));
        World world = seen(world(""), A, PORT, new Reachability.Refused());

        Progress first = Planner.step(program, world, History.EMPTY);
        assertThat(first.retries())
                .singleElement()
                .satisfies(retry -> assertThat(retry.reads().values()).containsExactly(Set.of(PORT)));
        assertThat(first.steps()).isEmpty();

        History history = History.EMPTY.with(first.retries().getFirst().key(), TaskRecord::retried);
        Progress second = Planner.step(program, world, history);
        assertThat(second.finished().values())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.status()).isEqualTo(Status.FAILED));
        assertThat(second.steps()).isEmpty();
    }

    @Test
    void a_plan_shows_a_violation_and_looks_on() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("check", new Answers(A, 80)).task(),
                        task("file", new Line("/etc/x", "1")).task())));
        World world = seen(world(""), A, PORT, new Reachability.Refused());

        assertThat(tasks(Planner.step(program, world), A))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.VIOLATION, Verdict.CHANGE);
    }

    @Test
    void what_may_not_be_read_is_never_taken_for_absent() {
        Program program = program(play(
                List.of(A), List.of(task("file", new Line("/etc/x", "1")).task())));
        World world = World.EMPTY.with(A_ROOT, Map.of(CONTENT, new Known.Unreadable<>("permission denied")));

        TaskPlan plan = tasks(Planner.step(program, world), A).getFirst();

        assertThat(plan.verdict()).isEqualTo(Verdict.VIOLATION);
        assertThat(plan.fault().orElseThrow().code()).isEqualTo("read.unreadable");
        assertThat(plan.actions()).isEmpty();
    }

    @Test
    void a_failed_step_stops_its_host_and_no_other() {
        Program program = program(play(
                List.of(A, B),
                List.of(
                        task("one", new Line("/etc/x", "1")).task(),
                        task("two", new Line("/etc/x", "2")).task())));
        World world = seen(world(""), B, CONTENT, Optional.empty());
        Step failed = Planner.step(program, world, History.EMPTY).steps().get(A).getFirst();
        History history = History.EMPTY.with(
                failed.key(), record -> record.failed(new Fault("file.disk_full", "disk full", ""), Optional.empty()));

        Progress after = Planner.step(program, world, history);

        assertThat(after.steps().keySet()).containsExactly(B);
        assertThat(after.finished().get(failed.key()).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void an_ignored_failure_lets_the_host_go_on() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("one", new Line("/etc/x", "1")).ignoringErrors().task(),
                        task("two", new Line("/etc/x", "2")).task())));
        Step failed =
                Planner.step(program, world(""), History.EMPTY).steps().get(A).getFirst();
        History history = History.EMPTY.with(
                failed.key(), record -> record.failed(new Fault("file.disk_full", "disk full", ""), Optional.empty()));

        assertThat(Planner.step(program, world(""), history).steps().get(A))
                .extracting(step -> step.key().task())
                .containsExactly("site.yml#two");
    }

    @Test
    void the_same_arguments_give_the_same_progress() {
        Program program = program(play(
                List.of(A),
                List.of(
                        task("one", new Line("/etc/x", "1")).task(),
                        task("two", new Line("/etc/x", "2")).task())));

        assertThat(Planner.step(program, world(""))).isEqualTo(Planner.step(program, world("")));
    }

    @Test
    void a_proof_is_done_on_apply_only_and_once() {
        record Proven() implements dev.plumbline.api.module.Desired<String> {
            @Override
            public dev.plumbline.api.probe.Probe<String> probe() {
                return dev.plumbline.api.probe.Probe.just("");
            }

            @Override
            public List<Delta> diff(String seen) {
                return List.of(new Delta.Proof(new Action.Settle("x")));
            }
        }
        Program program =
                program(play(List.of(A), List.of(task("proof", new Proven()).task())));

        assertThat(tasks(Planner.step(program, World.EMPTY), A))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.IN_SYNC);
        Step step =
                Planner.step(program, World.EMPTY, History.EMPTY).steps().get(A).getFirst();
        History history = History.EMPTY.with(
                step.key(), record -> record.executed(step.delta().orElseThrow(), Optional.empty()));
        Progress after = Planner.step(program, World.EMPTY, history);
        assertThat(after.steps()).isEmpty();
        assertThat(after.finished().get(step.key()).status()).isEqualTo(Status.UNCHANGED);
    }
}
