package dev.plumbline.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts behind others. */
class ProxyTest {

    private static final String CONNECT = "python3 -c '"
            + "import socket,sys,threading,os\n"
            + "s=socket.create_connection((sys.argv[1],int(sys.argv[2])))\n"
            + "def up():\n"
            + "  while True:\n"
            + "    b=os.read(0,65536)\n"
            + "    if not b: break\n"
            + "    s.sendall(b)\n"
            + "threading.Thread(target=up,daemon=True).start()\n"
            + "while True:\n"
            + "  b=s.recv(65536)\n"
            + "  if not b: break\n"
            + "  os.write(1,b)\n"
            + "' %h %p";

    @TempDir
    private static Path folder;

    private static LocalSshd sshd;

    @BeforeAll
    static void start() {
        sshd = LocalSshd.start(folder);
    }

    @AfterAll
    static void stop() {
        sshd.close();
    }

    @Test
    void goesThroughJumpHosts() throws Exception {
        String hop = "root@127.0.0.1:" + sshd.port();
        for (String jumps : List.of(hop, hop + "," + hop)) {
            Target target = Targets.withOptions(sshd.target("user_ed25519"), "ProxyJump=" + jumps);
            try (Connection connection = sshd.connector().connect(target)) {
                assertThat(Remote.run(connection, "echo behind").output()).isEqualTo("behind\n");
                int sessions = (int) sshd.process().descendants().count();
                assertThat(sessions).isPositive();
            }
        }
    }

    @Test
    void jumpHostsKeyIsCheckedToo() throws Exception {
        Path config = folder.resolve("jump_config");
        Files.writeString(
                config,
                "Host jump\n HostName 127.0.0.1\n HostKeyAlias stranger\n Port " + sshd.port() + "\n User root\n");
        SshConnector connector = new SshConnector(sshd.settings().withConfigFiles(List.of(config)));
        Target target = Targets.withOptions(sshd.target("user_ed25519"), "-o", "ProxyJump=jump");
        ConnectionException failure = ConnectTest.failure(connector, target);
        assertThat(failure.code()).isEqualTo("ssh.hostkey.unknown");
        assertThat(failure).hasMessageContaining("jump");
    }

    @Test
    void closedPortBehindJumpHostIsRefused() throws Exception {
        Target target = Targets.withOptions(
                Targets.withPort(sshd.target("user_ed25519"), LocalSshd.freePort()),
                "ProxyJump=root@127.0.0.1:" + sshd.port());
        assertThat(ConnectTest.failure(sshd.connector(), target).code()).isEqualTo("ssh.refused");
    }

    @Test
    void goesThroughProxyCommand() throws Exception {
        Path script = folder.resolve("connect.sh");
        Files.writeString(script, CONNECT.replace("%h", "\"$1\"").replace("%p", "\"$2\""));
        Target target = Targets.withOptions(sshd.target("user_ed25519"), "ProxyCommand=/bin/sh " + script + " %h %p");
        try (Connection connection = sshd.connector().connect(target)) {
            assertThat(Remote.run(connection, "echo through").output()).isEqualTo("through\n");
            assertThat(proxies()).isPositive();
        }
        Await.until(() -> proxies() == 0);
    }

    private static long proxies() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments).contains("create_connection")
                                || String.join(" ", arguments).contains("connect.sh"))
                        .orElse(false))
                .count();
    }

    @Test
    void failingProxyCommandIsQuoted() {
        Target target =
                Targets.withOptions(sshd.target("user_ed25519"), "ProxyCommand=sh -c 'echo no way >&2; exit 1'");
        ConnectionException failure = ConnectTest.failure(sshd.connector(), target);
        assertThat(failure.code()).isEqualTo("ssh.closed");
        assertThat(failure).hasMessageContaining("no way");
    }

    @Test
    void jumpHostsInACircleAreRefused() throws Exception {
        Path config = folder.resolve("circle_config");
        Files.writeString(config, "Host *\n ProxyJump jump\n");
        SshConnector connector = new SshConnector(sshd.settings().withConfigFiles(List.of(config)));
        assertThat(ConnectTest.failure(connector, sshd.target("user_ed25519")).code())
                .isEqualTo("ssh.config");
    }
}
