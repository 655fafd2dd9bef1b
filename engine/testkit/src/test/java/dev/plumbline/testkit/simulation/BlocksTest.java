package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.plan.Weight;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BlocksTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b");
    }

    private static boolean isWhole(TaskPlan task) {
        return !task.outcome().equals(Optional.of(Status.FAILED)) || task.isTolerated();
    }

    @Test
    void after_a_rescue_the_host_goes_on_and_nothing_counts_as_failed() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - block:
                    - run: { word: one }
                    - { name: bad, run: { word: fail } }
                    - { name: missed, run: { word: never } }
                  rescue:
                    - { name: mend, run: { word: "mend ${ansible_failed_task.name} ${ansible_failed_result.rc}" } }
                  always:
                    - run: { word: always }
                - run: { word: after }
            """);

        assertThat(site.log).containsExactly("a:one", "a:fail", "a:mend bad 1", "a:always", "a:after");
        assertThat(lines(applied, "a"))
                .containsExactly(
                        "run CHANGED", "bad FAILED", "missed SKIPPED", "mend CHANGED", "run CHANGED", "run CHANGED");
        assertThat(tasks(applied, "a")).allMatch(BlocksTest::isWhole);
    }

    @Test
    void what_fails_in_the_rescue_fails_the_host_after_always() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - block:
                    - run: { word: fail one }
                  rescue:
                    - { name: worse, run: { word: fail two } }
                    - run: { word: never }
                  always:
                    - run: { word: always }
                - run: { word: after }
            """);

        assertThat(site.log).containsExactly("a:fail one", "a:fail two", "a:always");
        assertThat(tasks(applied, "a")).anyMatch(task -> task.name().equals("worse") && !isWhole(task));
        assertThat(tasks(applied, "a").getLast().outcome()).contains(Status.NOT_RUN);
    }

    @Test
    void without_a_rescue_always_is_done_and_the_host_stays_failed() throws InterruptedException {
        site.apply("""
            - hosts: a
              tasks:
                - block:
                    - run: { word: fail }
                  always:
                    - run: { word: one }
                    - run: { word: two }
                - run: { word: after }
            - hosts: a
              tasks:
                - run: { word: next play }
            """);

        assertThat(site.log).containsExactly("a:fail", "a:one", "a:two");
    }

    @Test
    void the_nearest_rescue_takes_what_fails_and_an_outer_one_what_fails_in_it() throws InterruptedException {
        site.apply("""
            - hosts: a
              tasks:
                - block:
                    - block:
                        - run: { word: fail inner }
                      rescue:
                        - run: { word: fail in rescue }
                      always:
                        - run: { word: inner always }
                    - run: { word: never }
                  rescue:
                    - run: { word: "outer: ${ansible_failed_result.stderr}" }
                  always:
                    - run: { word: outer always }
            """);

        assertThat(site.log)
                .containsExactly(
                        "a:fail inner",
                        "a:fail in rescue",
                        "a:inner always",
                        "a:outer: fail in rescue",
                        "a:outer always");
    }

    @Test
    void what_fails_in_always_fails_the_host_although_the_block_was_rescued() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - block:
                    - run: { word: fail body }
                  rescue:
                    - run: { word: rescue }
                  always:
                    - { name: last, run: { word: fail always } }
                - run: { word: after }
            """);

        assertThat(site.log).containsExactly("a:fail body", "a:rescue", "a:fail always");
        assertThat(tasks(applied, "a")).anyMatch(task -> task.name().equals("last") && !isWhole(task));
    }

    @Test
    void only_hosts_that_failed_are_rescued() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: all
              tasks:
                - block:
                    - run: { word: "${(inventory_hostname == 'a')?then('fail', 'fine')}" }
                  rescue:
                    - { name: mend, run: { word: mend }, register: mended }
                - run: { word: "${mended.skipped?c}" }
            """);

        assertThat(site.log).containsExactlyInAnyOrder("a:fail", "b:fine", "a:mend", "a:false", "b:true");
        assertThat(lines(applied, "b")).containsExactly("run CHANGED", "mend SKIPPED", "run CHANGED");
    }

    @Test
    void in_a_plan_a_rescue_is_contingent_and_no_change() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - block:
                    - line: { path: /etc/x, line: x }
                  rescue:
                    - { name: mend, line: { path: /etc/y, line: y } }
                - line: { path: /etc/z, line: z }
            """);

        TaskPlan mend = tasks(plan, "a").get(1);
        assertThat(mend.weight()).isEqualTo(Weight.CONTINGENT);
        assertThat(mend.because().orElseThrow()).contains("fails");
        assertThat(tasks(plan, "a").stream().filter(TaskPlan::isChange)).hasSize(2);
        assertThat(tasks(plan, "a").getLast().verdict()).isEqualTo(Verdict.CHANGE);
    }

    @Test
    void a_block_is_gone_through_once_for_each_item() throws InterruptedException {
        site.apply("""
            - hosts: a
              tasks:
                - block:
                    - run: { word: "${item.key} ${n}" }
                      loop: [1, 2]
                      loop_control: { loop_var: n }
                    - run: { word: "${(item.key == 'x')?then('fail', 'fine')} ${item.value}" }
                  rescue:
                    - run: { word: "mend ${item.key}" }
                  loop: { x: one, y: two }
            """);

        assertThat(site.log)
                .containsExactly("a:x 1", "a:x 2", "a:fail one", "a:mend x", "a:y 1", "a:y 2", "a:fine two");
    }

    @Test
    void end_host_and_end_play_end_without_a_failure() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: all
              tasks:
                - run: { word: one }
                - meta: end_host
                  when: inventory_hostname == "a"
                - run: { word: two }
                - meta: noop
                - meta: end_play
                - run: { word: three }
            - hosts: a
              tasks:
                - run: { word: next }
            """);

        assertThat(site.log).containsExactlyInAnyOrder("a:one", "b:one", "b:two", "a:next");
        assertThat(lines(applied, "a")).containsExactly("run CHANGED", "run CHANGED");
    }

    @Test
    void cleared_errors_let_hosts_go_on() throws InterruptedException {
        site.apply("""
            - hosts: a
              tasks:
                - run: { word: fail }
                - run: { word: never }
                - meta: clear_host_errors
                - run: { word: on }
            """);

        assertThat(site.log).containsExactly("a:fail", "a:on");
    }

    @Test
    void what_decides_an_end_later_leaves_what_follows_open() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - run: { word: look }
                  register: seen
                - meta: end_host
                  when: seen.stdout == "look"
                - run: { word: after }
            """;
        Plan plan = site.plan(playbook);
        assertThat(tasks(plan, "a").getLast().verdict()).isEqualTo(Verdict.DEFERRED);
        assertThat(tasks(plan, "a").getLast().because()).contains("known after run on a");

        Plan applied = site.apply(playbook);

        assertThat(site.log).containsExactly("a:look");
        assertThat(lines(applied, "a")).containsExactly("run CHANGED");
    }
}
