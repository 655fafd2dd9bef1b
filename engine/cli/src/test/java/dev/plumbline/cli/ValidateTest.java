package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that {@code plumb validate} finds undefined or unused, by words alone. */
class ValidateTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aProject() throws IOException {
        write("plumb.yml", "inventory: hosts.yml\n");
        write("hosts.yml", "web: { hosts: { a: { port: 1 }, b: { port: 2, only_b: 3 } }, vars: { spare: 1 } }\n");
        Files.createDirectories(folder.resolve("templates"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Invocation validate(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "validate";
        arguments[1] = "site.yml";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Invocation.of(folder, arguments);
    }

    @Test
    void undefinedNamesAreFoundInBothBranchesAndInTasksThatNoHostTakes() throws IOException {
        write("site.yml", """
            - hosts: web
              tasks:
                - file: { path: "/srv/${(port > 0)?then(port, prot)}", state: directory }
                - file: { path: "/srv/${nothing_1}", state: directory }
                  when: port > 100
                - file: { path: "/srv/${only_b}", state: directory }
                  when: inventory_hostname == "b"
                - file: { path: "/srv/${maybe}", state: directory }
                  when: maybe??
                - template: { src: page.ftl, dest: /srv/page }
            """);
        write("templates/page.ftl", """
            <#if port gt 100>
            ${nothing_2}
            <#else>
            <#list [1, 2] as n>${n} ${later!"-"}</#list>
            </#if>
            <#include "part.ftl">
            """);
        write("templates/part.ftl", "<#if port gt 100>${nothing_3}</#if>\n");

        Invocation answer = validate();

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.err())
                .contains("site.yml:3:51", "'prot' is not defined", "Did you mean 'port'?")
                .contains("site.yml:4:29", "'nothing_1'")
                .contains("templates/page.ftl:2:3", "'nothing_2'")
                .contains("templates/part.ftl:1:20", "'nothing_3'")
                .contains("4 problems");
    }

    @Test
    void unusedVariablesAreWarningsAndTheExitCodeStays() throws IOException {
        write("site.yml", """
            - hosts: web
              vars: { root: /srv, unused_1: 1, chained: "${root}/x", ansible_become: false }
              tasks:
                - file: { path: "${chained}", state: directory }
                  vars: { unused_2: 2 }
                - template: { src: page.ftl, dest: "${root}/page" }
                  vars: { title: T }
            """);
        write("templates/page.ftl", "${title}\n");

        Invocation answer = validate("-e", "prot=5", "-e", "port=6");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.err().lines().filter(line -> line.contains("warning: ")))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).startsWith("-e:1:1").contains("'prot'"),
                        line -> assertThat(line).startsWith("-e:1:1").contains("'port'"),
                        line -> assertThat(line).startsWith("site.yml:2:23").contains("'unused_1'"),
                        line -> assertThat(line).startsWith("site.yml:5:15").contains("'unused_2'"));
        assertThat(validate("--format", "json").out())
                .contains("\"problems\"", "\"warnings\"", "playbook.variable.unused", "site.yml:2:23");
    }
}
