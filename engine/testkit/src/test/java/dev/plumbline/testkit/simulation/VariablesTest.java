package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VariablesTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b");
    }

    @Test
    void what_is_set_is_there_afterwards_and_grows_in_a_loop() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              vars: { all: [] }
              tasks:
                - set_fact: { port: 6379, name: "x${1 + 1}" }
                - set_fact: { all: "${all + [item]}" }
                  loop: [1, 2, 3]
                - line: { path: "/etc/${name}", line: "${port} ${all?join('-')}" }
                - set_fact: { port: 1 }
                  when: false
                - line: { path: /etc/y, line: "${port}" }
            """);

        assertThat(tasks(plan, "a").stream()
                        .flatMap(task -> task.differences().stream())
                        .map(difference -> difference.after().orElseThrow().reveal()))
                .containsExactly("6379 1-2-3", "6379");
    }

    @Test
    void what_is_set_from_a_later_result_is_known_after_it_and_spoils_nothing_else() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - run: { word: look }
                  register: seen
                - set_fact: { found: "${seen.stdout}" }
                - line: { path: /etc/x, line: "${found}" }
                - set_fact: { other: 1 }
            """;
        Plan plan = site.plan(playbook);
        TaskPlan line = tasks(plan, "a").get(2);
        assertThat(line.verdict()).isEqualTo(Verdict.DEFERRED);
        assertThat(line.because()).contains("known after run on a");

        site.apply(playbook);

        assertThat(site.hosts.get("a").content("/etc/x").latin1()).isEqualTo("look\n");
    }

    @Test
    void a_loop_over_a_later_result_is_deferred_and_then_done() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - run: { word: look }
                  register: seen
                - run: { word: "got ${item}" }
                  loop: "${seen.stdout_lines}"
                  register: all
                - block:
                    - run: { word: "in ${item.stdout}" }
                  always:
                    - run: { word: always }
                  loop: "${all.results}"
            """;
        Plan plan = site.plan(playbook);
        assertThat(tasks(plan, "a"))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.OPAQUE, Verdict.DEFERRED, Verdict.DEFERRED, Verdict.DEFERRED);

        Plan applied = site.apply(playbook);

        assertThat(site.log).containsExactly("a:look", "a:got look", "a:in got look", "a:always");
        assertThat(lines(applied, "a")).allMatch(line -> line.endsWith("CHANGED"));
    }

    @Test
    void a_loop_that_turns_out_empty_leaves_nothing_undone() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - run: { word: look }
                  register: seen
                - run: { word: never }
                  loop: "${seen.stdout_lines?filter(x -> x == 'nothing')}"
            """);

        assertThat(lines(applied, "a")).containsExactly("run CHANGED");
    }

    @Test
    void loops_tell_where_they_stand() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - run: { word: "${i} ${it} ${ansible_loop.last?c} ${ansible_loop.revindex}" }
                  loop: [x, y]
                  loop_control: { loop_var: it, index_var: i, label: "the ${it}", extended: true }
                - run: { word: "${item}" }
                  with_items: [[1, 2], 3]
                - run: { word: "${item.key}=${item.value}" }
                  with_dict: { k: v }
            """);

        assertThat(tasks(plan, "a").stream()
                        .flatMap(task -> task.differences().stream())
                        .map(difference -> difference.after().orElseThrow().reveal()))
                .containsExactly("0 x false 2", "1 y true 1", "1", "2", "3", "k=v");
        assertThat(tasks(plan, "a").getFirst().item().orElseThrow()).hasToString("the x");
    }

    @Test
    void results_go_before_included_variables_and_those_before_the_tasks_own() throws InterruptedException {
        site.file("vars/more.yml", "{ x: included, y: included, z: \"z of ${y}\" }");
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - set_fact: { x: set }
                - include_vars: more.yml
                - include_vars: { file: vars/more.yml, name: below }
                - line: { path: /etc/x, line: "${x} ${y} ${z} ${below.x}" }
                  vars: { x: task, y: task }
            """);

        assertThat(tasks(plan, "a")
                        .getLast()
                        .differences()
                        .getFirst()
                        .after()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("set included z of included included");
    }

    @Test
    void until_tries_a_command_again_as_often_as_it_may() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - run: { word: fail once }
                  register: r
                  until: [r.rc == 0]
                  retries: 2
                  delay: 0
                  ignore_errors: true
                - run: { word: fine }
                  register: r
                  until: r.stdout == "fine"
                  retries: 5
                  delay: 0
            """);

        assertThat(site.log).containsExactly("a:fail once", "a:fail once", "a:fail once", "a:fine");
        assertThat(lines(applied, "a")).containsExactly("run FAILED", "run CHANGED");
    }

    @Test
    void conditions_of_a_list_must_all_hold() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks:
                - run: { word: fail }
                  register: r
                  failed_when: [r.rc == 1, "r.stderr == 'x'"]
                  changed_when: [false]
                - run: { word: fine }
                  register: r
                  failed_when: [r.rc == 0, "r.stdout == 'fine'"]
            """);

        assertThat(lines(applied, "a")).containsExactly("run UNCHANGED", "run FAILED");
    }

    @Test
    void the_environment_adds_up_from_the_outside_in() throws InterruptedException {
        site.apply("""
            - hosts: a
              environment: { A: 1, B: 1 }
              tasks:
                - run: { word: x }
                  environment: { B: "${1 + 1}" }
                  register: r
                - line: { path: /etc/x, line: "${r.stdout}" }
                - ask: { word: x }
                  register: asked
                - line: { path: /etc/y, line: "${asked.text}" }
            """);

        assertThat(site.hosts.get("a").content("/etc/x").latin1())
                .contains("A=1")
                .contains("B=2");
    }

    @Test
    void no_log_hides_values_everywhere_and_changes_none() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              no_log: true
              tasks:
                - run: { word: "hush ${item}" }
                  loop: [quiet]
                  register: r
                - line: { path: /etc/x, line: "${r.results[0].stdout}" }
                - run: { word: fail loudly }
                  ignore_errors: true
            """);

        assertThat(site.hosts.get("a").content("/etc/x").latin1()).isEqualTo("hush quiet\n");
        assertThat(tasks(applied, "a").toString())
                .doesNotContain("hush")
                .doesNotContain("quiet")
                .doesNotContain("loudly");
    }

    @Test
    void a_condition_of_a_looped_task_is_asked_for_each_item() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              vars: { ports: { web: 80, db: 0 } }
              tasks:
                - line: { path: "/etc/${item.key}", line: "${item.value}" }
                  loop: "${dict2items(ports)}"
                  when: item.value > 0
                - line: { path: "/etc/${item}", line: "x" }
                  loop: [one, two]
                  when: [item != "two", inventory_hostname == "a"]
            """);

        assertThat(tasks(plan, "a"))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.CHANGE, Verdict.SKIPPED, Verdict.CHANGE, Verdict.SKIPPED);
    }

    @Test
    void what_is_looped_over_is_not_asked_for_where_no_item_would_do_anything() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              vars: { wanted: false }
              tasks:
                - run: { word: look }
                  register: seen
                - line: { path: "/etc/${item}", line: "x" }
                  loop: "${seen.stdout_lines}"
                  when: wanted
            """);

        assertThat(tasks(plan, "a")).extracting(TaskPlan::verdict).containsExactly(Verdict.OPAQUE, Verdict.SKIPPED);
    }

    @Test
    void a_condition_that_names_no_item_there_is_is_told_with_its_place() throws InterruptedException {
        assertThat(site.problems("""
            - hosts: a
              tasks:
                - line: { path: "/etc/${item}", line: "x" }
                  loop: [one, two]
                  when: itm != "two"
            """)).singleElement().asString().startsWith("expression.undefined site.yml:5:13");
    }
}
