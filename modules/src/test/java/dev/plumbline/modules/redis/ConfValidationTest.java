package dev.plumbline.modules.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.api.action.Validation;
import dev.plumbline.testkit.redis.RedisProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The validation as the engine runs it, by the real server. */
class ConfValidationTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void installed() {
        assumeThat(RedisProcess.isInstalled()).as("redis-server is installed").isTrue();
    }

    private String said(String content) throws IOException, InterruptedException {
        Path candidate = directory.resolve("candidate");
        Files.writeString(candidate, content, StandardCharsets.ISO_8859_1);
        Path scratch = Files.createTempDirectory(directory, "scratch");
        Validation validation = ConfValidation.by(Optional.empty());
        List<String> command = validation.arguments().stream()
                .map(argument -> argument.replace(Validation.CANDIDATE, candidate.toString())
                        .replace(Validation.SCRATCH, scratch.toString()))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return output;
    }

    private void accepted(String content) throws IOException, InterruptedException {
        assertThat(said(content)).contains("Configured to not listen anywhere");
    }

    private String rejected(String content) throws IOException, InterruptedException {
        String output = said(content);
        assertThat(output).doesNotContain("Configured to not listen anywhere");
        return output;
    }

    @Test
    void what_the_server_can_read_is_accepted() throws IOException, InterruptedException {
        accepted("");
        accepted("bind 127.0.0.1 -::1\nport 6379\nrequirepass \"a b\"");
        accepted("bind 192.0.2.1\nport 6379\n");
        accepted("replicaof 192.0.2.1 6379\nmasterauth x\nappendonly yes\n");
        accepted("cluster-enabled yes\ncluster-config-file nodes.conf\n");
        accepted("supervised systemd\ndaemonize yes\nsyslog-enabled yes\n");
        accepted("# caf\u00e9\r\nport 6379\r\n");
        accepted("user app on >x ~* +@all\n");
    }

    @Test
    void what_it_can_not_read_is_rejected_and_the_line_named_without_its_secret()
            throws IOException, InterruptedException {
        assertThat(rejected("maxmemory 1gb # x\n")).contains("line 1", "maxmemory");
        assertThat(rejected("\nrequirepass hush\"hush\n"))
                .contains("line 2", "requirepass")
                .doesNotContain("hush");
        assertThat(rejected("user a on >hush-hush nonsense\n"))
                .contains("line 1")
                .doesNotContain("hush");
        assertThat(rejected("no-such-directive 1\n")).contains("no-such-directive");
        assertThat(rejected("dir /nowhere/at/all\n")).contains("dir");
    }

    @Test
    void nothing_of_the_living_server_is_touched() throws IOException, InterruptedException {
        Path socket = Files.createFile(directory.resolve("live.sock"));
        Path log = directory.resolve("live.log");
        Path pid = directory.resolve("live.pid");
        accepted("port 6379\nunixsocket " + socket + "\nLogFile " + log + "\npidfile " + pid + "\ndir " + directory
                + "\n");
        assertThat(socket).exists();
        assertThat(log).doesNotExist();
        assertThat(pid).doesNotExist();
        assertThat(directory.resolve("dump.rdb")).doesNotExist();
    }

    @Test
    void included_files_are_read_too() throws IOException, InterruptedException {
        Path other = directory.resolve("other.conf");
        Files.writeString(other, "maxmemory 1gb\n");
        accepted("include " + other + "\n");
        Files.writeString(other, "maxmemory 1gigabyte\n");
        assertThat(rejected("include " + other + "\n")).contains("maxmemory");
    }
}
