package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each reason why a host can't be worked on has its own code, and leaves the host as it was. */
class ConnectionFaultTest {
    private static Lab lab;
    private static Host master;
    private static Host replica;

    private List<String> before = List.of();
    private Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(ConnectionFaultTest.class);
        master = lab.host("redis1");
        replica = lab.host("redis2");
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void note() {
        project = Project.of(ConnectionFaultTest.class, lab, master, replica);
        before = traces();
    }

    /** Without the replica there is nobody to replicate with, without the master nothing to follow. */
    @AfterEach
    void nothingWasDone() {
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aKeyThatTheHostDoesNotAccept() throws IOException, InterruptedException {
        Path key = project.file("other_key");
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .start()
                .waitFor();
        Run run = project.plumb()
                .apply("-e", "ansible_ssh_private_key_file=" + key)
                .exits(4);
        assertUnreachable(run, master, "ssh.auth");
        assertUnreachable(run, replica, "ssh.auth");
    }

    @Test
    void aHostKeyThatChanged() throws IOException {
        String others = Files.readString(lab.knownHosts()).replace(master.address() + " ", "swap ");
        others = others.replace(replica.address() + " ", master.address() + " ")
                .replace("swap ", replica.address() + " ");
        project.with("known_hosts", others);
        Run run = project.plumb().apply().exits(4);
        assertUnreachable(run, master, "ssh.hostkey.changed");
        assertUnreachable(run, replica, "ssh.hostkey.changed");
    }

    @Test
    void aHostKeyThatNobodyKnows() {
        project.with("known_hosts", "");
        Run run = project.plumb().apply().exits(4);
        assertUnreachable(run, master, "ssh.hostkey.unknown");
        assertUnreachable(run, replica, "ssh.hostkey.unknown");
        assertThat(run.error("ssh.hostkey.unknown").path("remedy").asText()).contains("plumb trust");
    }

    @Test
    void aPortWhereNobodyListens() {
        Run run = project.plumb().apply("-e", "ansible_port=2222").exits(4);
        assertUnreachable(run, master, "ssh.refused");
    }

    @Test
    void aPortThatIsDropped() {
        Stream.of(master, replica)
                .forEach(host -> host.shell("nft add table inet t;"
                                + " nft add chain inet t in '{ type filter hook input priority 0; }';"
                                + " nft add rule inet t in tcp dport 22 drop")
                        .orFail());
        try {
            Run run = project.plumb().apply().exits(4);
            assertUnreachable(run, master, "ssh.timeout");
        } finally {
            Stream.of(master, replica)
                    .forEach(host -> host.exec("nft", "flush", "ruleset").orFail());
        }
    }

    @Test
    void aNameThatNobodyResolves() {
        Run run =
                project.plumb().apply("-e", "ansible_host=no-such-host.invalid").exits(4);
        assertUnreachable(run, master, "ssh.dns");
    }

    @Test
    void aSudoPasswordThatIsWrong() {
        Plumb plumb = Project.of(ConnectionFaultTest.class, lab, "operator", master, replica)
                .plumb()
                .withEnvironment("PLUMB_BECOME_PASS", "not-the-password");
        Run run = plumb.apply();
        assertThat(run.codes()).as(run::toString).containsExactly("become.password.wrong");
        assertThat(run.text()).doesNotContain("not-the-password");
    }

    @Test
    void aSudoPasswordThatIsMissing() {
        Run run = Project.of(ConnectionFaultTest.class, lab, "operator", master, replica)
                .plumb()
                .apply();
        assertThat(run.codes()).as(run::toString).containsExactly("become.password.missing");
    }

    private static void assertUnreachable(Run run, Host host, String code) {
        assertThat(run.status(host)).as(run::toString).isEqualTo("unreachable");
        JsonNode error = run.host(host).path("error");
        assertThat(error.path("code").asText()).as(run::toString).isEqualTo(code);
        assertThat(error.path("message").asText()).contains(host.name());
        assertThat(error.path("remedy").asText()).isNotBlank();
    }

    private static List<String> traces() {
        return Stream.of(master, replica)
                .flatMap(host -> Stream.of(
                        host.redisPid(),
                        host.identity(host.redisConf()),
                        host.names("/etc/redis").toString()))
                .toList();
    }
}
