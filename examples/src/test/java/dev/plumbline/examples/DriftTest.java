package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is changed by hand is found, named and mended. */
class DriftTest {
    private static final String PASSWORD = "Sid@123";

    private static Lab lab;
    private static Host master;
    private static Host replica;
    private static Host outsider;
    private static RedisPair pair;
    private static Plumb plumb;

    @BeforeAll
    static void boot() {
        lab = Lab.up(DriftTest.class, "redis1", "redis2", "outsider");
        master = lab.host("redis1");
        replica = lab.host("redis2");
        outsider = lab.host("outsider");
        pair = new RedisPair(master, replica).syncsAtOnce();
        plumb = Project.of(DriftTest.class, lab, master, replica).plumb();
        plumb.apply().exits(0);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Each test leaves the pair mended. */
    @AfterEach
    void applyMendsIt() {
        plumb.apply().exits(0);
        plumb.drift().exits(0);
        pair.replicatesWith(PASSWORD);
    }

    @Test
    void anEditOfTheFile() {
        replica.shell("sed -i 's/^bind .*/bind 127.0.0.1/' " + replica.redisConf())
                .orFail();
        finds(replica, "bind", "127.0.0.1", "127.0.0.1 " + replica.address());
    }

    @Test
    void anEditOfTheFilesPasswordIsNamedButNotShown() {
        String other = Host.unlikely();
        master.shell("sed -i 's/^requirepass .*/requirepass " + other + "/' " + master.redisConf())
                .orFail();
        Run drift = plumb.drift().exits(2);
        assertThat(drift.differences(master)).anyMatch(line -> line.startsWith("requirepass"));
        assertThat(drift.text()).doesNotContain(other).doesNotContain(PASSWORD);
    }

    @Test
    void aLineRemovedFromTheFile() {
        replica.shell("sed -i '/^masterauth /d' " + replica.redisConf()).orFail();
        Run drift = plumb.drift().exits(2);
        assertThat(drift.differences(replica)).anyMatch(line -> line.startsWith("masterauth"));
    }

    @Test
    void aValueSetInTheRunningServerAlone() {
        assertThat(master.redis(PASSWORD, "CONFIG", "SET", "protected-mode", "yes"))
                .isEqualTo("OK");
        finds(master, "protected-mode", "yes", "no");
    }

    @Test
    void aServiceThatWasStopped() {
        master.exec("systemctl", "stop", master.redisUnit()).orFail();
        finds(master, "state", "inactive", "started");
    }

    @Test
    void aServiceThatWasDisabled() {
        replica.exec("systemctl", "disable", replica.redisUnit()).orFail();
        finds(replica, "enabled", "disabled", "enabled");
    }

    @Test
    void aReplicaThatFollowsAServerOutsideTheGroup() {
        outsider.redis("", "CONFIG", "SET", "protected-mode", "no");
        outsider.redis("", "CONFIG", "SET", "bind", "*");
        assertThat(replica.redis(PASSWORD, "REPLICAOF", outsider.address(), "6379"))
                .isEqualTo("OK");
        finds(replica, "replicaof", outsider.address() + ":6379", master.address() + ":6379");
        assertThat(master.info(PASSWORD, "replication")).containsEntry("role", "master");
    }

    /** The host and the directive are named, with before and after, for machines and for people. */
    private static void finds(Host host, String attribute, String before, String after) {
        Run drift = plumb.drift().exits(2);
        assertThat(drift.status(host)).as(drift::toString).isEqualTo("drifted");
        assertThat(drift.differences(host))
                .as(drift::toString)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(attribute)
                        .contains(before + " -> ")
                        .endsWith("-> " + after));
        Run text = plumb.run("drift", Tree.REDIS_REPLICATION.toString()).exits(2);
        for (String word : List.of(host.name(), attribute, before, after)) {
            assertThat(text.out()).contains(word);
        }
    }
}
