package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on a host is named, leaves nothing half done, and the next apply finishes it. */
class HostFaultTest {
    private static final String PASSWORD = "Sid@123";

    private static Lab lab;

    private Host master;
    private Host replica;
    private Project project;
    private Plumb plumb;

    @BeforeAll
    static void boot() {
        lab = Lab.up(HostFaultTest.class);
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void fresh() {
        lab.reset("redis1", "redis2");
        master = lab.host("redis1");
        replica = lab.host("redis2");
        new RedisPair(master, replica).syncsAtOnce();
        project = Project.of(HostFaultTest.class, lab, master, replica);
        plumb = project.plumb();
    }

    @AfterEach
    void theNextApplyFinishesIt() {
        plumb.apply().exits(0);
        new RedisPair(master, replica).replicatesWith(PASSWORD);
        plumb.drift().exits(0);
    }

    @Test
    void aHostThatIsDown() {
        String before = master.identity(master.redisConf());
        String pid = master.redisPid();
        lab.unplug("redis2");
        try {
            Run run = plumb.apply().exits(4);
            assertThat(run.status(replica)).as(run::toString).isEqualTo("unreachable");
            assertThat(run.host(replica).path("error").path("code").asText()).isIn("ssh.unreachable", "ssh.timeout");
            assertThat(run.codes())
                    .as("nothing is called wrong on the other host")
                    .contains("read.unreachable");
            assertThat(run).extracting(Run::changes).isEqualTo(0);
            assertThat(master.identity(master.redisConf())).isEqualTo(before);
            assertThat(master.redisPid()).isEqualTo(pid);
        } finally {
            lab.also("redis2");
            replica = lab.host("redis2");
        }
    }

    @Test
    void aDiskThatIsFull() {
        replica.shell("cp -a /etc/redis /etc/redis.kept && mount -t tmpfs -o size=160k,mode=2770 tmpfs /etc/redis"
                        + " && chown redis:redis /etc/redis && cp -a /etc/redis.kept/. /etc/redis/"
                        + " && { dd if=/dev/zero of=/etc/redis/filler bs=4k 2>/dev/null || true; }")
                .orFail();
        String before = replica.content(replica.redisConf());
        String identity = replica.identity(replica.redisConf());
        List<String> names = replica.names("/etc/redis");

        try {
            Run run = plumb.apply().exits(1);
            JsonNode error = run.error("file.disk_full");
            assertThat(error.path("message").asText()).contains(replica.redisConf());
            assertThat(run.status(replica)).isEqualTo("failed");
            assertThat(replica.content(replica.redisConf())).isEqualTo(before);
            assertThat(replica.identity(replica.redisConf())).isEqualTo(identity);
            assertThat(replica.names("/etc/redis"))
                    .as("no temporary file is left")
                    .isEqualTo(names);
        } finally {
            replica.exec("umount", "-l", "/etc/redis").orFail();
        }
    }

    @Test
    void aPortThatIsClosedBetweenTheHosts() {
        master.shell("nft add table inet t; nft add chain inet t in '{ type filter hook input priority 0; }';"
                        + " nft add rule inet t in ip saddr " + replica.address() + " tcp dport 6379 drop")
                .orFail();
        try {
            Run run = plumb.apply().exits(1);
            assertThat(run.codes()).as(run::toString).isNotEmpty();
            assertThat(run.text()).contains(master.address()).contains("6379");
        } finally {
            master.exec("nft", "flush", "ruleset").orFail();
        }
    }

    @Test
    void aRedisPasswordThatIsWrong() {
        plumb.apply().exits(0);
        String before = master.identity(master.redisConf());
        project.with("check.yml", """
            - hosts: redis_master
              tasks:
                - redis_replication_check: { master: redis1, replicas: [redis2], password: "not-the-password" }
            """);
        Run run = plumb.run("apply", "check.yml", "--yes", "--format", "json").exits(1);
        assertThat(run.codes()).as(run::toString).contains("redis.wrongpass");
        assertThat(run.text()).doesNotContain("not-the-password");
        assertThat(master.identity(master.redisConf())).isEqualTo(before);
    }

    @Test
    void aRedisPasswordThatIsMissing() {
        plumb.apply().exits(0);
        project.with("check.yml", """
            - hosts: redis_master
              tasks:
                - redis_replication_check: { master: redis1, replicas: [redis2] }
            """);
        Run run = plumb.run("apply", "check.yml", "--yes", "--format", "json").exits(1);
        assertThat(run.codes()).as(run::toString).contains("redis.noauth");
    }

    @Test
    void aFileThatRedisWouldNotReadIsNotPutInPlace() {
        String before = replica.identity(replica.redisConf());
        String pid = replica.redisPid();
        project.with("bad.yml", """
            - hosts: redis_replica
              become: true
              tasks:
                - redis_conf:
                    path: /etc/redis/redis.conf
                    directives: { maxmemory-samples: "-1" }
            """);
        Run run = plumb.run("apply", "bad.yml", "--yes", "--format", "json").exits(1);
        assertThat(run.codes()).as(run::toString).hasSize(1);
        assertThat(replica.identity(replica.redisConf())).isEqualTo(before);
        assertThat(replica.redisPid()).isEqualTo(pid);
        assertThat(replica.names("/etc/redis")).containsExactly("redis.conf", "sentinel.conf");
    }
}
