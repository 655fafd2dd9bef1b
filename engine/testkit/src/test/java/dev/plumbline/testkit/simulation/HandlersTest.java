package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.playbook.TagSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HandlersTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a");
    }

    @Test
    void handlers_run_once_in_their_own_order_and_again_when_notified_after_a_flush() throws InterruptedException {
        site.apply("""
            - hosts: a
              tasks:
                - { run: { word: one }, notify: [second, first] }
                - { run: { word: two }, notify: topic }
                - { run: { word: three }, notify: first, changed_when: false }
                - meta: flush_handlers
                - { run: { word: four }, notify: second }
              handlers:
                - { name: first, run: { word: first }, listen: topic }
                - { name: second, run: { word: second }, listen: [topic, other] }
                - { name: third, run: { word: third } }
            """);

        assertThat(site.log).containsExactly("a:one", "a:two", "a:three", "a:first", "a:second", "a:four", "a:second");
    }

    @Test
    void a_flush_before_the_task_that_notifies_does_not_run_what_it_owes() throws InterruptedException {
        site.apply("""
            - hosts: a
              pre_tasks: [{ run: { word: pre } }]
              tasks:
                - { line: { path: /etc/x, line: x }, notify: h }
                - run: { word: between }
              post_tasks: [{ run: { word: post } }]
              handlers: [{ name: h, run: { word: handler } }]
            - hosts: a
              tasks:
                - { line: { path: /etc/y, line: y }, notify: h }
                - run: { word: later }
              handlers: [{ name: h, run: { word: handler of the second } }]
            """);

        assertThat(site.log)
                .containsExactly("a:pre", "a:between", "a:handler", "a:post", "a:later", "a:handler of the second");
    }

    @Test
    void a_handler_of_a_failed_host_is_owed_to_the_next_run() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - { line: { path: /etc/x, line: x }, notify: h }
                - run: { word: "%s" }
              handlers: [{ name: h, run: { word: handler } }]
            """;
        site.apply(playbook.formatted("fail"));
        assertThat(site.log).containsExactly("a:fail");

        site.apply(playbook.formatted("fine"));

        assertThat(site.log).containsExactly("a:fail", "a:fine", "a:handler");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                |        | plain one two in role always
        x       |        | one two in always
        y       |        | two always
        block   |        | in always
        role    |        | role always
        untagged|        | plain always
        never   |        | always hidden
        tagged  |        | one two in role always
                | x      | plain role always
                | always | plain one two in role
        x       | y      | one in always
        all     | block  | plain one two role always
        """)
    void tags_select_exactly_these_tasks(String wanted, String skipped, String names) throws InterruptedException {
        site.tags = new TagSelection(
                wanted == null ? Set.of() : Set.of(wanted), skipped == null ? Set.of() : Set.of(skipped));
        site.file("roles/web/tasks/main.yml", "- { name: role, run: { word: x } }");
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - { name: plain, run: { word: x } }
                - { name: one, run: { word: x }, tags: x }
                - { name: two, run: { word: x }, tags: [x, y] }
                - block: [{ name: in, run: { word: x }, tags: x }]
                  tags: block
                - { include_role: { name: web }, tags: role }
                - { name: always, run: { word: x }, tags: always }
                - { name: hidden, run: { word: x }, tags: never }
            """);

        List<String> found = tasks(plan, "a").stream()
                .map(TaskPlan::name)
                .map(name -> name.replace("web : ", ""))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(names);
    }

    @Test
    void a_handler_that_fails_fails_its_host() throws InterruptedException {
        Plan applied = site.apply("""
            - hosts: a
              tasks: [{ run: { word: one }, notify: h }]
              post_tasks: [{ run: { word: post } }]
              handlers: [{ name: h, run: { word: fail } }]
            """);

        assertThat(site.log).containsExactly("a:one", "a:fail");
        assertThat(lines(applied, "a")).containsExactly("run CHANGED", "h FAILED", "run NOT_RUN");
    }
}
