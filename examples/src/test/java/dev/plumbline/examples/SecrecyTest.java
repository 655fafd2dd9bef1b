package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords stand where they must, and nowhere else. */
class SecrecyTest {
    /** With characters that encodings change, and parts that none of them does. */
    private static final String REDIS = Host.unlikely() + "@#'\"" + Host.unlikely();

    private static final String SUDO = Host.unlikely();

    private static Lab lab;
    private static Host master;
    private static Host replica;
    private static Project project;

    @BeforeAll
    static void boot() {
        lab = Lab.up(SecrecyTest.class);
        master = lab.host("redis1");
        replica = lab.host("redis2");
        new RedisPair(master, replica).syncsAtOnce();
        for (Host host : List.of(master, replica)) {
            lab.exec(host.name(), "operator:" + SUDO, List.of("chpasswd")).orFail();
        }
        project =
                Project.of(SecrecyTest.class, lab, "operator", master, replica).withPassword(REDIS);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    /** In the order in which a run could leak them: while it works, in what it prints, in what it leaves. */
    @Test
    void noPasswordLeavesItsPlace() throws InterruptedException {
        Set<String> arguments;
        Set<String> atMaster;
        Set<String> atReplica;
        List<Run> runs = new ArrayList<>();
        try (Samples argumentLists = Samples.argumentsWith(List.of(SUDO, part(REDIS), "plumb.jar", "sudo"));
                Samples masterFiles = Samples.modesIn(master.path("/etc/redis"));
                Samples replicaFiles = Samples.modesIn(replica.path("/etc/redis"))) {
            Plumb plumb = project.plumb().withEnvironment("PLUMB_BECOME_PASS", SUDO);
            String playbook = Tree.REDIS_REPLICATION.toString();
            runs.add(plumb.run("plan", playbook, "-vvv").exits(0));
            runs.add(plumb.run("apply", playbook, "--yes", "-vvv").exits(0));
            runs.add(plumb.drift("-vvv").exits(0));
            runs.add(plumb.run("config").exits(0));
            runs.add(plumb.run("inventory").exits(0));
            runs.add(plumb.run("inventory", master.name()).exits(0));
            runs.add(plumb.run("why", master.name(), "Configuration of the master", playbook)
                    .exits(0));
            project.with("group_vars/redis.yml", "redis_password: " + part(REDIS) + "\n");
            runs.add(plumb.run("plan", playbook, "-vvv").exits(0));
            runs.add(plumb.apply("-vvv").exits(0));
            arguments = argumentLists.found();
            atMaster = masterFiles.found();
            atReplica = replicaFiles.found();
        }
        assertThat(arguments)
                .as("the watcher saw both sides")
                .anyMatch(seen -> seen.contains("plumb.jar"))
                .anyMatch(seen -> seen.startsWith("sudo "));
        assertThat(arguments).as("argument lists").noneMatch(seen -> seen.contains(SUDO) || seen.contains(part(REDIS)));
        assertNoneWiderThan("rw-r-----", atMaster);
        assertNoneWiderThan("rw-r-----", atReplica);
        for (Run run : runs) {
            for (String form : forms(REDIS)) {
                assertThat(run.text()).doesNotContain(form);
            }
            assertThat(run.text()).doesNotContain(SUDO);
        }
        assertThat(filesOnHostWith(master)).filteredOn(SecrecyTest::isNoCopy).containsExactly(master.redisConf());
        assertThat(filesOnHostWith(replica)).filteredOn(SecrecyTest::isNoCopy).containsExactly(replica.redisConf());
        assertThat(filesHereWith(project.folder())).containsExactly(project.file("group_vars/redis.yml"));
    }

    /** What stays recognisable of the password in any encoding. */
    private static String part(String password) {
        return password.substring(0, 28);
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return List.of(
                secret,
                part(secret),
                base64.substring(0, 32),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                java.util.HexFormat.of().formatHex(bytes).substring(0, 40));
    }

    private static void assertNoneWiderThan(String widest, Set<String> filesAndModes) {
        assertThat(filesAndModes).as("the watcher saw the file").anyMatch(seen -> seen.startsWith("redis.conf "));
        assertThat(filesAndModes).allSatisfy(seen -> {
            String mode = seen.substring(seen.lastIndexOf(' ') + 1);
            for (int i = 0; i < mode.length(); i++) {
                assertThat(mode.charAt(i)).as(seen).isIn('-', widest.charAt(i));
            }
        });
    }

    private static List<String> filesOnHostWith(Host host) {
        Finished grep =
                host.shell("grep -rlIF -e '" + part(REDIS) + "' /etc /var /root /home /run /tmp /opt /srv 2>/dev/null");
        return grep.out().lines().sorted().toList();
    }

    private static Set<Path> filesHereWith(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(SecrecyTest::holdsPassword)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsPassword(Path file) {
        try {
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return forms(REDIS).stream().anyMatch(content::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was there before each run is kept where only root can read. */
    private static boolean isNoCopy(String file) {
        return !file.startsWith("/var/lib/plumbline/runs/");
    }
}
