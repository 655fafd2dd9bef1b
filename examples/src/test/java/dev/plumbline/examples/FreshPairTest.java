package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From two hosts as their packages left them to a master and its replica. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshPairTest {
    private static final String PASSWORD = "Sid@123";

    private static Lab lab;
    private static Host master;
    private static Host replica;
    private static RedisPair pair;
    private static Plumb plumb;
    private static Run planned;

    @BeforeAll
    static void boot() {
        lab = Lab.up(FreshPairTest.class);
        master = lab.host("redis1");
        replica = lab.host("redis2");
        pair = new RedisPair(master, replica);
        plumb = Project.of(FreshPairTest.class, lab, master, replica).plumb();
    }

    @AfterAll
    static void down() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void planShowsEveryChange() {
        planned = plumb.plan().exits(0);
        assertThat(planned.summary().path("changed").asInt()).isEqualTo(2);
        assertThat(planned.status(master)).isEqualTo("changed");
        assertThat(planned.status(replica)).isEqualTo("changed");
        assertThat(planned.differences(replica))
                .anyMatch(line -> line.matches("replicaof: .*-> " + master.address() + " 6379"))
                .anyMatch(line -> line.matches("bind: .*-> .*" + replica.address() + ".*"))
                .anyMatch(line -> line.startsWith("requirepass: "))
                .anyMatch(line -> line.startsWith("masterauth: "));
        assertThat(planned.differences(master))
                .anyMatch(line -> line.matches("bind: .*-> .*" + master.address() + ".*"))
                .anyMatch(line -> line.startsWith("requirepass: "))
                .noneMatch(line -> line.startsWith("replicaof: "));
        assertThat(planned.codes()).isEmpty();
        assertThat(planned.text()).doesNotContain(PASSWORD);
    }

    @Test
    @Order(2)
    void planWritesNothingOnTheHosts() {
        List<FileListing> before =
                Stream.of(master, replica).map(FileListing::of).toList();
        List<String> pids = List.of(master.redisPid(), replica.redisPid());
        plumb.plan().exits(0);
        assertThat(FileListing.of(master).changesSince(before.get(0))).isEmpty();
        assertThat(FileListing.of(replica).changesSince(before.get(1))).isEmpty();
        assertThat(List.of(master.redisPid(), replica.redisPid())).isEqualTo(pids);
    }

    @Test
    @Order(3)
    void planEndsWithTwoOnlyIfDetailsAreAskedFor() {
        plumb.plan("--detailed-exitcode").exits(2);
    }

    @Test
    @Order(4)
    void applyDoesWhatThePlanShowed() {
        Run applied = plumb.apply().exits(0);
        assertThat(tasks(applied, master, "outcome", "changed"))
                .containsAll(tasks(planned, master, "verdict", "change"));
        assertThat(tasks(applied, replica, "outcome", "changed"))
                .containsAll(tasks(planned, replica, "verdict", "change"));
        assertThat(applied.differences(replica)).containsAll(planned.differences(replica));
        assertThat(applied.text()).doesNotContain(PASSWORD);
        pair.replicatesWith(PASSWORD);
    }

    @Test
    @Order(5)
    void thePasswordIsNeededOnBoth() {
        pair.admitsOnly(PASSWORD);
        pair.refuses("Sid@124");
    }

    @Test
    @Order(6)
    void theProofOfReplicationLeavesNoKey() {
        assertThat(master.redis(PASSWORD, "DBSIZE")).isEqualTo("0");
        assertThat(replica.redis(PASSWORD, "DBSIZE")).isEqualTo("0");
        assertThat(master.info(PASSWORD, "commandstats"))
                .as("a marker was written")
                .containsKey("cmdstat_set");
    }

    @Test
    @Order(7)
    void tenKeysWrittenToTheMasterAreReadFromTheReplica() {
        List<String> keys = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> "testhashreplication:key" + n)
                .toList();
        for (int n = 1; n <= 10; n++) {
            assertThat(master.redis(PASSWORD, "HSET", keys.get(n - 1), "field" + n, "value" + n))
                    .isEqualTo("1");
        }
        assertThat(master.redis(PASSWORD, "WAIT", "1", "5000")).isEqualTo("1");
        assertThat(replica.redis(PASSWORD, "KEYS", "testhashreplication*").lines())
                .containsExactlyInAnyOrderElementsOf(keys);
        for (int n = 1; n <= 10; n++) {
            assertThat(replica.redis(PASSWORD, "HGET", keys.get(n - 1), "field" + n))
                    .isEqualTo("value" + n);
        }
        assertThat(replica.redis(PASSWORD, "SET", "x", "y")).contains("READONLY");
    }

    @Test
    @Order(8)
    void theSecondApplyChangesNothing() {
        List<String> before = traces();
        Run again = plumb.apply().exits(0).hasNoChanges();
        assertThat(traces()).isEqualTo(before);
        assertThat(again.status(master)).isEqualTo("in_sync");
        assertThat(again.status(replica)).isEqualTo("in_sync");
    }

    @Test
    @Order(9)
    void aConvergedHostCostsOneRoundTrip() {
        assertThat(plumb.apply()
                        .exits(0)
                        .summary()
                        .path("round_trips")
                        .path("shell")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    @Order(10)
    void aConvergedPairIsInSync() {
        assertThat(plumb.drift().exits(0).summary().path("in_sync").asInt()).isEqualTo(2);
        plumb.plan("--detailed-exitcode").exits(0).hasNoChanges();
    }

    private static List<String> traces() {
        return Stream.of(master, replica)
                .flatMap(host ->
                        Stream.of(host.redisPid(), host.identity(host.redisConf()), host.read(host.redisConf())))
                .toList();
    }

    private static Set<String> tasks(Run run, Host host, String field, String value) {
        return run.tasks(host)
                .filter(task -> task.path(field).asText().equals(value))
                .map(FreshPairTest::place)
                .collect(Collectors.toSet());
    }

    private static String place(JsonNode task) {
        return task.path("at").asText() + " " + task.path("name").asText();
    }
}
