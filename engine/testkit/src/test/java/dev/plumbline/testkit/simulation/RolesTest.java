package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.lines;
import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RolesTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void fresh() {
        site = new Site(folder, "a", "b");
    }

    private static List<String> words(Plan plan, String host) {
        return tasks(plan, host).stream()
                .flatMap(task -> task.differences().stream())
                .map(difference -> difference.after().orElseThrow().reveal())
                .toList();
    }

    @Test
    void a_role_brings_tasks_handlers_and_variables_in_their_order() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", """
            - name: conf
              line: { path: /etc/x, line: "${d} ${v} ${p} ${role_name}" }
              notify: reload
            - include_tasks: more.yml
            """)
                .file("roles/web/tasks/more.yml", "- run: { word: more }")
                .file("roles/web/handlers/main.yml", "[{ name: reload, run: { word: reloaded } }]")
                .file("roles/web/defaults/main.yml", "{ d: default, v: default, p: default }")
                .file("roles/web/vars/main.yml", "{ v: var, p: var }");
        Plan applied = site.apply("""
            - hosts: a
              vars: { d: play, v: play, p: play }
              pre_tasks: [{ run: { word: pre } }]
              roles: [{ role: web, vars: { p: given } }]
              tasks: [{ run: { word: task }, notify: "web : reload" }]
              post_tasks: [{ run: { word: post } }]
            """);

        assertThat(site.hosts.get("a").content("/etc/x").latin1()).isEqualTo("play var given web\n");
        assertThat(site.log).containsExactly("a:pre", "a:more", "a:task", "a:reloaded", "a:post");
        assertThat(lines(applied, "a"))
                .contains("web : conf CHANGED", "web : run CHANGED", "web : reload CHANGED", "run CHANGED");
    }

    @Test
    void dependencies_come_first_and_once_unless_they_may_come_again() throws InterruptedException {
        site.file("roles/base/tasks/main.yml", "- run: { word: base }")
                .file("roles/often/tasks/main.yml", "- run: { word: \"often ${n}\" }")
                .file("roles/often/meta/main.yml", "allow_duplicates: true")
                .file("roles/one/tasks/main.yml", "- run: { word: one }")
                .file("roles/one/meta/main.yml", "dependencies: [base, { role: often, vars: { n: 1 } }]")
                .file("roles/two/tasks/main.yml", "- run: { word: two }")
                .file("roles/two/meta/main.yml", "dependencies: [base, { role: often, vars: { n: 1 } }]");
        Plan plan = site.plan("- { hosts: a, roles: [one, two, one] }");

        assertThat(words(plan, "a")).containsExactly("base", "often 1", "one", "often 1", "two");
    }

    @Test
    void roles_among_the_tasks_are_conditional_looped_and_partial() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", "- run: { word: main }")
                .file("roles/web/tasks/part.yml", "- run: { word: \"part ${x} ${item!'-'}\" }");
        Plan plan = site.plan("""
            - hosts: all
              tasks:
                - include_role: { name: web }
                  when: inventory_hostname == "a"
                - ansible.builtin.include_role: { name: web, tasks_from: part }
                  vars: { x: 1 }
                  loop: [l, m]
                - import_role: { name: web, tasks_from: part.yml }
                  vars: { x: 2 }
            """);

        assertThat(words(plan, "a")).containsExactly("main", "part 1 l", "part 1 m", "part 2 -");
        assertThat(words(plan, "b")).containsExactly("part 1 l", "part 1 m", "part 2 -");
    }

    @Test
    void arguments_of_a_role_are_checked_before_any_host_is_contacted() throws InterruptedException {
        site.hosts.clear();
        site.file("roles/web/tasks/main.yml", "- run: { word: \"${port} ${mode}\" }")
                .file("roles/web/meta/arguments.yml", """
                    port: { type: int, required: true, description: Where it listens. }
                    mode: { type: text, default: fast, choices: [fast, safe] }
                    users: { type: list, elements: dict, options: { name: { type: text, required: true } } }
                    """);

        assertThat(site.problems("- { hosts: all, roles: [web] }"))
                .containsExactly("playbook.role.argument.missing site.yml:1:25 the role 'web' needs 'port' for a");
        assertThat(site.problems("- { hosts: all, roles: [{ role: web, vars: { port: x, mod: safe } }] }"))
                .containsExactly("playbook.role.argument.unknown site.yml:1:55 the role 'web' has no argument 'mod'");
        assertThat(site.problems("- { hosts: all, roles: [{ role: web, vars: { port: x, mode: quick } }] }"))
                .singleElement()
                .asString()
                .startsWith(
                        "playbook.role.argument.type site.yml:1:46 'port' of the role 'web' must be a whole number");
        assertThat(site.problems("- { hosts: all, vars: { port: 1, users: [{ nme: x }] }, roles: [web] }"))
                .singleElement()
                .asString()
                .contains("'users' of the role 'web'[0] has no 'nme'");
    }

    @Test
    void arguments_as_ansible_has_them_are_read_too_and_defaults_hold() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", "- run: { word: \"${port} ${mode}\" }")
                .file("roles/web/meta/argument_specs.yml", """
                    argument_specs:
                      main:
                        short_description: x
                        options:
                          port: { type: int, required: true }
                          mode: { default: fast }
                    """);

        assertThat(words(site.plan("- { hosts: a, roles: [{ role: web, vars: { port: 80 } }] }"), "a"))
                .containsExactly("80 fast");
        assertThat(site.problems("- { hosts: a, roles: [{ role: web, vars: { port: [1] } }] }"))
                .hasSize(1);
    }

    @Test
    void an_argument_that_is_known_later_is_checked_then() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", "- run: { word: done }")
                .file("roles/web/meta/arguments.yml", "port: { type: int, required: true }");
        String playbook = """
            - hosts: a
              tasks:
                - run: { word: eighty }
                  register: r
                - include_role: { name: web }
                  vars: { port: "${r.stdout}" }
            """;
        assertThat(site.problems(playbook)).isEmpty();

        Plan applied = site.apply(playbook);

        assertThat(site.log).containsExactly("a:eighty");
        assertThat(tasks(applied, "a"))
                .anyMatch(task ->
                        task.fault().isPresent() && task.fault().get().code().equals("playbook.role.argument.type"));
    }

    @Test
    void tasks_are_chosen_for_each_host_by_what_it_says() throws InterruptedException {
        site.file("host_vars/a.yml", "{ kind: big, only_a: ger }")
                .file("host_vars/b.yml", "{ kind: small }")
                .file("big.yml", "- run: { word: \"big${only_a}\" }")
                .file("small.yml", "- run: { word: \"small\" }")
                .file("wrong.yml", "- run: { nothing: \"of it\" }");
        Plan plan = site.plan("""
            - hosts: all
              tasks:
                - include_tasks: "${kind}.yml"
            """);

        assertThat(words(plan, "a")).containsExactly("bigger");
        assertThat(words(plan, "b")).containsExactly("small");
    }

    @Test
    void tasks_that_a_later_result_chooses_are_deferred_with_the_cause() throws InterruptedException {
        site.file("on-one.yml", "- { name: chosen, run: { word: one }, register: after }")
                .file("on-two.yml", "- { run: { word: two } }");
        String playbook = """
            - hosts: a
              tasks:
                - run: { word: one }
                  register: r
                - include_tasks: "on-${r.stdout}.yml"
                - run: { word: "${after.stdout} after" }
            """;
        Plan plan = site.plan(playbook);
        assertThat(tasks(plan, "a"))
                .extracting(TaskPlan::verdict)
                .containsExactly(Verdict.OPAQUE, Verdict.DEFERRED, Verdict.DEFERRED);
        assertThat(tasks(plan, "a").get(1).because()).contains("known after run on a");

        Plan applied = site.apply(playbook);

        assertThat(site.log).containsExactly("a:one", "a:one", "a:one after");
        assertThat(lines(applied, "a")).noneMatch(line -> line.endsWith("NOT_RUN"));
    }

    @Test
    void what_cannot_be_right_in_any_file_is_told_together() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", "- rn: { word: x }\n- include_tasks: main.yml")
                .file("more.yml", "- run: { wrd: x }\n  notify: nobody")
                .file("other.yml", "- { hosts: a, tasks: [{ import_tasks: more.yml }] }");

        assertThat(site.problems("""
            - import_playbook: other.yml
            - hosts: a
              roles: [web, wbe]
              tasks:
                - include_tasks: mor.yml
            """))
                .extracting(line -> line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1)))
                .containsExactlyInAnyOrder(
                        "playbook.parameter.unknown more.yml:1:10",
                        "playbook.handler.unknown more.yml:2:11",
                        "playbook.module.unknown roles/web/tasks/main.yml:1:3",
                        "playbook.include.circle roles/web/tasks/main.yml:2:18",
                        "playbook.role.not_found site.yml:3:16",
                        "playbook.include.not_found site.yml:5:22");
    }

    @Test
    void an_imported_playbook_hands_its_words_down() throws InterruptedException {
        site.file("sub/other.yml", "- { hosts: all, roles: [near], tasks: [{ run: { word: \"${x}\" } }] }")
                .file("sub/roles/near/tasks/main.yml", "- run: { word: near }");
        Plan plan = site.plan("""
            - import_playbook: sub/other.yml
              vars: { x: handed }
              when: inventory_hostname == "b"
            """);

        assertThat(words(plan, "a")).isEmpty();
        assertThat(words(plan, "b")).containsExactly("near", "handed");
    }

    @Test
    void a_block_around_a_role_rescues_it() throws InterruptedException {
        site.file("roles/web/tasks/main.yml", "[{ run: { word: fail } }, { run: { word: never } }]");
        site.apply("""
            - hosts: a
              tasks:
                - block:
                    - include_role: { name: web }
                  rescue:
                    - run: { word: "mend ${ansible_failed_task.name}" }
            """);

        assertThat(site.log).containsExactly("a:fail", "a:mend web : run");
    }
}
