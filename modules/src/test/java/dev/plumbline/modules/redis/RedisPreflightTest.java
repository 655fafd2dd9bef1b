package dev.plumbline.modules.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.value.HostName;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;
import dev.plumbline.testkit.StartingState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisPreflightTest extends IdempotenceTest {
    private static final List<String> ADDRESSES = List.of("host1=10.0.0.1", "host2=10.0.0.2", "host3=10.0.0.3:6380");
    private static final Reachability OPEN = new Reachability.Open();
    private static final Reachability REFUSED = new Reachability.Refused();
    private static final Reachability TIMED_OUT = new Reachability.TimedOut();

    private static RedisPreflight pair() {
        return new RedisPreflight(hosts("host1", "host2"), ADDRESSES, 6379, Duration.ofSeconds(3));
    }

    private static RedisPreflight three() {
        return new RedisPreflight(hosts("host1", "host2", "host3"), ADDRESSES, 6379, Duration.ofSeconds(1));
    }

    private static List<HostName> hosts(String... names) {
        return Stream.of(names).map(HostName::new).toList();
    }

    private static void versions(InMemoryHost host, String... said) {
        for (int i = 0; i < said.length; i++) {
            InMemoryHost one = i == 0 ? host : host.peer("host" + (i + 1));
            String text = said[i];
            one.program(
                    "/bin/sh",
                    call -> text.isEmpty() ? SimulatedProgram.fails(127, "") : SimulatedProgram.succeeds(text + "\n"));
        }
    }

    private static String redis(String version) {
        return "Redis server v=" + version + " sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=1";
    }

    private static Consumer<InMemoryHost> paths(Reachability there, Reachability back) {
        return host -> {
            host.reaches("10.0.0.2", 6379, there);
            host.peer("host2").reaches("10.0.0.1", 6379, back);
        };
    }

    private static StartingState versions(String name, String... said) {
        return StartingState.of(name, paths(OPEN, OPEN).andThen(host -> versions(host, said)), pair());
    }

    private static StartingState ways(String name, Reachability there, Reachability back) {
        return StartingState.of(
                name, paths(there, back).andThen(host -> versions(host, redis("7.0.15"), redis("7.0.15"))), pair());
    }

    private static StartingState group(String name, Reachability toThird, String third) {
        return StartingState.of(
                name,
                paths(OPEN, OPEN).andThen(host -> {
                    host.reaches("10.0.0.3", 6380, toThird);
                    versions(host, redis("7.0.15"), redis("7.0.15"), third);
                }),
                three());
    }

    @Override
    protected Stream<StartingState> states() {
        Reachability noRoute = new Reachability.Failed("no route to host");
        return Stream.of(
                versions("the same version", redis("7.0.15"), redis("7.0.15")).inSync(),
                versions("the same of Valkey", "Valkey server v=8.0.1 sha=0:0", "Valkey server v=8.0.1 sha=1:0")
                        .inSync(),
                versions("another build of the same version", redis("7.0.15"), redis("7.0.15") + "2")
                        .inSync(),
                versions("patch levels differ", redis("7.0.15"), redis("7.0.14"))
                        .violates("redis.version"),
                versions("major versions differ", redis("6.0.16"), redis("7.0.15"))
                        .violates("redis.version"),
                versions("Redis and Valkey", redis("7.2.4"), "Valkey server v=7.2.4 sha=0:0")
                        .violates("redis.version"),
                versions("a release candidate", redis("8.0-rc1"), redis("8.0.0"))
                        .violates("redis.version"),
                versions("no server here", "", redis("7.0.15")).violates("redis.server.missing"),
                versions("no server there", redis("7.0.15"), "").violates("redis.server.missing"),
                versions("no server anywhere", "", "").violates("redis.server.missing"),
                versions("a version that can't be read", "hello", redis("7.0.15"))
                        .violates("redis.server.missing"),
                ways("nobody listens yet", REFUSED, REFUSED).inSync(),
                ways("only the master listens", REFUSED, OPEN).inSync(),
                ways("only the replica listens", OPEN, REFUSED).inSync(),
                ways("the way there is blocked", TIMED_OUT, OPEN).violates("redis.reach.timeout"),
                ways("the way back is blocked", REFUSED, TIMED_OUT).violates("redis.reach.timeout"),
                ways("both ways are blocked", TIMED_OUT, TIMED_OUT).violates("redis.reach.timeout"),
                ways("no route there", noRoute, OPEN).violates("redis.reach.failed"),
                ways("no route back", OPEN, noRoute).violates("redis.reach.failed"),
                group("three of a kind", OPEN, redis("7.0.15")).inSync(),
                group("the third is older", OPEN, redis("6.2.16")).violates("redis.version"),
                group("the third has none", REFUSED, "").violates("redis.server.missing"),
                group("the third is not reached", TIMED_OUT, redis("7.0.15")).violates("redis.reach.timeout"),
                StartingState.of(
                                "hosts go by their names on another port",
                                host -> {
                                    versions(host, redis("7.0.15"), redis("7.0.15"));
                                    host.reaches("host2", 7000, OPEN);
                                    host.peer("host2").reaches("host1", 7000, TIMED_OUT);
                                },
                                new RedisPreflight(hosts("host1", "host2"), List.of(), 7000, Duration.ofSeconds(3)))
                        .violates("redis.reach.timeout"));
    }

    @Test
    void what_contradicts_itself_is_refused() {
        assertThatThrownBy(() -> new RedisPreflight(List.of(), List.of(), 6379, Duration.ofSeconds(1)))
                .hasMessageContaining("names no host");
        assertThatThrownBy(() -> new RedisPreflight(hosts("a", "a"), List.of(), 6379, Duration.ofSeconds(1)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new RedisPreflight(hosts("a"), List.of(), 0, Duration.ofSeconds(1)))
                .hasMessageContaining("'port'");
    }
}
