package dev.plumbline.modules.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.value.ByteSize;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.StartingState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisReplicationCheckTest extends IdempotenceTest {
    private static final HostName MASTER = new HostName("host1");
    private static final HostName REPLICA = new HostName("host2");
    private static final List<String> ADDRESSES = List.of("host1=10.0.0.1", "host2=10.0.0.2");

    /** A pair that replicates, until a test breaks it. */
    private static final class Group {
        private final SimulatedRedis.Server master = SimulatedRedis.server()
                .master()
                .info("connected_slaves", "1")
                .info("slave0", "ip=10.0.0.2,port=6379,state=online,offset=1000,lag=0")
                .info("master_replid", "a".repeat(40))
                .info("master_repl_offset", "1000")
                .info("loading", "0")
                .info("rdb_last_bgsave_status", "ok")
                .config("databases", "16")
                .password("Sid@123");
        private final SimulatedRedis.Server replica = SimulatedRedis.server()
                .replicaOf("10.0.0.1", 6379)
                .info("master_sync_in_progress", "0")
                .info("master_last_io_seconds_ago", "0")
                .info("slave_read_only", "1")
                .info("slave_repl_offset", "1000")
                .info("master_replid", "a".repeat(40))
                .info("loading", "0")
                .info("rdb_last_bgsave_status", "ok")
                .config("databases", "16")
                .password("Sid@123");
        private Reachability there = new Reachability.Open();
        private Reachability back = new Reachability.Open();
        private int masterPort = 6379;

        void on(InMemoryHost host) {
            host.redis(new SimulatedRedis().with("127.0.0.1", masterPort, master));
            InMemoryHost other = host.peer("host2");
            other.redis(new SimulatedRedis().with("127.0.0.1", 6379, replica));
            host.reaches("10.0.0.2", 6379, there);
            other.reaches("10.0.0.1", masterPort, back);
        }

        /** The other way round, on other ports, asked at another address; the check runs on the replica. */
        void turnedOn(InMemoryHost host) {
            replica.replicaOf("10.0.0.2", 7000);
            master.info("slave0", "ip=10.0.0.1,port=6380,state=online,offset=1000,lag=15");
            host.redis(new SimulatedRedis().with("localhost", 6380, replica));
            InMemoryHost other = host.peer("host2");
            other.redis(new SimulatedRedis().with("localhost", 7000, master));
            host.reaches("10.0.0.2", 7000, there);
            other.reaches("10.0.0.1", 6380, back);
        }
    }

    private static RedisReplicationCheck check() {
        return check(ADDRESSES, Optional.of(Text.secret("Sid@123")));
    }

    private static RedisReplicationCheck check(List<String> addresses, Optional<Text> password) {
        return new RedisReplicationCheck(
                MASTER,
                List.of(REPLICA),
                addresses,
                6379,
                "127.0.0.1",
                password,
                new ByteSize(1 << 20),
                Duration.ofSeconds(10),
                true,
                Duration.ofSeconds(10));
    }

    private static StartingState state(String name, Consumer<Group> breaking) {
        return state(name, breaking, check());
    }

    private static StartingState state(String name, Consumer<Group> breaking, RedisReplicationCheck check) {
        return StartingState.of(
                name,
                host -> {
                    Group group = new Group();
                    breaking.accept(group);
                    group.on(host);
                },
                check);
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.of(good(), links(), masters(), servers(), paths()).flatMap(states -> states);
    }

    private static Stream<StartingState> good() {
        return Stream.of(
                state("all is well", group -> {}).inSync(),
                state("a little behind", group -> group.master.info("master_repl_offset", "1500"))
                        .inSync(),
                state(
                                "a replica ahead of what the master said a moment before",
                                group -> group.replica.info("slave_repl_offset", "1037"))
                        .inSync(),
                StartingState.of("every setting given", host -> new Group().turnedOn(host), turned())
                        .inSync(),
                state(
                                "no password on any",
                                group -> {
                                    group.master.open();
                                    group.replica.open();
                                },
                                check(ADDRESSES, Optional.empty()))
                        .inSync(),
                state("CONFIG is renamed", group -> group.master.refusingConfig("ERR unknown command 'CONFIG'"))
                        .inSync(),
                state(
                                "the master is known by its name",
                                group -> group.replica.info("master_host", "host1"),
                                check(List.of("host2=10.0.0.2"), Optional.of(Text.secret("Sid@123"))))
                        .violates("redis.reach.refused"));
    }

    /** The other way round, and more patient. */
    private static RedisReplicationCheck turned() {
        return new RedisReplicationCheck(
                REPLICA,
                List.of(MASTER),
                List.of("host2=10.0.0.2:7000", "host1=10.0.0.1"),
                6380,
                "localhost",
                Optional.of(Text.secret("Sid@123")),
                new ByteSize(2 << 20),
                Duration.ofSeconds(20),
                false,
                Duration.ofSeconds(5));
    }

    private static Stream<StartingState> links() {
        return Stream.of(
                state(
                                "the link is down",
                                group -> group.replica
                                        .info("master_link_status", "down")
                                        .info("master_link_down_since_seconds", "12"))
                        .violates("redis.link.down"),
                state("it is synchronising", group -> group.replica.info("master_sync_in_progress", "1"))
                        .violates("redis.link.sync"),
                state("it heard nothing for long", group -> group.replica.info("master_last_io_seconds_ago", "30"))
                        .violates("redis.link.silent"),
                state("it follows somebody else", group -> group.replica.info("master_host", "10.0.0.9"))
                        .violates("redis.link.elsewhere"),
                state("it follows another port", group -> group.replica.info("master_port", "6380"))
                        .violates("redis.link.elsewhere"),
                state("another history", group -> group.replica.info("master_replid", "b".repeat(40)))
                        .violates("redis.replid"),
                state("far behind", group -> group.master.info("master_repl_offset", "9999999"))
                        .violates("redis.lag"),
                state("it takes writes", group -> group.replica.info("slave_read_only", "0"))
                        .violates("redis.replica.writable"),
                state("a chain", group -> group.replica.info("connected_slaves", "1"))
                        .violates("redis.chain"),
                state("the replica is a master", group -> group.replica.master())
                        .violates("redis.role"));
    }

    private static Stream<StartingState> masters() {
        return Stream.of(
                state("the master is a replica", group -> group.master.replicaOf("10.0.0.2", 6379))
                        .violates("redis.role"),
                state("no replica is shown", group -> group.master.without("slave0"))
                        .violates("redis.replicas.missing"),
                state(
                                "another replica is shown",
                                group -> group.master.info(
                                        "slave1", "ip=10.0.0.7,port=6379,state=online,offset=1,lag=0"))
                        .violates("redis.replicas.unexpected"),
                state(
                                "it is not online yet",
                                group -> group.master.info(
                                        "slave0", "ip=10.0.0.2,port=6379,state=wait_bgsave,offset=0,lag=0"))
                        .violates("redis.replica.state"),
                state(
                                "a frozen replica stays online",
                                group -> group.master.info(
                                        "slave0", "ip=10.0.0.2,port=6379,state=online,offset=1000,lag=35"))
                        .violates("redis.replica.silent"));
    }

    private static Stream<StartingState> servers() {
        return Stream.of(
                state("versions differ", group -> group.replica.info("redis_version", "7.2.6"))
                        .violates("redis.version"),
                state("numbers of databases differ", group -> group.replica.config("databases", "32"))
                        .violates("redis.databases"),
                state("it loads", group -> group.master.info("loading", "1")).violates("redis.loading"),
                state(
                                "it answers LOADING",
                                group -> group.replica.failing("LOADING Redis is loading the dataset in memory"))
                        .violates("redis.loading"),
                state("snapshots fail", group -> group.master.info("rdb_last_bgsave_status", "err"))
                        .violates("redis.misconf"),
                state("another password", group -> group.replica.password("other"))
                        .violates("redis.wrongpass"),
                state("a password that was not given", group -> {}, check(ADDRESSES, Optional.empty()))
                        .violates("redis.noauth"),
                state("the password is not needed", group -> group.replica.open())
                        .violates("redis.open"),
                state("a server is down", group -> group.masterPort = 1).violates("redis.refused"),
                state("it may run nothing", group -> group.replica.failing("NOPERM this user has no permissions"))
                        .violates("redis.noperm"),
                state(
                                "its master is down and it serves nothing",
                                group -> group.replica.failing("MASTERDOWN Link with MASTER is down"))
                        .violates("redis.masterdown"));
    }

    private static Stream<StartingState> paths() {
        return Stream.of(
                state("the master does not reach the replica", group -> group.there = new Reachability.TimedOut())
                        .violates("redis.reach.timeout"),
                state("the replica does not reach the master", group -> group.back = new Reachability.Refused())
                        .violates("redis.reach.refused"),
                state("no route", group -> group.back = new Reachability.Failed("no route to host"))
                        .violates("redis.reach.failed"));
    }

    @Test
    void the_result_tells_the_state_of_the_group() {
        GroupSight.NodeSight silent =
                new GroupSight.NodeSight(REPLICA, refused(), refused(), refused(), refused(), Optional.empty());
        assertThat(check().result(new GroupSight(List.of(silent), List.of())).toString())
                .contains("link=unknown", "replicas=0");
    }

    private static dev.plumbline.api.read.RedisAnswer refused() {
        return new dev.plumbline.api.read.RedisAnswer.Refused("ERR no");
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> group(MASTER, List.of())).hasMessageContaining("names no host");
        assertThatThrownBy(() -> group(MASTER, List.of(MASTER))).hasMessageContaining("its own replica");
        assertThatThrownBy(() -> group(MASTER, List.of(REPLICA, REPLICA))).hasMessageContaining("twice");
    }

    private static RedisReplicationCheck group(HostName master, List<HostName> replicas) {
        return new RedisReplicationCheck(
                master,
                replicas,
                List.of(),
                6379,
                "127.0.0.1",
                Optional.empty(),
                new ByteSize(1),
                Duration.ofSeconds(1),
                true,
                Duration.ofSeconds(1));
    }
}
