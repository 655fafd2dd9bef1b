package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that a project brings, as commands see them. */
class ProjectModulesTest {
    private static final String MOTD = """
        summary: Keeps the message of the day.
        parameters:
          text: { required: true, description: what it says }
          style: { choices: [plain, loud], default: plain, description: how it says it }
        read: cat /etc/motd
        in_sync: state == text
        apply: printf '%s\\n' "$text" >/etc/motd
        """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aProject() throws IOException {
        write("plumb.yml", "inventory: hosts.yml\n");
        write("hosts.yml", "web: { hosts: { one: { ansible_host: 127.0.0.1 } } }\n");
        write("play/modules/motd.yml", MOTD);
        write("play/site.yml", """
            - hosts: web
              tasks:
                - motd: { text: "${inventory_hostname} is kept", style: loud }
            """);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Invocation run(String... arguments) {
        return Invocation.of(folder, arguments);
    }

    @Test
    void aModuleBesideThePlaybookIsFound() {
        Invocation valid = run("validate", "play/site.yml");

        assertThat(valid.code()).as(valid.err()).isZero();
        assertThat(valid.err()).isEmpty();
        assertThat(run("validate", "play/site.yml", "-v").err())
                .isEqualTo("module motd from " + folder + "/play/modules/motd.yml\n");
    }

    @Test
    void itsArgumentsAreCheckedAsOfAnyOther() throws IOException {
        write("play/site.yml", """
            - hosts: web
              tasks:
                - motd: { txt: hello, style: lout }
                - mod: { text: hello }
            """);

        Invocation wrong = run("validate", "play/site.yml");

        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.err())
                .contains(
                        "'motd' has no parameter 'txt'",
                        "Did you mean 'text'?",
                        "Did you mean 'loud'?",
                        "Did you mean 'motd'?");
    }

    @Test
    void aMistakeInAModulesFileIsToldWithItsPlace() throws IOException {
        write("modules/other.yml", "summary: Other.\nin_sync: stat == 1\napply: x\n");

        Invocation wrong = run("validate", "play/site.yml");

        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.err()).contains("modules/other.yml:2:10: 'stat' is no parameter of this module");
    }

    @Test
    void aNameIsTakenOnce() throws IOException {
        write("modules/motd.yml", MOTD);
        write("modules/file.yml", MOTD);

        Invocation wrong = run("validate", "play/site.yml");

        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.err())
                .contains("the module 'motd' of ", "modules/motd.yml is also in ", "play/modules/motd.yml")
                .contains("the module 'file' of ", "modules/file.yml is also in plumb itself", "[module.clash]");
    }

    @Test
    void aJarThatIsNotTheOneMeantIsRefusedBeforeAnythingElse() throws IOException {
        write("lib/a.jar", "x");
        write("plumb.yml", "inventory: hosts.yml\nmodules:\n  - { jar: lib/a.jar, sha256: " + "0".repeat(64) + " }\n");

        Invocation wrong = run("validate", "play/site.yml");

        assertThat(wrong.code()).isEqualTo(3);
        assertThat(wrong.err()).contains("plumb.yml:3:12: ", "lib/a.jar has the hash 2d71", "[module.jar.hash]");
        assertThat(run("config").out()).contains("modules ", "lib/a.jar");
    }

    @Test
    void theDocumentationSaysWhereAModuleComesFrom() throws IOException {
        write("modules/greet.yml", MOTD);

        assertThat(run("doc", "greet").out())
                .contains(
                        "Keeps the message of the day.",
                        "From " + folder + "/modules/greet.yml. It runs fragments of sh on the host",
                        "text (text, required)",
                        "style (one of plain, loud, plain by default)",
                        "Registers\n  state");
        assertThat(run("doc").out()).contains("[" + folder + "/modules/greet.yml]");
        assertThat(run("doc", "greet", "--format", "json").out())
                .contains("\"origin\" : \"" + folder + "/modules/greet.yml\"");
        assertThat(run("doc", "file").out()).contains("From plumb itself.");
    }

    @Test
    void aRolesOwnModuleIsThereForTheRoleOnly() throws IOException {
        write("play/roles/greeter/modules/greet.yml", MOTD);
        write("play/roles/greeter/tasks/main.yml", "- greet: { text: hello }\n");
        write("play/site.yml", "- hosts: web\n  roles: [greeter]\n");

        Invocation valid = run("validate", "play/site.yml");
        write("play/site.yml", "- hosts: web\n  roles: [greeter]\n  tasks:\n    - greet: { text: hello }\n");

        assertThat(valid.code()).as(valid.err()).isZero();
        assertThat(run("validate", "play/site.yml").err()).contains("there is no module 'greet'");
    }
}
