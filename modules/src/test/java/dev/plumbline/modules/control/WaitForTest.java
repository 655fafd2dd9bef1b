package dev.plumbline.modules.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.modules.control.WaitFor.State;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.StartingState;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitForTest extends IdempotenceTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static WaitFor port(String host, int port, State state, Duration timeout) {
        return new WaitFor(host, Optional.of(port), Optional.empty(), state, timeout, SECOND, Duration.ofSeconds(5));
    }

    private static WaitFor redis(State state) {
        return port("127.0.0.1", 6379, state, LONG);
    }

    private static WaitFor path(State state) {
        return new WaitFor(
                "127.0.0.1",
                Optional.empty(),
                Optional.of(new AbsolutePath("/run/ready")),
                state,
                LONG,
                Duration.ofMillis(200),
                SECOND);
    }

    private static StartingState met(String name, Reachability reachability, WaitFor module) {
        return StartingState.of(name, host -> host.reaches("127.0.0.1", 6379, reachability), module);
    }

    @Override
    protected Stream<StartingState> states() {
        Reachability open = new Reachability.Open();
        Reachability refused = new Reachability.Refused();
        Reachability silent = new Reachability.TimedOut();
        Reachability failed = new Reachability.Failed("no route to host");
        return Stream.of(
                met("started: open", open, redis(State.STARTED)).inSync(),
                met("started: refused", refused, redis(State.STARTED)).violates("wait.timeout"),
                met("started: silent", silent, redis(State.STARTED)).violates("wait.timeout"),
                met("started: no route", failed, redis(State.STARTED)).violates("wait.timeout"),
                met("present: open", open, redis(State.PRESENT)).inSync(),
                met("present: refused", refused, redis(State.PRESENT)).violates("wait.timeout"),
                met("stopped: refused", refused, redis(State.STOPPED)).inSync(),
                met("stopped: silent", silent, redis(State.STOPPED)).inSync(),
                met("stopped: no route", failed, redis(State.STOPPED)).inSync(),
                met("stopped: open", open, redis(State.STOPPED)).violates("wait.timeout"),
                met("absent: open", open, redis(State.ABSENT)).violates("wait.timeout"),
                met("absent: refused", refused, redis(State.ABSENT)).inSync(),
                met("another port is open", open, port("127.0.0.1", 6380, State.STARTED, LONG))
                        .violates("wait.timeout"),
                met("another host is open", open, port("10.0.0.1", 6379, State.STARTED, SECOND))
                        .violates("wait.timeout"),
                StartingState.of(
                                "opened meanwhile", host -> host.reaches("127.0.0.1", 6379, open), redis(State.STARTED))
                        .inSync(),
                StartingState.of("path present: there", WaitForTest::ready, path(State.PRESENT))
                        .inSync(),
                StartingState.of("path started: there", WaitForTest::ready, path(State.STARTED))
                        .inSync(),
                StartingState.of("path present: missing", host -> {}, path(State.PRESENT))
                        .violates("wait.timeout"),
                StartingState.of(
                                "path present: a dangling link",
                                host -> host.link("/run/ready", "/gone"),
                                path(State.PRESENT))
                        .inSync(),
                StartingState.of("path absent: missing", host -> {}, path(State.ABSENT))
                        .inSync(),
                StartingState.of("path absent: there", WaitForTest::ready, path(State.ABSENT))
                        .violates("wait.timeout"),
                StartingState.of("path present: a directory", host -> host.directory("/run/ready"), path(State.PRESENT))
                        .inSync(),
                StartingState.of(
                                "the host has no means to try",
                                host -> host.faults()
                                        .unreadable(
                                                new Read.TcpReach("127.0.0.1", 6379, Duration.ofSeconds(5)), "no nc"),
                                redis(State.STARTED))
                        .unreadable());
    }

    private static void ready(InMemoryHost host) {
        host.file("/run/ready", "");
    }

    @Test
    void whatWasFoundIsSaid() {
        WaitFor module = redis(State.STARTED);

        assertThat(module.diff(new WaitFor.Seen(false, "127.0.0.1:6379 refuses connections"))
                        .toString())
                .contains("127.0.0.1:6379 refuses connections");
    }

    @Test
    void theEngineIsToldHowLongToWait() {
        assertThat(path(State.PRESENT).timeout()).isEqualTo(LONG);
        assertThat(path(State.PRESENT).interval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> port("127.0.0.1", 0, State.STARTED, LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> port(" ", 1, State.STARTED, LONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WaitFor("h", Optional.empty(), Optional.empty(), State.STARTED, LONG, SECOND, SECOND));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new WaitFor("h", Optional.of(1), Optional.empty(), State.STARTED, LONG, Duration.ZERO, SECOND));
    }
}
