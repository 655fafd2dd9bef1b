package dev.plumbline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.promise.Fulfilment;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.promise.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromiseTest {
    private static final Seal SEAL = new Seal("a key of enough bytes".getBytes(StandardCharsets.UTF_8));
    private static final String LINES = """
        - hosts: all
          tasks:
            - { name: one, line: { path: /etc/one, line: wanted } }
            - { name: two, line: { path: /etc/two, line: wanted } }
        """;

    /** What the second does is known when the first has printed it. */
    private static final String CONDITIONAL = """
        - hosts: a
          tasks:
            - { name: first, run: { word: three }, register: said }
            - { name: second, line: { path: /etc/two, line: "${said.stdout}" } }
            - { name: looped, line: { path: "/etc/${item}", line: x }, loop: "${[said.stdout]}" }
        """;

    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b");
    }

    private List<String> objections(Promise promise, String playbook) throws InterruptedException {
        return promise.objections(site.plan(playbook), SEAL).stream()
                .map(objection -> objection.host().map(HostName::value).orElse("all") + " " + objection.message())
                .toList();
    }

    @Test
    void nothing_is_said_where_all_is_as_it_was() throws InterruptedException {
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        assertThat(objections(promise, LINES)).isEmpty();
    }

    @Test
    void a_file_that_somebody_else_has_changed_is_named() throws InterruptedException {
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        site.hosts.get("b").file("/etc/two", "another's\n");
        assertThat(objections(promise, LINES)).containsExactly("b site.yml:4 'two' would do something else now: line");
    }

    @Test
    void what_was_in_sync_and_is_no_longer_is_new() throws InterruptedException {
        site.hosts.get("a").file("/etc/one", "wanted\n");
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        site.hosts.get("a").file("/etc/one", "another's\n");
        assertThat(objections(promise, LINES)).containsExactly("a site.yml:3 'one' is new");
    }

    @Test
    void another_playbook_promises_something_else() throws InterruptedException {
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        assertThat(objections(promise, LINES.replace("/etc/one, line: wanted", "/etc/one, line: other")))
                .containsExactly(
                        "a site.yml:3 'one' would do something else now: line",
                        "b site.yml:3 'one' would do something else now: line");
    }

    @Test
    void hosts_that_came_or_went_are_named() throws InterruptedException {
        Promise promise = Promise.of(site.plan(LINES.replace("hosts: all", "hosts: a")), SEAL);
        assertThat(objections(promise, LINES.replace("hosts: all", "hosts: b")))
                .containsExactly("b the plan knows nothing of this host", "a the playbook is no longer for this host");
    }

    @Test
    void an_apply_that_was_cut_off_may_be_taken_up_again() throws InterruptedException {
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        site.apply(LINES.replace("/etc/two", "/etc/one"));
        assertThat(objections(promise, LINES)).isEmpty();
    }

    @Test
    void what_was_conditional_may_become_concrete() throws InterruptedException {
        Promise promise = Promise.of(site.plan(CONDITIONAL), SEAL);
        Plan done = site.apply(CONDITIONAL, promise);
        assertThat(done.hosts().getFirst().tasks())
                .allMatch(task -> task.outcome().equals(Optional.of(Status.CHANGED)));
        assertThat(site.hosts.get("a").content("/etc/three").latin1()).isEqualTo("x\n");
    }

    @Test
    void an_apply_does_nothing_that_was_not_promised() throws InterruptedException {
        site.hosts.get("a").file("/etc/one", "wanted\n");
        Promise promise = Promise.of(site.plan(LINES), SEAL);
        site.hosts.get("a").file("/etc/one", "another's\n");

        Plan done = site.apply(LINES, promise);

        List<TaskPlan> tasks = done.host(new HostName("a")).orElseThrow().tasks();
        assertThat(tasks.getFirst().fault().orElseThrow().code()).isEqualTo("plan.unforeseen");
        assertThat(tasks.getLast().outcome()).contains(Status.NOT_RUN);
        assertThat(site.hosts.get("a").content("/etc/one").latin1()).isEqualTo("another's\n");
        assertThat(done.host(new HostName("b")).orElseThrow().tasks())
                .allMatch(task -> task.outcome().equals(Optional.of(Status.CHANGED)));
    }

    @Test
    void an_apply_that_kept_its_word_is_told_from_one_that_did_not() throws InterruptedException {
        Plan planned = site.plan(LINES);
        Plan done = site.apply(LINES);
        Plan again = site.apply(LINES);
        assertThat(Fulfilment.broken(planned, done)).isEmpty();
        assertThat(Fulfilment.broken(planned, again).values())
                .hasSize(4)
                .containsOnly("the plan said line → wanted, and nothing was to be done");
        assertThat(Fulfilment.broken(again, done).values()).containsOnly("the plan said that nothing was to be done");
        Plan other = site.plan(LINES.replace("line: wanted", "line: other"));
        assertThat(Set.copyOf(Fulfilment.broken(other, done).values()))
                .containsExactly("the plan said line → other, and it was line → wanted");
    }
}
