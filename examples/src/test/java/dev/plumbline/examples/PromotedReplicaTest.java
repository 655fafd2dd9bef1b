package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A failover is somebody's decision: it is reported and not taken back. */
class PromotedReplicaTest {
    private static final String PASSWORD = "Sid@123";

    private static Lab lab;
    private static Host formerMaster;
    private static Host promoted;
    private static Plumb plumb;

    @BeforeAll
    static void failOver() {
        lab = Lab.up(PromotedReplicaTest.class);
        formerMaster = lab.host("redis1");
        promoted = lab.host("redis2");
        new RedisPair(formerMaster, promoted).syncsAtOnce();
        plumb = Project.of(PromotedReplicaTest.class, lab, formerMaster, promoted)
                .plumb();
        plumb.apply().exits(0);
        promoted.redis(PASSWORD, "REPLICAOF", "NO", "ONE");
        promoted.redis(PASSWORD, "SET", "written-after", "the failover");
        formerMaster.redis(PASSWORD, "CONFIG", "SET", "masterauth", PASSWORD);
        formerMaster.redis(PASSWORD, "REPLICAOF", promoted.address(), "6379");
        awaitLink();
    }

    private static void awaitLink() {
        for (int i = 0; i < 100; i++) {
            if ("up".equals(formerMaster.info(PASSWORD, "replication").get("master_link_status"))) {
                return;
            }
            formerMaster.exec("sleep", "0.1");
        }
        throw new AssertionError("the former master does not follow: " + formerMaster.info(PASSWORD, "replication"));
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void driftReportsIt() {
        Run drift = plumb.drift().exits(2);
        assertThat(drift.summary().path("violations").asInt())
                .as(drift::toString)
                .isPositive();
        assertThat(drift.codes()).as(drift::toString).isNotEmpty();
        assertStillPromoted();
    }

    @Test
    void applyRefusesToTakeItBack() {
        List<String> before = List.of(
                formerMaster.redisPid(),
                promoted.redisPid(),
                formerMaster.content(formerMaster.redisConf()),
                promoted.content(promoted.redisConf()));
        Run apply = plumb.apply().exits(1);
        assertThat(apply.codes()).as(apply::toString).isNotEmpty();
        assertStillPromoted();
        assertThat(List.of(
                        formerMaster.redisPid(),
                        promoted.redisPid(),
                        formerMaster.content(formerMaster.redisConf()),
                        promoted.content(promoted.redisConf())))
                .isEqualTo(before);
    }

    private static void assertStillPromoted() {
        assertThat(promoted.info(PASSWORD, "replication")).containsEntry("role", "master");
        assertThat(formerMaster.info(PASSWORD, "replication"))
                .containsEntry("role", "slave")
                .containsEntry("master_host", promoted.address());
        assertThat(promoted.redis(PASSWORD, "GET", "written-after")).isEqualTo("the failover");
    }
}
