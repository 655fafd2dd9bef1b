package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a project whose hosts nobody answers for. */
class CommandsTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aProjectWithTwoHosts() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        write("plumb.yml", "inventory: hosts.yml\n");
        write("hosts.yml", """
            web:
              hosts:
                one: { ansible_host: 127.0.0.1, ansible_port: PORT }
                two: { ansible_host: 127.0.0.1, ansible_port: PORT }
              vars:
                site_password: hunter2secret
                site_port: 80
            """.replace("PORT", Integer.toString(port)));
        write("site.yml", """
            - hosts: web
              tasks:
                - name: Say
                  copy: { dest: /srv/say, content: "${site_password}" }
                  tags: [talk]
                - name: Folder
                  file: { path: /srv/site, state: directory }
            """);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Invocation run(String... arguments) {
        return Invocation.of(folder, arguments);
    }

    @Test
    void whoAsksForJsonGetsTheProblemsAsJson() throws IOException {
        write("site.yml", "- hosts: web\n  tasks:\n    - fiel: { path: /srv }\n");

        Invocation refused = run("plan", "site.yml", "--format", "json");

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).contains("\"at\" : \"site.yml:3:7\"", "\"code\" : \"playbook.module.unknown\"");
        assertThat(run("plan", "site.yml").out()).isEmpty();
    }

    @Test
    void allProblemsAreListedTogetherWithPlaceRemedyAndCode() throws IOException {
        write("site.yml", """
            - hosts: web
              tasks:
                - name: Folder
                  file: { pth: /srv/site, state: directory }
                - fiel: { path: /x }
            """);

        Invocation invocation = run("apply", "site.yml", "--yes");

        assertThat(invocation.code()).isEqualTo(3);
        assertThat(invocation.err().lines().filter(line -> line.startsWith("site.yml:4:")))
                .isNotEmpty();
        assertThat(invocation.err().lines().filter(line -> line.startsWith("site.yml:5:")))
                .singleElement()
                .satisfies(line -> assertThat(line).endsWith("[playbook.module.unknown]"));
        assertThat(invocation.err()).contains("Did you mean 'file'?").containsPattern("\\d problems\n$");
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void whatIsRightIsSaidToBeRight() {
        Invocation invocation = run("validate", "site.yml");

        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out()).isEqualTo("site.yml: nothing wrong (plays: 1, tasks: 2, hosts: 2)\n");
        assertThat(invocation.code()).isEqualTo(0);
    }

    @Test
    void hostsThatNobodyAnswersForAreUnreachable() {
        Invocation invocation = run("plan", "site.yml", "--format", "json");

        assertThat(invocation.code()).isEqualTo(4);
        assertThat(invocation.out())
                .contains("\"status\" : \"unreachable\"", "\"code\" : \"ssh.refused\"", "\"unreachable\" : 2");
    }

    @Test
    void aPlanWithoutAYesIsNotApplied() {
        Invocation invocation = run("exec", "one", "--", "echo", "${site_password}");

        assertThat(invocation.code()).isEqualTo(5);
        assertThat(invocation.err()).contains("[apply.unconfirmed]");
        assertThat(invocation.out()).contains("→ echo ${site_password}");
    }

    @Test
    void aMissingInventoryIsSaidOnce() throws IOException {
        write("plumb.yml", "forks: 3\n");

        Invocation invocation = run("plan", "site.yml");

        assertThat(invocation.code()).isEqualTo(3);
        assertThat(invocation.err()).contains("there is no inventory  [inventory.missing]");
        assertThat(invocation.err().lines()).hasSize(2);
    }

    @Test
    void theProjectOfThePlaybookCountsWhereTheWorkingDirectoryHasNone(@TempDir Path elsewhere) {
        Invocation invocation =
                Invocation.of(elsewhere, "validate", folder.resolve("site.yml").toString());

        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.code()).isEqualTo(0);
    }

    @Test
    void extraVariablesHoldAgainstTheInventory() throws IOException {
        write("site.yml", """
            - hosts: web
              tasks:
                - file: { path: "/srv/${place}", state: directory }
            """);
        write("more.yml", "place: here\n");

        assertThat(run("validate", "site.yml").err()).contains("'place' is not defined");
        assertThat(run("validate", "site.yml", "-e", "place=there").code()).isEqualTo(0);
        assertThat(run("validate", "site.yml", "-e", "@more.yml").code()).isEqualTo(0);
        assertThat(run("validate", "site.yml", "-e", "{\"place\": \"x\"}").code())
                .isEqualTo(0);
        assertThat(run("validate", "site.yml", "-e", "place").err()).contains("'place' names no variable");
        assertThat(run("validate", "site.yml", "-e", "@less.yml").err()).contains("less.yml of -e can't be read");
    }

    @Test
    void aLimitThatMeansNoHostIsAProblem() {
        Invocation invocation = run("plan", "site.yml", "-l", "thre");

        assertThat(invocation.code()).isEqualTo(3);
        assertThat(invocation.err()).contains("'thre'");
    }

    @Test
    void aLimitThatNoPlayIsForIsAProblem() throws IOException {
        write("hosts.yml", Files.readString(folder.resolve("hosts.yml")) + "\ndb:\n  hosts: { three: }\n");

        Invocation invocation = run("plan", "site.yml", "-l", "three");

        assertThat(invocation.code()).isEqualTo(3);
        assertThat(invocation.err()).contains("no play of site.yml is for a host within the limit 'three'");
    }

    @Test
    void hostsTasksAndTagsCanBeListed() {
        assertThat(run("plan", "site.yml", "--list-hosts").out()).contains("  one\n  two\n");
        assertThat(run("plan", "site.yml", "--list-tasks").out()).contains("  Say  copy  site.yml:3\n");
        assertThat(run("plan", "site.yml", "--list-tags").out()).contains("  talk\n");
    }

    @Test
    void theInventoryIsShownWithItsOriginsAndWithoutItsSecrets() {
        assertThat(run("inventory").out()).contains("web: one, two\n");
        assertThat(run("inventory", "one").out())
                .contains("site_password: ********", "hosts.yml:6", "site_port: 80")
                .doesNotContain("hunter2secret");
        assertThat(run("inventory", "--format", "json").out())
                .contains("\"web\"", "\"site_password\"")
                .doesNotContain("hunter2secret");
    }

    @Test
    void noSecretIsPrintedAtAnyVerbosity() {
        Invocation invocation = run("plan", "site.yml", "-vv", "--format", "json");

        assertThat(invocation.out() + invocation.err()).doesNotContain("hunter2secret");
        assertThat(run("plan", "site.yml", "-vv").out()).doesNotContain("hunter2secret");
        assertThat(run("why", "one", "Say").out()).doesNotContain("hunter2secret");
    }

    @Test
    void settingsAreShownWithTheirOrigins() {
        assertThat(run("config").out()).containsPattern("inventory +.*hosts.yml +plumb.yml:1");
        Map<String, String> environment =
                Map.of("HOME", folder.toString(), "PLUMB_FORKS", "7", "PLUMB_BECOME_PASS", "x");
        assertThat(Invocation.of(folder, environment, "config").out()).containsPattern("forks +7 +PLUMB_FORKS");
        assertThat(Invocation.of(folder, environment, "config", "--forks", "9").out())
                .containsPattern("forks +9 +--forks");
    }

    @Test
    void aModuleIsShownWithItsParameters() {
        assertThat(run("doc").out()).contains("file ", "redis_conf ");
        assertThat(run("doc", "file").out()).contains("Parameters\n", "  path (absolute path, required)\n", "Examples");
        assertThat(run("doc", "file", "--format", "json").out()).contains("\"name\" : \"path\"");
        assertThat(run("doc", "fille").err()).contains("there is no module 'fille'", "Did you mean 'file'?");
    }

    @Test
    void aKeyThatCanNotBeFetchedIsNotTrusted() {
        Invocation invocation = run("trust", "all", "--yes");

        assertThat(invocation.code()).isEqualTo(4);
        assertThat(invocation.out()).contains("one: ", "[ssh.refused]");
        assertThat(folder.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void aTaskThatIsNotThereIsAnsweredWithTheNearest() {
        assertThat(run("why", "three", "Say").err()).contains("three");
        assertThat(run("why", "one", "Say").code()).isEqualTo(4);
    }

    @Test
    void reportsGoIntoFilesToo() throws IOException {
        Invocation invocation = run("drift", "site.yml", "--format", "json=drift.json");

        assertThat(invocation.out()).contains("2 unreachable");
        assertThat(Files.readString(folder.resolve("drift.json"))).contains("\"command\" : \"drift\"");
    }

    @Test
    void watchLooksOnceAndWritesOneLine() {
        Invocation invocation = run("watch", "site.yml", "--once");

        assertThat(invocation.code()).isEqualTo(4);
        assertThat(invocation.out().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("{\"version\":1,\"command\":\"drift\"")
                        .endsWith("}"));
    }

    @Test
    void quietTellsWhatWentWrongAndNoMore() {
        Invocation invocation = run("plan", "site.yml", "-q");

        assertThat(invocation.err()).isEmpty();
        assertThat(invocation.out()).contains("one:\n", "[ssh.refused]").doesNotContain("Folder");
    }
}
