package dev.plumbline.testkit.simulation;

import static dev.plumbline.testkit.simulation.Site.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PrecedenceTest {
    /** The strongest first, as the guide has it. */
    private static final List<String> LEVELS = List.of(
            "loop",
            "extra",
            "set",
            "included",
            "task",
            "block",
            "given",
            "role",
            "file",
            "play",
            "imported",
            "host",
            "group",
            "all",
            "default",
            "argument");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void each_level_goes_before_those_after_it(int strongest) throws InterruptedException {
        List<String> present = LEVELS.subList(strongest, LEVELS.size());
        Site site = new Site(folder, "a")
                .file("inventory.yml", "{ all: { children: { g: { hosts: { a: } } } } }")
                .file("host_vars/a.yml", x(present, "host"))
                .file("group_vars/g.yml", x(present, "group"))
                .file("group_vars/all.yml", x(present, "all"))
                .file("file.yml", x(present, "file"))
                .file("included.yml", x(present, "included"))
                .file("roles/web/defaults/main.yml", x(present, "default"))
                .file("roles/web/vars/main.yml", x(present, "role"))
                .file("roles/web/meta/arguments.yml", "x: { default: argument }")
                .file("roles/web/tasks/main.yml", """
                    - block:
                        - run: { word: "${x}" }
                          vars: %s
                          loop: [loop]
                          loop_control: { loop_var: %s }
                      vars: %s
                    """.formatted(
                                x(present, "task"), present.contains("loop") ? "x" : "item", x(present, "block")))
                .file("play.yml", """
                    - hosts: a
                      vars: %s
                      vars_files: [file.yml]
                      pre_tasks:
                        - set_fact: %s
                        - include_vars: included.yml
                      roles: [{ role: web, vars: %s }]
                    """.formatted(
                        x(present, "play"), x(present, "set"), present.contains("given") ? "{ x: given }" : "{}"));
        if (present.contains("extra")) {
            Position at = new Position("-e", 1, 1);
            site.extra = Map.of("x", new Definition(YamlNode.Scalar.plain("extra", at), at, "-e"));
        }

        var plan = site.plan("- { import_playbook: play.yml, vars: %s }".formatted(x(present, "imported")));

        assertThat(tasks(plan, "a").getLast().differences().getFirst().after().orElseThrow())
                .hasToString(present.getFirst());
    }

    private static String x(List<String> present, String level) {
        return present.contains(level) ? "{ x: " + level + " }" : "{ unused_" + level + ": 1 }";
    }
}
