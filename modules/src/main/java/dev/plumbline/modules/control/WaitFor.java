package dev.plumbline.modules.control;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.module.Waits;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Data;
import dev.plumbline.modules.control.WaitFor.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits for a port to accept connections, for a path to exist, or for the contrary. A plan looks once.
 *
 * @param host the address that is tried from the host
 * @param port the TCP port; this or {@code path}
 * @param path the path on the host, links not followed; this or {@code port}
 * @param state {@code started} and {@code present}: the port accepts connections, the path exists. {@code stopped} and {@code absent}:
 *     it doesn't
 * @param timeout how long it waits
 * @param sleep the pause between two looks
 * @param connectTimeout how long one attempt to connect may take
 */
@Module(
        value = "wait_for",
        examples = {"""
            wait_for:
              port: 6379
              timeout: 30s
            """, """
                wait_for:
                  path: /run/reboot-required
                  state: absent
                """})
@Returns(name = "state", about = "started or stopped for a port, present or absent for a path")
public record WaitFor(
        @Default("127.0.0.1") String host,
        Optional<Integer> port,
        Optional<AbsolutePath> path,
        @Default("started") State state,
        @Default("300s") Duration timeout,
        @Default("1s") Duration sleep,
        @Default("5s") Duration connectTimeout)
        implements Desired<Seen>, Waits {

    /** What is waited for. */
    public enum State {
        STARTED,
        STOPPED,
        PRESENT,
        ABSENT
    }

    /**
     * What there is.
     *
     * @param there whether the port accepts connections, or the path exists
     * @param description what was found, for people
     */
    record Seen(boolean there, String description) {}

    public WaitFor {
        if (port.isPresent() == path.isPresent()) {
            throw new IllegalArgumentException("either 'port' or 'path' must be given, and not both");
        }
        if (port.filter(number -> number < 1 || number > 65535).isPresent()) {
            throw new IllegalArgumentException("a port lies between 1 and 65535");
        }
        if (host.isBlank()) {
            throw new IllegalArgumentException("'host' is empty");
        }
        if (sleep.isZero() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("'sleep' and 'connect_timeout' must be more than 0");
        }
    }

    @Override
    public Duration interval() {
        return sleep;
    }

    @Override
    public Probe<Seen> probe() {
        return port.map(number -> Probe.of(new Read.TcpReach(host, number, connectTimeout))
                        .map(found -> reached(host + ":" + number, found)))
                .or(() -> path.map(file -> Probe.of(new Read.FileStatus(file)).map(found -> exists(file, found))))
                .orElseThrow();
    }

    private static Seen reached(String address, Reachability found) {
        return switch (found) {
            case Reachability.Open() -> new Seen(true, address + " accepts connections");
            case Reachability.Refused() -> new Seen(false, address + " refuses connections");
            case Reachability.TimedOut() -> new Seen(false, address + " does not answer");
            case Reachability.Failed(String reason) -> new Seen(false, address + " can't be tried: " + reason);
        };
    }

    private static Seen exists(AbsolutePath path, FileState found) {
        return found instanceof FileState.Missing
                ? new Seen(false, path + " does not exist")
                : new Seen(true, path + " exists");
    }

    private boolean isWantedThere() {
        return state == State.STARTED || state == State.PRESENT;
    }

    @Override
    public List<Delta> diff(Seen seen) {
        return seen.there == isWantedThere()
                ? List.of()
                : List.of(Delta.Violation.of(
                        "wait.timeout",
                        seen.description,
                        "look at what should have brought it about, or give more time by 'timeout'"));
    }

    @Override
    public Data.Mapping result(Seen seen) {
        String word = port.isPresent() ? (seen.there ? "started" : "stopped") : seen.there ? "present" : "absent";
        return Data.mapping().put("state", word).build();
    }
}
