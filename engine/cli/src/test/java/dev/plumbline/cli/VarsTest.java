package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb vars}: each value, and every place where it is set. */
class VarsTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aProject() throws IOException {
        write("plumb.yml", "inventory: hosts\n");
        write("hosts", "[web]\na port=1 db_password=hunter2\n[all:vars]\nbase=40\nport=3\n");
        write(
                "group_vars/web.yml",
                "port: \"{{ base }}\"\nurl: \"http://{{ port }}/\"\nlist: [1, \"two words\", 0644]\n");
        write("host_vars/a/main.yml", "# mine\nport: \"${base + 2}\"\n");
        write("site.yml", """
            - name: Web
              hosts: web
              vars_files: [more.yml]
              vars: { port: 5, depth: 1 }
              tasks: []
            - hosts: nobody
              vars: { port: 6 }
            """);
        write("more.yml", "depth: 2\n");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    private String shown(String... arguments) {
        Invocation invocation = Invocation.of(folder, arguments);
        assertThat(invocation.code()).as(invocation.err()).isZero();
        return invocation.out();
    }

    @Test
    void theWinnerIsFirstAndEveryPlaceHasItsLevel() {
        assertThat(shown("vars", "a", "port")).isEqualTo("""
            a
              port = 42
                  host_vars/a/main.yml:2:1  host_vars/a: ${base + 2}
                  over hosts:2:3  inventory, host a: 1
                  over group_vars/web.yml:1:1  group_vars/web: {{ base }}
                  over hosts:5:1  inventory, group all: 3
            """);
        assertThat(shown("vars", "a", "port", "-e", "port=7"))
                .contains("port = 7\n      -e:1:1  -e: 7\n      over host_vars/a/main.yml:2:1");
    }

    @Test
    void aPlaysOwnVariablesCountWhereThePlaybookIsNamed() {
        assertThat(shown("vars", "a", "port", "--playbook", "site.yml"))
                .contains("port = 5  (in the play 'Web')\n"
                        + "      site.yml:4:11  play: 5\n"
                        + "      over host_vars/a/main.yml:2:1");
        assertThat(shown("vars", "a", "depth", "--playbook", "site.yml"))
                .contains("depth = 2", "more.yml:1:1  more.yml: 2", "over site.yml:4:20  play: 1");
    }

    @Test
    void allOfThemAreShownWithSecretsMasked() {
        assertThat(shown("vars", "a"))
                .contains("base = 40", "db_password = ********", "list = [1, two words, 0644]", "url = http://42/")
                .doesNotContain("hunter2");
        assertThat(shown("vars", "a", "--format", "json")).doesNotContain("hunter2");
    }

    @Test
    void programsGetItAsJson() {
        assertThat(shown("vars", "a", "list", "--format", "json")).isEqualToIgnoringWhitespace("""
            {"version": 1, "command": "vars", "hosts": [{"host": "a", "variables": [
              {"name": "list", "value": [1, "two words", "0644"], "play": null, "error": null, "set": [
                {"level": "group_vars/web", "at": "group_vars/web.yml:3:1", "written": "[1, two words, 0644]"}]}]}]}
            """);
    }

    @Test
    void namesWithAMeaningOfTheirOwnAreShownToo() {
        assertThat(shown("vars", "a", "group_names")).contains("group_names = [web]", "a meaning of its own");
        assertThat(shown("vars", "a", "ansible_host")).contains("ansible_host = a");
    }

    @Test
    void whatIsNotSetIsAnsweredWithTheNearestName() {
        Invocation unknown = Invocation.of(folder, "vars", "a", "prot");

        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("'prot' is not set for a  [vars.unknown]", "Did you mean 'port'?");
        assertThat(Invocation.of(folder, "vars", "nobody").code()).isEqualTo(3);
    }

    @Test
    void aValueThatCanNotBeEvaluatedIsToldWithItsPlace() throws IOException {
        write("host_vars/a/wrong.yml", "wrong: \"x {{ basis }}\"\n");

        Invocation one = Invocation.of(folder, "vars", "a", "wrong");

        assertThat(one.code()).isEqualTo(3);
        assertThat(one.err()).contains("host_vars/a/wrong.yml:1:14", "'basis' is not defined for a");
        assertThat(shown("vars", "a")).contains("wrong: 'basis' is not defined for a", "base = 40");
    }
}
