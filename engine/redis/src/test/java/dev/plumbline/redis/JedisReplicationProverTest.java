package dev.plumbline.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action.ProveReplication;
import dev.plumbline.api.action.Action.ProveReplication.Node;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.testkit.redis.RedisProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JedisReplicationProverTest {
    private RedisProcess master;
    private RedisProcess replica;

    @BeforeEach
    void start() throws InterruptedException {
        master = RedisProcess.start("requirepass Sid@123");
        replica =
                RedisProcess.start("requirepass Sid@123", "masterauth Sid@123", "replicaof 127.0.0.1 " + master.port());
        for (int i = 0; i < 500 && !info(replica).contains("master_link_status:up"); i++) {
            Thread.sleep(20);
        }
    }

    @AfterEach
    void end() {
        master.close();
        replica.close();
    }

    private static RedisServer server(RedisProcess process) {
        return RedisServer.local(process.port(), Optional.of(Text.secret("Sid@123")));
    }

    private static String info(RedisProcess process) {
        RedisQuery query = new RedisQuery(server(process), List.of("INFO", "replication"));
        return String.valueOf(
                new JedisRedisClient().query(new Loopback(), List.of(query)).get(query));
    }

    private static StepOutcome prove(RedisServer from, RedisServer to, Duration timeout) {
        return new JedisReplicationProver()
                .prove(
                        new ProveReplication(
                                new Node(new HostName("redis1"), from),
                                List.of(new Node(new HostName("redis2"), to)),
                                timeout),
                        host -> Loopback.link());
    }

    private static Data keys(RedisProcess process) {
        RedisQuery query = new RedisQuery(server(process), List.of("DBSIZE"));
        return new JedisRedisClient().query(new Loopback(), List.of(query)).get(query) instanceof Reply(Data keys)
                ? keys
                : Data.NOTHING;
    }

    private static String code(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
        assertThat(outcome.toString()).doesNotContain("Sid@123");
        return ((StepOutcome.Failed) outcome).code();
    }

    private static void send(RedisProcess to, String... words) {
        assertThat(new JedisRedisClient()
                        .send(
                                new Loopback(),
                                new dev.plumbline.api.action.Action.SendRedis(
                                        server(to),
                                        List.of(List.of(words).stream()
                                                .map(Text::of)
                                                .toList()),
                                        List.of())))
                .isEmpty();
    }

    @Test
    void a_key_arrives_and_nothing_is_left_behind() {
        assertThat(prove(server(master), server(replica), Duration.ofSeconds(5)))
                .isEqualTo(new StepOutcome.Done(Optional.empty()));
        assertThat(keys(master)).isEqualTo(Data.of(0));
        assertThat(keys(replica)).isEqualTo(Data.of(0));
    }

    @Test
    void a_replica_that_follows_nobody_is_noticed_and_the_marker_removed() {
        send(replica, "REPLICAOF", "NO", "ONE");
        assertThat(code(prove(server(master), server(replica), Duration.ofMillis(300))))
                .isEqualTo("redis.notreplicated");
        assertThat(keys(master)).isEqualTo(Data.of(0));
    }

    @Test
    void a_frozen_replica_is_a_timeout_and_the_marker_is_removed() {
        replica.signal("STOP");
        assertThat(code(prove(server(master), server(replica), Duration.ofMillis(300))))
                .isEqualTo("redis.timeout");
        assertThat(keys(master)).isEqualTo(Data.of(0));
        replica.signal("CONT");
    }

    @Test
    void the_reasons_of_a_refused_write_are_told_apart() {
        assertThat(code(prove(server(replica), server(master), Duration.ofSeconds(1))))
                .isEqualTo("redis.readonly");
        send(master, "CONFIG", "SET", "maxmemory", "1");
        assertThat(code(prove(server(master), server(replica), Duration.ofSeconds(1))))
                .isEqualTo("redis.oom");
        send(master, "CONFIG", "SET", "maxmemory", "0");
        send(master, "CONFIG", "SET", "min-replicas-to-write", "2");
        assertThat(code(prove(server(master), server(replica), Duration.ofSeconds(1))))
                .isEqualTo("redis.noreplicas");
    }

    @Test
    void a_wrong_password_and_a_missing_one_are_told_apart() {
        RedisServer wrong = RedisServer.local(master.port(), Optional.of(Text.secret("nope")));
        RedisServer none = RedisServer.local(replica.port(), Optional.empty());
        assertThat(code(prove(wrong, server(replica), Duration.ofSeconds(1)))).isEqualTo("redis.wrongpass");
        assertThat(code(prove(server(master), none, Duration.ofSeconds(1)))).isEqualTo("redis.noauth");
        assertThat(keys(master)).isEqualTo(Data.of(0));
    }

    @Test
    void a_replica_without_a_link_that_serves_nothing_is_masterdown() {
        send(replica, "CONFIG", "SET", "replica-serve-stale-data", "no");
        send(replica, "REPLICAOF", "127.0.0.1", "1");
        assertThat(code(prove(server(master), server(replica), Duration.ofMillis(300))))
                .isEqualTo("redis.masterdown");
    }

    @Test
    void a_server_that_is_down_is_refused() {
        replica.end();
        assertThat(code(prove(server(master), server(replica), Duration.ofSeconds(1))))
                .isEqualTo("redis.refused");
        assertThat(keys(master)).isEqualTo(Data.of(0));
    }
}
