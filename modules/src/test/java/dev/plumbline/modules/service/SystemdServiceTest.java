package dev.plumbline.modules.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.modules.service.SystemdService.State;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedUnit;
import dev.plumbline.testkit.StartingState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SystemdServiceTest extends IdempotenceTest {
    private static final String NAME = "redis-server";
    private static final String CONF = "/etc/redis/redis.conf";
    private static final SystemdService STARTED_AND_ENABLED = new SystemdService(
            List.of(NAME), Optional.of(State.STARTED), Optional.of(true), Optional.empty(), false, List.of());

    private static SystemdService state(State state) {
        return new SystemdService(
                List.of(NAME), Optional.of(state), Optional.empty(), Optional.empty(), false, List.of());
    }

    private static SystemdService enabled(boolean enabled) {
        return new SystemdService(
                List.of(NAME), Optional.empty(), Optional.of(enabled), Optional.empty(), false, List.of());
    }

    private static SystemdService masked(boolean masked, Optional<State> state) {
        return new SystemdService(List.of(NAME), state, Optional.empty(), Optional.of(masked), false, List.of());
    }

    private static SystemdService reading(String... files) {
        return new SystemdService(
                List.of(NAME),
                Optional.of(State.STARTED),
                Optional.empty(),
                Optional.empty(),
                false,
                Stream.of(files).map(AbsolutePath::new).toList());
    }

    private static SystemdService named(String... names) {
        return new SystemdService(
                List.of(names), Optional.of(State.STARTED), Optional.empty(), Optional.empty(), false, List.of());
    }

    private static Consumer<InMemoryHost> unit(Consumer<SimulatedUnit> unit) {
        return host -> unit.accept(host.unit(NAME));
    }

    private static SimulatedUnit running(SimulatedUnit unit) {
        return unit.running(InMemoryHost.BOOT);
    }

    private static Consumer<InMemoryHost> did(Verb... verbs) {
        return host -> assertThat(host.done())
                .extracting(action -> ((Action.ControlUnit) action).verb())
                .containsExactly(verbs);
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.concat(Stream.concat(running(), enabling()), Stream.concat(masking(), configuring()));
    }

    private static Stream<StartingState> running() {
        return Stream.of(
                StartingState.of("stopped and disabled", unit(unit -> {}), STARTED_AND_ENABLED)
                        .changes("enabled", "state")
                        .then(did(Verb.ENABLE, Verb.START)),
                StartingState.of(
                                "running and enabled",
                                unit(unit -> running(unit).enabled()),
                                STARTED_AND_ENABLED)
                        .inSync(),
                StartingState.of("running", unit(unit -> running(unit)), state(State.STARTED))
                        .inSync(),
                StartingState.of("stopped", unit(unit -> {}), state(State.STARTED))
                        .changes("state")
                        .then(did(Verb.START)),
                StartingState.of("failed", unit(SimulatedUnit::failed), state(State.STARTED))
                        .changes("state"),
                StartingState.of("failing to start", unit(SimulatedUnit::failingToStart), state(State.STARTED))
                        .fails("unit.failed"),
                StartingState.of("stop: running", unit(unit -> running(unit)), state(State.STOPPED))
                        .changes("state")
                        .then(did(Verb.STOP)),
                StartingState.of("stop: stopped", unit(unit -> {}), state(State.STOPPED))
                        .inSync(),
                StartingState.of("stop: failed", unit(SimulatedUnit::failed), state(State.STOPPED))
                        .inSync(),
                StartingState.of("restart: running", unit(unit -> running(unit)), state(State.RESTARTED))
                        .changes("state")
                        .then(did(Verb.RESTART, Verb.RESTART)),
                StartingState.of("restart: stopped", unit(unit -> {}), state(State.RESTARTED))
                        .changes("state"),
                StartingState.of("restart: failed", unit(SimulatedUnit::failed), state(State.RESTARTED))
                        .changes("state"),
                StartingState.of("restart: fails", unit(unit -> running(unit).failingToStart()), state(State.RESTARTED))
                        .fails("unit.failed"),
                StartingState.of("reload: running", unit(unit -> running(unit)), state(State.RELOADED))
                        .changes("state")
                        .then(did(Verb.RELOAD, Verb.RELOAD)),
                StartingState.of("reload: stopped", unit(unit -> {}), state(State.RELOADED))
                        .changes("state"),
                StartingState.of(
                                "its unit file changed",
                                unit(unit -> running(unit).needsReload()),
                                state(State.STARTED))
                        .changes("daemon_reload")
                        .then(did(Verb.DAEMON_RELOAD)),
                StartingState.of(
                                "its unit file changed while it was stopped",
                                unit(SimulatedUnit::needsReload),
                                STARTED_AND_ENABLED)
                        .changes("daemon_reload", "enabled", "state")
                        .then(did(Verb.DAEMON_RELOAD, Verb.ENABLE, Verb.START)),
                StartingState.of(
                                "daemon_reload asked for",
                                unit(unit -> {}),
                                new SystemdService(
                                        List.of(NAME),
                                        Optional.of(State.STARTED),
                                        Optional.of(true),
                                        Optional.empty(),
                                        true,
                                        List.of()))
                        .changes("daemon_reload", "enabled", "state")
                        .then(did(Verb.DAEMON_RELOAD, Verb.ENABLE, Verb.START, Verb.DAEMON_RELOAD)),
                StartingState.of("missing", host -> {}, state(State.STARTED)).violates("unit.not_found"),
                StartingState.of("missing, and stopped is meant", host -> {}, state(State.STOPPED))
                        .violates("unit.not_found"),
                StartingState.of(
                                "the first name that is there",
                                host -> host.unit("redis"),
                                named("redis-server", "redis", "valkey"))
                        .changes("state")
                        .then(host -> assertThat(host.unit("redis").starts()).isEqualTo(1)),
                StartingState.of("none of the names", host -> host.unit("other"), named("redis-server", "redis"))
                        .violates("unit.not_found"),
                StartingState.of("a timer", host -> host.unit("backup.timer"), named("backup.timer"))
                        .changes("state"),
                StartingState.of("can't be loaded", unit(unit -> unit.load("bad-setting")), state(State.STARTED))
                        .violates("service.broken"));
    }

    private static Stream<StartingState> enabling() {
        return Stream.of(
                StartingState.of("enable: disabled", unit(unit -> {}), enabled(true))
                        .changes("enabled"),
                StartingState.of(
                                "enable: enabled until the next boot",
                                unit(unit -> unit.enablement("enabled-runtime")),
                                enabled(true))
                        .inSync(),
                StartingState.of("disable: enabled", unit(SimulatedUnit::enabled), enabled(false))
                        .changes("enabled"),
                StartingState.of("disable: disabled", unit(unit -> {}), enabled(false))
                        .inSync(),
                StartingState.of(
                                "disable: running stays running",
                                unit(unit -> running(unit).enabled()),
                                enabled(false))
                        .changes("enabled")
                        .then(host ->
                                assertThat(host.unit(NAME).state().isActive()).isTrue()),
                StartingState.of("enable: static", unit(unit -> unit.enablement("static")), enabled(true))
                        .violates("service.not_installable"),
                StartingState.of("disable: static", unit(unit -> unit.enablement("static")), enabled(false))
                        .inSync(),
                StartingState.of(
                                "enable: by another name",
                                aliased(unit -> {}),
                                byAlias(Optional.of(true), Optional.empty()))
                        .inSync(),
                StartingState.of(
                                "enable and start: by another name",
                                aliased(unit -> {}),
                                byAlias(Optional.of(true), Optional.of(State.STARTED)))
                        .changes("state")
                        .then(host -> assertThat(host.unit(NAME).starts()).isEqualTo(1)),
                StartingState.of(
                                "start: by another name",
                                aliased(unit -> {}),
                                byAlias(Optional.empty(), Optional.of(State.STARTED)))
                        .changes("state"),
                StartingState.of(
                                "disable: by another name, which goes with it",
                                aliased(unit -> {}),
                                byAlias(Optional.of(false), Optional.empty()))
                        .violates("service.alias"),
                StartingState.of(
                                "disable: by another name, which is gone already",
                                aliased(unit -> unit.enablement("disabled")),
                                byAlias(Optional.of(false), Optional.empty()))
                        .violates("unit.not_found"),
                StartingState.of(
                                "disable: by its own name after another",
                                aliased(unit -> {}),
                                new SystemdService(
                                        List.of(NAME, "redis"),
                                        Optional.empty(),
                                        Optional.of(false),
                                        Optional.empty(),
                                        false,
                                        List.of()))
                        .changes("enabled")
                        .then(did(Verb.DISABLE)),
                StartingState.of(
                                "mask: by another name",
                                aliased(unit -> {}),
                                new SystemdService(
                                        List.of("redis"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(true),
                                        false,
                                        List.of()))
                        .violates("service.alias"));
    }

    private static Consumer<InMemoryHost> aliased(Consumer<SimulatedUnit> further) {
        return unit(unit -> further.accept(unit.enabled().alias("redis")));
    }

    private static SystemdService byAlias(Optional<Boolean> enabled, Optional<State> state) {
        return new SystemdService(List.of("redis"), state, enabled, Optional.empty(), false, List.of());
    }

    private static Stream<StartingState> masking() {
        UnitState masked = new UnitState("masked", "inactive", "masked", false);
        return Stream.of(
                StartingState.of("start: masked", unit(SimulatedUnit::masked), state(State.STARTED))
                        .violates("service.masked"),
                StartingState.of("enable: masked", unit(SimulatedUnit::masked), enabled(true))
                        .violates("service.masked"),
                StartingState.of("stop: masked", unit(SimulatedUnit::masked), state(State.STOPPED))
                        .inSync(),
                StartingState.of(
                                "unmask and start",
                                unit(SimulatedUnit::masked),
                                masked(false, Optional.of(State.STARTED)))
                        .changes("masked", "state")
                        .then(did(Verb.UNMASK, Verb.START)),
                StartingState.of("unmask: not masked", unit(unit -> {}), masked(false, Optional.empty()))
                        .inSync(),
                StartingState.of("mask and stop", unit(unit -> running(unit)), masked(true, Optional.of(State.STOPPED)))
                        .changes("state", "masked")
                        .then(host -> assertThat(host.unit(NAME).state()).isEqualTo(masked)),
                StartingState.of("mask: masked", unit(SimulatedUnit::masked), masked(true, Optional.empty()))
                        .inSync(),
                StartingState.of(
                                "mask: running stays running",
                                unit(unit -> running(unit)),
                                masked(true, Optional.empty()))
                        .changes("masked"));
    }

    private static Stream<StartingState> configuring() {
        return Stream.of(
                StartingState.of(
                                "configuration: older than the process",
                                host -> running(host.file(CONF, "").unit(NAME), host),
                                reading(CONF))
                        .inSync(),
                StartingState.of("configuration: newer than the process", SystemdServiceTest::outdated, reading(CONF))
                        .changes("configuration")
                        .then(did(Verb.RESTART)),
                StartingState.of(
                                "configuration: newer, but stopped",
                                host -> host.file(CONF, "").unit(NAME),
                                reading(CONF))
                        .changes("state")
                        .then(did(Verb.START)),
                StartingState.of("configuration: missing", host -> running(host.unit(NAME)), reading(CONF))
                        .inSync(),
                StartingState.of("configuration: behind a link", SystemdServiceTest::outdatedBehindLink, reading(CONF))
                        .changes("configuration"),
                StartingState.of(
                                "configuration: the second of two",
                                SystemdServiceTest::outdated,
                                reading("/etc/hosts", CONF))
                        .changes("configuration"),
                StartingState.of(
                                "configuration: the service's own",
                                host -> running(host.file(CONF, "", "0640", "redis", "redis")
                                        .unit(NAME)),
                                reading(CONF))
                        .violates("service.configuration.self_written"),
                StartingState.of(
                                "configuration: the service's by its group",
                                host -> running(host.file(CONF, "", "0660", "root", "redis")
                                        .unit(NAME)),
                                reading(CONF))
                        .violates("service.configuration.self_written"),
                StartingState.of(
                                "configuration: readable for the service",
                                host -> running(
                                        host.file(CONF, "", "0640", "root", "redis")
                                                .unit(NAME),
                                        host),
                                reading(CONF))
                        .inSync(),
                StartingState.of(
                                "configuration: everybody's",
                                host -> running(host.file(CONF, "", "0666", "root", "root")
                                        .unit(NAME)),
                                reading(CONF))
                        .violates("service.configuration.self_written"));
    }

    private static void running(SimulatedUnit unit, InMemoryHost host) {
        unit.running(host.now() + 1);
    }

    private static void outdated(InMemoryHost host) {
        running(host.unit(NAME), host);
        host.file(CONF, "");
    }

    private static void outdatedBehindLink(InMemoryHost host) {
        running(host.unit(NAME), host);
        host.file("/srv/redis.conf", "").link(CONF, "/srv/redis.conf");
    }

    @Test
    void aMaskedServiceCantBeStarted() {
        assertThatIllegalArgumentException().isThrownBy(() -> masked(true, Optional.of(State.STARTED)));
    }

    @Test
    void configurationIsForRunningServices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SystemdService(
                        List.of(NAME),
                        Optional.of(State.STOPPED),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(new AbsolutePath(CONF))));
    }

    @Test
    void aUnitMustBeNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> named());
    }
}
