package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.value.Data;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.testkit.InMemoryHost;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Facts are read when an expression names them, and known later where something planned may change them. */
@Timeout(60)
class FactsTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b");
        site.hosts.get("a").says(FactSubset.OS, os("Debian")).says(FactSubset.USERS, users("root"));
        site.hosts.get("b").says(FactSubset.OS, os("RedHat"));
    }

    private static Data.Mapping os(String family) {
        return Data.mapping()
                .put("os_family", family)
                .put("distribution_major_version", "12")
                .build();
    }

    private static Data.Mapping users(String name) {
        return Data.mapping()
                .put(
                        "users",
                        Data.mapping()
                                .put(name, Data.mapping().put("uid", 0L).build())
                                .build())
                .build();
    }

    private InMemoryHost host(String name) {
        return site.hosts.get(name);
    }

    @Test
    void a_condition_on_a_fact_holds_for_each_host_by_itself() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: all
              tasks:
                - line: { path: /etc/x, line: "${facts.os_family}" }
                  when: facts.os_family == "Debian" && facts.distribution_major_version?number >= 12
            """);

        assertThat(lines(plan, "a")).containsExactly("line CHANGE");
        assertThat(lines(plan, "b")).containsExactly("line SKIPPED");
        assertThat(tasks(plan, "a")
                        .getFirst()
                        .differences()
                        .getFirst()
                        .after()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("Debian");
    }

    @Test
    void ansibles_word_means_the_same_and_other_hosts_facts_are_reached() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "${ansible_facts['os_family']} ${hostvars['b'].facts.os_family}" }
            """);

        assertThat(tasks(plan, "a")
                        .getFirst()
                        .differences()
                        .getFirst()
                        .after()
                        .orElseThrow()
                        .reveal())
                .isEqualTo("Debian RedHat");
    }

    @Test
    void what_is_not_named_is_not_asked_for() throws InterruptedException {
        site.plan("""
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "1" }
            """);

        assertThat(host("a").asked()).noneMatch(read -> read.toString().contains("Facts"));
    }

    @Test
    void facts_that_a_planned_change_may_alter_are_known_after_it() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - line: { path: /etc/passwd, line: "redis:x:1:1::/:/bin/sh" }
                - line: { path: /etc/z, line: "${facts.os_family}" }
                - line: { path: /etc/y, line: "1" }
                  when: facts.users?keys?seq_contains("redis")
            """;
        host("a").file("/etc/passwd", "");
        Plan plan = site.plan(playbook);

        assertThat(tasks(plan, "a"))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.CHANGE, Verdict.CHANGE, Verdict.DEFERRED);
        assertThat(tasks(plan, "a").get(2).because()).contains("known after line on a");
    }

    @Test
    void a_command_that_may_do_anything_leaves_the_machine_what_it_is() throws InterruptedException {
        Plan plan = site.plan("""
            - hosts: a
              tasks:
                - run: { word: x }
                - line: { path: /etc/z, line: "${facts.os_family}" }
            """);

        assertThat(tasks(plan, "a").get(1).differences()).hasSize(1);
    }

    @Test
    void what_a_host_cannot_tell_is_an_error_with_its_reason_and_not_a_value() throws InterruptedException {
        Plan plan = site.apply("""
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "${facts.memtotal_mb!7}" }
            """);

        assertThat(tasks(plan, "a").getFirst().fault().orElseThrow().code()).isEqualTo("facts.unreadable");
        assertThat(tasks(plan, "a").getFirst().fault().orElseThrow().message()).contains("a can't tell its memory");
    }

    @Test
    void an_unknown_fact_and_ansibles_variables_are_told_before_a_host_is_contacted() throws InterruptedException {
        assertThat(site.problems("""
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "${facts.os_famly}" }
                - line: { path: /etc/y, line: "${ansible_os_family}" }
                - line: { path: /etc/z, line: "${hostvars['b'].ansible_facts.distributions}" }
            """)).hasSize(3).allMatch(problem -> problem.startsWith("expression.undefined"));
        assertThat(host("a").asked()).isEmpty();
    }

    @Test
    void a_host_that_was_set_up_anew_inherits_nothing() throws InterruptedException {
        String playbook = """
            - hosts: a
              tasks:
                - line: { path: /etc/x, line: "${facts.os_family}" }
            """;
        site.apply(playbook);
        site.hosts.put("a", new InMemoryHost("a").directory("/etc").says(FactSubset.OS, os("Alpine")));

        site.apply(playbook);

        assertThat(host("a").content("/etc/x").latin1()).isEqualTo("Alpine\n");
    }
}
