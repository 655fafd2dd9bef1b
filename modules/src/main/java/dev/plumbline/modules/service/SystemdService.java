package dev.plumbline.modules.service;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a systemd service: whether it runs, starts with the host, or is masked. systemd reads its unit files again by itself where one
 * was changed since.
 *
 * @param name the unit; of several names the first that the host has, as in {@code [redis-server, redis]}. Without a suffix it is a
 *     service
 * @param state {@code started}, {@code stopped}; {@code restarted} and {@code reloaded} do it once in each run. A failed service counts as
 *     stopped
 * @param enabled whether it starts with the host
 * @param masked whether it can't be started at all
 * @param daemonReload whether systemd reads all unit files again, once in each run; where this unit's file changed it does so anyway
 * @param configuration files that the service reads when it starts: it is restarted where it runs since before one of them was modified.
 *     Only files that nobody but root can write, since a service may rewrite its own
 */
@Module(
        value = "systemd_service",
        examples = {"""
            systemd_service:
              name: [redis-server, redis]
              state: started
              enabled: true
            """, """
                systemd_service:
                  name: nginx
                  state: started
                  configuration: [/etc/nginx/nginx.conf]
                """})
@Returns(name = "name", about = "the unit that was found")
@Returns(name = "active", about = "systemd's ActiveState, such as active or failed")
@Returns(name = "enabled", about = "whether it starts with the host")
@Returns(name = "masked", about = "whether it is masked")
public record SystemdService(
        List<String> name,
        Optional<State> state,
        Optional<Boolean> enabled,
        Optional<Boolean> masked,
        @Default("no") boolean daemonReload,
        @Default("[]") List<AbsolutePath> configuration)
        implements Desired<ServiceSight> {

    /** What the service shall do. */
    public enum State {
        STARTED,
        STOPPED,
        RESTARTED,
        RELOADED
    }

    public SystemdService {
        name = List.copyOf(name);
        configuration = List.copyOf(configuration);
        if (name.isEmpty() || name.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'name' must name a unit");
        }
        if (masked.equals(Optional.of(true))
                && (enabled.equals(Optional.of(true))
                        || state.filter(wanted -> wanted != State.STOPPED).isPresent())) {
            throw new IllegalArgumentException("a masked service can be neither started nor enabled");
        }
        if (!configuration.isEmpty() && !state.equals(Optional.of(State.STARTED))) {
            throw new IllegalArgumentException("'configuration' needs state: started");
        }
    }

    @Override
    public Probe<ServiceSight> probe() {
        return ServiceSight.of(name, configuration);
    }

    @Override
    public List<Delta> diff(ServiceSight seen) {
        return seen.found()
                .map(unit -> new ServiceTurn(this, seen, unit).deltas())
                .orElseGet(() -> List.of(notFound()));
    }

    @Override
    public Data.Mapping result(ServiceSight seen) {
        return seen.found()
                .map(unit -> Data.mapping()
                        .put("name", unit.name())
                        .put("active", unit.state().active())
                        .put("enabled", unit.state().isEnabled())
                        .put("masked", unit.state().isMasked())
                        .build())
                .orElseGet(() -> Data.mapping().build());
    }

    private Violation notFound() {
        boolean several = name.size() > 1;
        String message = several
                ? "the host has none of the units " + String.join(", ", name)
                : "the host has no unit " + name.getFirst();
        return Violation.of(
                "unit.not_found",
                message,
                "install the package that brings it, or correct the name. Some names, such as Debian's redis for"
                        + " redis-server, exist only while the service is enabled: give its own name, or several");
    }
}
