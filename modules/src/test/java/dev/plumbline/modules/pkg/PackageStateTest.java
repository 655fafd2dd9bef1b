package dev.plumbline.modules.pkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.Read;
import dev.plumbline.modules.pkg.PackageState.State;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedPackage;
import dev.plumbline.testkit.StartingState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageStateTest extends IdempotenceTest {
    private static final SimulatedPackage REDIS = new SimulatedPackage(
            "redis-server",
            "5:7.0.15-1",
            host -> host.file("/etc/redis/redis.conf", "port 6379\n").unit("redis-server"),
            host -> host.withoutUnit("redis-server"));
    private static final SimulatedPackage CURL = SimulatedPackage.of("curl", "7.88.1-10");

    private static PackageState present(String... names) {
        return new PackageState(List.of(names), State.PRESENT, false, false);
    }

    private static PackageState refreshed(String... names) {
        return new PackageState(List.of(names), State.PRESENT, true, false);
    }

    private static PackageState absent(String... names) {
        return new PackageState(List.of(names), State.ABSENT, false, false);
    }

    private static PackageState purged(String... names) {
        return new PackageState(List.of(names), State.ABSENT, false, true);
    }

    private static void available(InMemoryHost host) {
        host.available(REDIS).available(CURL);
    }

    private static void redisThere(InMemoryHost host) {
        available(host);
        REDIS.onInstall().accept(host.installed("redis-server", "5:7.0.15-1"));
    }

    private static void allThere(InMemoryHost host) {
        redisThere(host);
        host.installed("curl", "7.88.1-10");
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.of(
                StartingState.of("present: missing", PackageStateTest::available, present("redis-server"))
                        .changes("redis-server")
                        .then(host -> assertThat(
                                        host.unit("redis-server").state().exists())
                                .isTrue()),
                StartingState.of("present: there", PackageStateTest::redisThere, present("redis-server"))
                        .inSync(),
                StartingState.of(
                                "present: there in an older version",
                                host -> host.installed("redis-server", "5:6.0"),
                                present("redis-server"))
                        .inSync(),
                StartingState.of("present: one of two", PackageStateTest::redisThere, present("redis-server", "curl"))
                        .changes("curl")
                        .then(host -> assertThat(host.done())
                                .containsExactly(new Action.InstallPackages(List.of("curl"), false))),
                StartingState.of("present: none of two", PackageStateTest::available, present("redis-server", "curl"))
                        .changes("redis-server", "curl")
                        .then(host -> assertThat(host.done()).hasSize(1)),
                StartingState.of("present: both", PackageStateTest::allThere, present("redis-server", "curl"))
                        .inSync(),
                StartingState.of("present: named twice", PackageStateTest::available, present("curl", "curl"))
                        .changes("curl"),
                StartingState.of("present: unknown", PackageStateTest::available, present("redis-sever"))
                        .fails("package.not_found"),
                StartingState.of(
                                "present: one of two unknown",
                                PackageStateTest::available,
                                present("curl", "redis-sever"))
                        .fails("package.not_found")
                        .then(host -> assertThat(host.done()).isEmpty()),
                StartingState.of(
                                "present: unknown until the index is fetched",
                                host -> host.availableAfterRefresh(REDIS),
                                present("redis-server"))
                        .fails("package.not_found"),
                StartingState.of(
                                "index: fetched first",
                                host -> host.availableAfterRefresh(REDIS),
                                refreshed("redis-server"))
                        .changes("redis-server"),
                StartingState.of(
                                "index: there, so nothing is fetched",
                                PackageStateTest::redisThere,
                                refreshed("redis-server"))
                        .inSync()
                        .then(host -> assertThat(host.done()).isEmpty()),
                StartingState.of(
                                "present: disk full",
                                host -> host.available(CURL).faults().diskFull(),
                                present("curl"))
                        .fails("package.failed"),
                StartingState.of("absent: there", PackageStateTest::redisThere, absent("redis-server"))
                        .changes("redis-server")
                        .then(host -> assertThat(host.done())
                                .containsExactly(new Action.RemovePackages(List.of("redis-server"), false))),
                StartingState.of("absent: missing", PackageStateTest::available, absent("redis-server"))
                        .inSync(),
                StartingState.of("absent: never heard of", host -> {}, absent("telnetd"))
                        .inSync(),
                StartingState.of("absent: one of two", PackageStateTest::redisThere, absent("redis-server", "curl"))
                        .changes("redis-server"),
                StartingState.of("absent: both", PackageStateTest::allThere, absent("redis-server", "curl"))
                        .changes("redis-server", "curl"),
                StartingState.of("purge: there", PackageStateTest::redisThere, purged("redis-server"))
                        .changes("redis-server")
                        .then(host -> assertThat(host.done())
                                .containsExactly(new Action.RemovePackages(List.of("redis-server"), true))),
                StartingState.of("purge: missing", host -> {}, purged("redis-server"))
                        .inSync(),
                StartingState.of("installed meanwhile", PackageStateTest::available, present("curl"))
                        .meanwhile(host -> host.installed("curl", "7.88.1-10"))
                        .changes("curl"),
                StartingState.of(
                                "the host can't tell",
                                host -> host.faults()
                                        .unreadable(new Read.PackageVersion("curl"), "no dpkg, rpm or apk"),
                                present("curl"))
                        .unreadable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-y", "a b", "a;b", "$(x)", "../x"})
    void whatIsNoNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> present(name))
                .withMessageContaining("is not a package's name");
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> present());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackageState(List.of("a"), State.PRESENT, false, true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackageState(List.of("a"), State.ABSENT, true, false));
    }
}
