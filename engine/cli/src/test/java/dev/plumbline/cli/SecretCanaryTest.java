package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.AnswerLog;
import dev.plumbline.cli.assembly.Loaded;
import dev.plumbline.cli.assembly.Passwords;
import dev.plumbline.cli.assembly.Playbooks;
import dev.plumbline.cli.assembly.Request;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.report.JsonReport;
import dev.plumbline.cli.report.Palette;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.cli.report.TextReport;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.RemoteProcess;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.project.Flags;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Run;
import dev.plumbline.core.secret.LocalPrograms;
import dev.plumbline.core.secret.VaultId;
import dev.plumbline.core.secret.VaultPasswords;
import dev.plumbline.core.vault.VaultKey;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.testkit.InMemoryHost;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of every origin, looked for in everything that is said. */
@Timeout(120)
class SecretCanaryTest {
    /** One of each origin; with characters that JSON, a shell and a URL write otherwise. */
    private static final List<String> CANARIES = List.of(
            "c4n4ry\"inline\\1", "c4n4ry\"wholefile\\2", "c4n4ry'command/3", "c4n4ry\"copied\\4", "c4n4ry'hostvars/5");

    private static final HostName HOST = new HostName("h1");

    @TempDir
    private Path folder = Path.of("");

    private final InMemoryHost host = new InMemoryHost("h1").directory("/etc");
    private final Map<String, String> environment = Map.of("HOME", "/nonexistent", "PATH", "/usr/bin:/bin");

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void aProjectFullOfSecrets() throws IOException {
        VaultKey key = new VaultPasswords(new LocalPrograms(folder, environment), question -> "pw".toCharArray())
                .keys(List.of(VaultId.prompt("dev")))
                .getFirst();
        write("pw", "pw\n");
        write("plumb.yml", "inventory: hosts.yml\nvault_ids: dev@pw\nsecrets: { command: [./keeper, '{name}'] }\n");
        write("keeper", "#!/bin/sh\necho \"" + CANARIES.get(2) + "\"\n");
        Files.setPosixFilePermissions(folder.resolve("keeper"), PosixFilePermissions.fromString("rwx------"));
        write("hosts.yml", "all: { hosts: { h1: { ansible_host: 127.0.0.1, ansible_port: 1 } } }\n");
        write(
                "group_vars/all/inline.yml",
                "inline: !vault |\n"
                        + key.encrypt(bytes(CANARIES.getFirst())).text().indent(2));
        write(
                "host_vars/h1.yml",
                key.encrypt(bytes("ofhost: \"" + CANARIES.get(4) + "\"\n")).text());
        write(
                "whole.yml",
                key.encrypt(bytes("whole: '" + CANARIES.get(1) + "'\nmap: { deep: '" + CANARIES.get(1) + "' }\n"))
                        .text());
        write("files/copied", key.encrypt(bytes(CANARIES.get(3))).text());
        write("templates/all.ftl", "a=${inline}\nb=${whole}\nc=${map.deep?url}\n");
        write("site.yml", """
            - hosts: h1
              vars_files: [whole.yml]
              tasks:
                - name: Plain
                  copy: { dest: /etc/a, content: "user=x\\npass=${inline}\\n" }
                - name: Loop
                  copy: { dest: /etc/loop, content: "${item}" }
                  loop: ["${whole}"]
                - copy: { dest: /etc/b, content: "${whole}${secret('x')}${ofhost}" }
                - copy: { dest: /etc/c, src: copied, mode: 0600 }
                - template: { dest: /etc/d, src: all.ftl }
                - debug: { msg: "${inline} ${map.deep?upper_case} ${secret('x')?length}" }
                  register: said
                - assert: { that: "inline != whole" }
            """);
    }

    private Workspace workspace() {
        Problems problems = new Problems();
        Workspace workspace = Workspace.open(
                folder, environment, Flags.none(), Optional.of(Path.of("site.yml")), question -> new char[0], problems);
        problems.throwIfAny();
        return workspace;
    }

    private static final class NoConnection implements Connection {
        @Override
        public RemoteProcess start(String command) {
            throw new AssertionError("a host in memory has no processes");
        }

        @Override
        public Socket tunnel(String address, int port, Duration timeout) {
            throw new AssertionError("a host in memory has no tunnels");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static void assertHidden(String output) {
        String lower = output.toLowerCase(Locale.ROOT);
        for (String canary : CANARIES) {
            assertThat(output)
                    .doesNotContain(canary)
                    .doesNotContain(canary.replace("\\", "\\\\").replace("\"", "\\\""))
                    .doesNotContain(URLEncoder.encode(canary, StandardCharsets.UTF_8))
                    .doesNotContain(canary.replace("'", "'\\''"))
                    .doesNotContain(
                            Base64.getEncoder().encodeToString(bytes(canary)).replaceAll("=+$", ""));
        }
        assertThat(lower).doesNotContain("c4n4ry");
    }

    @Test
    void nothingThatIsReportedHoldsASecret() throws InterruptedException {
        Workspace workspace = workspace();
        Problems problems = new Problems();
        Loaded loaded = Playbooks.load(
                        workspace,
                        new Request(Path.of("site.yml"), Optional.empty(), List.of(), List.of(), List.of()),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.list()));
        List<String> outputs = new ArrayList<>();
        try (Fleet fleet = new Fleet(name -> new Link(new NoConnection(), host.reconnect()), 1)) {
            Run run = new Run(loaded.program(), fleet, (proof, connections) -> new StepOutcome.NotRun(), Observer.NONE);
            Plan plan = run.plan();
            said(Purpose.PLAN, plan, outputs);
            said(Purpose.DRIFT, plan, outputs);
            AnswerLog log = new AnswerLog();
            Preparation preparation = new Preparation(
                    workspace, loaded, Passwords.NONE, List.of(), Palette.PLAIN, new OutputOptions(), Optional.empty());
            plan.host(HOST).orElseThrow().tasks().forEach(task -> outputs.add(new Why(preparation, log).text(task)));
            outputs.add(plan.toString());
            Plan done = run.apply(plan);
            said(Purpose.APPLY, done, outputs);
            outputs.add(done.toString());
        }

        assertThat(host.content("/etc/a").latin1()).isEqualTo("user=x\npass=" + CANARIES.getFirst() + "\n");
        assertThat(host.content("/etc/b").latin1()).isEqualTo(CANARIES.get(1) + CANARIES.get(2) + CANARIES.get(4));
        assertThat(host.content("/etc/c").latin1()).isEqualTo(CANARIES.get(3));
        assertThat(host.content("/etc/d").latin1()).startsWith("a=" + CANARIES.getFirst());
        outputs.forEach(SecretCanaryTest::assertHidden);
    }

    private static void said(Purpose purpose, Plan plan, List<String> outputs) {
        Report report = new Report(purpose, "run", plan, Set.of(), new RoundTrips(1, 0), Map.of());
        outputs.add(JsonReport.render(report));
        outputs.add(JsonReport.line(report));
        for (boolean verbose : new boolean[] {false, true}) {
            outputs.add(TextReport.render(report, Palette.PLAIN, verbose));
            outputs.add(TextReport.renderOutput(report, Palette.PLAIN, verbose));
        }
        outputs.add(TextReport.quiet(report));
    }

    @Test
    void commandsThatOnlyLookHoldNone() {
        for (String command : List.of(
                "validate site.yml",
                "validate site.yml -vv",
                "plan site.yml -vv",
                "plan site.yml --format json",
                "why h1 Plain site.yml",
                "inventory",
                "inventory h1 -v",
                "inventory h1 --format json",
                "config",
                "config --format json",
                "validate site.yml -e @whole.yml")) {
            Invocation invocation = Invocation.of(folder, environment, command.split(" "));

            assertThat(invocation.code()).as(command + invocation.err()).isIn(0, 4);
            assertHidden(invocation.out());
            assertHidden(invocation.err());
        }
    }

    @Test
    void validatingRunsNoCommandAndNeedsNoPasswordForSingleValues() throws IOException {
        write("keeper", "#!/bin/sh\ntouch ran\n");
        Files.delete(folder.resolve("host_vars/h1.yml"));
        write("plumb.yml", "inventory: hosts.yml\nsecrets: { command: [./keeper, '{name}'] }\n");
        write("site.yml", """
            - hosts: h1
              tasks:
                - copy: { dest: /etc/a, content: "${inline}${secret('x')}" }
            """);
        Invocation valid = Invocation.of(folder, environment, "validate", "site.yml");
        Invocation plan = Invocation.of(folder, environment, "plan", "site.yml");

        assertThat(valid.err()).isEmpty();
        assertThat(valid.code()).isZero();
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(plan.code()).isEqualTo(3);
        assertThat(plan.err()).contains("group_vars/all/inline.yml:1:9", "[vault.password.missing]", "'dev'");
    }
}
