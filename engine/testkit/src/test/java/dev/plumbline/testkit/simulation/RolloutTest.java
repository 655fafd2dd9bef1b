package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.testkit.Faults;
import dev.plumbline.testkit.SimulatedProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RolloutTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b", "c", "d");
    }

    private List<String> order() {
        return List.copyOf(site.log);
    }

    @Test
    void batches_follow_one_another_with_their_handlers_and_their_gate() throws InterruptedException {
        site.apply("""
            - hosts: all
              serial: [1, 2]
              tasks:
                - { run: { word: do }, notify: h }
              handlers:
                - { name: h, run: { word: handler } }
              between_batches:
                - run: { word: healthy }
            """);

        assertThat(order().subList(0, 3)).containsExactly("a:do", "a:handler", "a:healthy");
        assertThat(order().subList(3, 9))
                .containsExactlyInAnyOrder("b:do", "c:do", "b:handler", "c:handler", "b:healthy", "c:healthy");
        assertThat(order().subList(9, 12)).containsExactly("d:do", "d:handler", "d:healthy");
    }

    @Test
    void a_plan_shows_every_batch() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: all
              serial: 25%
              tasks: [{ line: { path: /etc/x, line: x } }]
            """);

        assertThat(plan.hosts()).allSatisfy(host -> assertThat(host.tasks()).anyMatch(TaskPlan::isChange));
    }

    @Test
    void a_gate_that_fails_stops_what_follows() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: all
              serial: 1
              tasks: [{ run: { word: do } }]
              between_batches:
                - run: { word: "${(inventory_hostname == 'b')?then('fail', 'fine')}" }
            """);

        assertThat(order()).containsExactly("a:do", "a:fine", "b:do", "b:fail");
        assertThat(tasks(applied, "c")).extracting(TaskPlan::outcome).containsOnly(Optional.of(Status.NOT_RUN));
    }

    @Test
    void a_batch_that_fails_as_a_whole_is_the_last() throws InterruptedException {
        site.apply("""
            - hosts: all
              serial: 2
              tasks: [{ run: { word: fail } }]
            """);

        assertThat(order()).containsExactlyInAnyOrder("a:fail", "b:fail");
    }

    @Test
    void too_many_failures_in_a_batch_stop_the_run() throws InterruptedException {
        String playbook = """
            - hosts: all
              serial: 2
              max_fail_percentage: %s
              tasks:
                - run: { word: "${(inventory_hostname == 'a')?then('fail', 'fine')}" }
            """;
        site.apply(playbook.formatted(49));
        assertThat(order()).containsExactlyInAnyOrder("a:fail", "b:fine");

        site.log.clear();
        site.apply(playbook.formatted(50));
        assertThat(order()).containsExactlyInAnyOrder("a:fail", "b:fine", "c:fine", "d:fine");
    }

    @Test
    void the_budget_counts_over_the_whole_run_and_what_is_out_of_reach_apart() throws InterruptedException {
        site.hosts.remove("b");
        String playbook = """
            - hosts: a:b
              failure_budget: %s
              tasks: [{ run: { word: "${(inventory_hostname == 'a')?then('fail', 'fine')}" } }]
            - hosts: c:d
              failure_budget: %s
              tasks: [{ run: { word: next } }]
            """;
        site.apply(playbook.formatted("25%", "25%"));
        assertThat(order()).containsExactlyInAnyOrder("a:fail", "c:next", "d:next");

        site.log.clear();
        site.apply(playbook.formatted("20%", "20%"));
        assertThat(order()).containsExactly("a:fail");
    }

    @Test
    void one_error_is_fatal_to_all_where_it_is_said() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: all
              any_errors_fatal: true
              serial: 2
              tasks:
                - run: { word: "${(inventory_hostname == 'a')?then('fail', 'fine')}" }
                - line: { path: /etc/x, line: x }
            """);

        assertThat(order()).contains("a:fail").doesNotContain("c:fine");
        assertThat(lines(applied, "c")).containsExactly("run NOT_RUN", "line NOT_RUN");
    }

    @Test
    void hosts_come_in_the_order_that_is_said() throws InterruptedException {
        site.apply("""
            - hosts: all
              order: reverse_sorted
              serial: 1
              tasks: [{ run: { word: do } }]
            """);

        assertThat(order()).containsExactly("d:do", "c:do", "b:do", "a:do");
    }

    @Test
    void a_block_has_batches_of_its_own() throws InterruptedException {
        site.apply("""
            - hosts: all
              tasks:
                - run: { word: all }
                - block:
                    - run: { word: in }
                    - run: { word: still }
                  serial: 2
            """);

        assertThat(order().stream().filter(line -> !line.endsWith("all")).limit(4))
                .containsExactlyInAnyOrder("a:in", "b:in", "a:still", "b:still");
        assertThat(order()).hasSize(12);
    }

    @Test
    void throttled_tasks_take_their_turns() throws InterruptedException {
        site.apply("""
            - hosts: all
              tasks:
                - run: { word: do }
                  throttle: 1
            """);

        assertThat(order()).containsExactly("a:do", "b:do", "c:do", "d:do");
    }

    @Test
    void what_runs_once_is_done_by_the_first_that_can_be_reached_and_registers_for_all() throws InterruptedException {
        site.hosts.remove("a");
        site.apply("""
            - hosts: all
              tasks:
                - run: { word: once }
                  run_once: true
                  register: r
                - run: { word: "${r.stdout} seen" }
            """);

        assertThat(order()).startsWith("b:once").hasSize(4);
        assertThat(order()).contains("b:once seen", "c:once seen", "d:once seen");
    }

    @Test
    void what_runs_once_and_fails_fails_for_all() throws InterruptedException {
        site.apply("""
            - hosts: all
              tasks:
                - run: { word: fail }
                  run_once: true
                - run: { word: after }
            """);

        assertThat(order()).containsExactly("a:fail");
    }

    @Test
    void a_delegated_task_is_read_and_done_elsewhere_with_the_hosts_own_variables() throws InterruptedException {
        site.file("host_vars/a.yml", "{ port: 1 }")
                .file("host_vars/b.yml", "{ port: 2, ansible_become: true, ansible_become_user: admin }");
        String playbook = """
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "${inventory_hostname} ${port}" }
                  delegate_to: b
                - run: { word: here }
                  delegate_to: "${groups.all[2]}"
            """;
        Plan plan = site.plan(playbook);
        assertThat(plan.hosts()).hasSize(1);

        site.apply(playbook);

        assertThat(site.hosts.get("b").content("/etc/x").latin1()).isEqualTo("a 1\n");
        assertThat(order()).containsExactly("c:here");
        assertThat(lines(site.apply(playbook), "a").getFirst()).isEqualTo("line UNCHANGED");
    }

    @Test
    void several_hosts_that_delegate_to_one_do_not_disturb_each_other() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: all:!a
              tasks:
                - line: { path: /etc/x, line: "${inventory_hostname}" }
                  delegate_to: a
            """);

        assertThat(site.hosts.get("a").content("/etc/x").latin1()).isEqualTo("b\nc\nd\n");
        assertThat(applied.hosts())
                .allSatisfy(
                        host -> assertThat(lines(applied, host.host().value())).containsExactly("line CHANGED"));
    }

    @Test
    void a_delegate_that_is_out_of_reach_is_told() throws InterruptedException {
        site.hosts.remove("b");
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - run: { word: there }
                  delegate_to: b
                - run: { word: after }
            """);

        assertThat(order()).isEmpty();
        assertThat(tasks(applied, "a").getFirst().fault().orElseThrow().code()).isEqualTo("read.unreachable");
    }

    @Test
    void what_another_changed_before_a_barrier_is_seen_after_it() throws InterruptedException {
        site.hosts.get("c").program("do", call -> {
            site.hosts.get("d").file("/etc/x", "x\n");
            return SimulatedProgram.succeeds("");
        });
        Plan applied = site.apply("""
            - hosts: c
              tasks: [{ run: { word: do } }]
            - hosts: d
              tasks: [{ line: { path: /etc/x, line: x } }]
            """);

        assertThat(lines(applied, "d")).containsExactly("line UNCHANGED");
    }

    @Test
    void a_host_lost_at_any_step_is_brought_there_by_the_next_run_with_its_handlers() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - block:
                    - { line: { path: /etc/x, line: x }, notify: reload }
                    - run: { word: fail }
                  rescue:
                    - { line: { path: /etc/y, line: y }, notify: reload }
                  always:
                    - line: { path: /etc/z, line: z }
              handlers:
                - { name: reload, restart: { unit: web } }
            """;
        for (Faults.Moment moment : Faults.Moment.values()) {
            for (int step = 1; step <= 9; step++) {
                Site fresh = new Site(folder, "a");
                fresh.hosts.get("a").faults().loseConnection(moment, step);
                fresh.apply(playbook);
                fresh.hosts.get("a").faults().clear();

                fresh.apply(playbook);

                for (String name : List.of("x", "y", "z")) {
                    assertThat(fresh.hosts.get("a").content("/etc/" + name).latin1())
                            .as("%s %d", moment, step)
                            .isEqualTo(name + "\n");
                }
                assertThat(fresh.hosts.get("a").unit("web").starts())
                        .as("%s %d", moment, step)
                        .isPositive();
            }
        }
    }
}
