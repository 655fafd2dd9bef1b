package dev.plumbline.modules.redis;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks before any change that hosts can become a Redis master and its replicas: the same server version on all, and each host reaching
 * the others.
 *
 * <p>A port where nobody listens yet is no fault; one that doesn't answer is: a firewall, or a wrong address.
 *
 * @param hosts all hosts of the group
 * @param addresses where the others reach each host, as {@code redis1=192.168.1.2}, with a port behind a colon where that isn't {@code
 *     port}; a host that is missing goes by its name
 * @param port where the servers will listen
 * @param timeout how long a connection may take
 */
@Module(
        value = "redis_preflight",
        examples = {"""
            redis_preflight:
              hosts: [redis1, redis2]
              addresses: [redis1=192.168.1.2, redis2=192.168.1.3]
            """})
@Returns(name = "version", about = "the version of the first host's server")
public record RedisPreflight(
        List<HostName> hosts,
        @Default("[]") List<String> addresses,
        @Default("6379") int port,
        @Default("3s") Duration timeout)
        implements Desired<RedisPreflight.Seen> {

    /** Prints which server it is and its version, as {@code Redis server v=7.0.15 sha=…}. */
    private static final Read.CommandOutput VERSION = new Read.CommandOutput(
            List.of(
                    "/bin/sh",
                    "-c",
                    "PATH=$PATH:/usr/local/bin:/usr/bin; for server in redis-server valkey-server; do if command -v"
                            + " $server >/dev/null 2>&1; then exec $server --version; fi; done; exit 127"),
            Optional.empty(),
            Map.of());

    private static final Pattern FORM = Pattern.compile("^(Redis|Valkey) server v=([0-9A-Za-z.-]+)");

    /** What each host answered. */
    public record Seen(Map<HostName, CommandResult> versions, List<GroupSight.Path> paths) {
        public Seen {
            versions = Map.copyOf(versions);
            paths = List.copyOf(paths);
        }
    }

    public RedisPreflight {
        hosts = List.copyOf(hosts);
        addresses = List.copyOf(addresses);
        Endpoint.table(addresses);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("'hosts' names no host");
        }
        if (new HashSet<>(hosts).size() < hosts.size()) {
            throw new IllegalArgumentException("'hosts' names a host twice");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'port' lies between 1 and 65535");
        }
    }

    @Override
    public Probe<Seen> probe() {
        List<Probe<GroupSight.Path>> paths = new ArrayList<>();
        for (HostName from : hosts) {
            for (HostName to : hosts) {
                if (!from.equals(to)) {
                    Endpoint target = Endpoint.of(to, Endpoint.table(addresses), port);
                    paths.add(Probe.on(from, new Read.TcpReach(target.address(), target.port(), timeout))
                            .map(reachability -> new GroupSight.Path(from, to, reachability)));
                }
            }
        }
        Probe<Map<HostName, CommandResult>> versions = Probe.all(hosts.stream()
                        .map(host -> Probe.on(host, VERSION).map(result -> Map.entry(host, result)))
                        .toList())
                .map(entries -> {
                    Map<HostName, CommandResult> all = new TreeMap<>();
                    entries.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
                    return all;
                });
        return Probe.both(versions, Probe.all(paths), Seen::new);
    }

    @Override
    public List<Delta> diff(Seen seen) {
        List<Delta> violations = new ArrayList<>();
        for (GroupSight.Path path : seen.paths()) {
            String way = path.from() + " can't reach " + Endpoint.of(path.to(), Endpoint.table(addresses), port);
            switch (path.reachability()) {
                case Reachability.Open open -> {}
                case Reachability.Refused notYet -> {}
                case Reachability.TimedOut timedOut ->
                    violations.add(Violation.of(
                            "redis.reach.timeout",
                            way + ": no answer within " + timeout.toSeconds() + " s",
                            "open the port in the firewalls between, in both directions"));
                case Reachability.Failed(String reason) ->
                    violations.add(Violation.of(
                            "redis.reach.failed",
                            way + ": " + reason,
                            "look at the address, and at names and routes there"));
            }
        }
        violations.addAll(versionViolations(seen));
        return List.copyOf(violations);
    }

    private List<Violation> versionViolations(Seen seen) {
        List<Violation> violations = new ArrayList<>();
        Map<String, List<HostName>> byVersion = new TreeMap<>();
        for (HostName host : hosts) {
            Optional<String> version = version(seen, host);
            if (version.isEmpty()) {
                violations.add(Violation.of(
                        "redis.server.missing",
                        host + " has neither redis-server nor valkey-server",
                        "install the server there: module 'package'"));
            } else {
                byVersion
                        .computeIfAbsent(version.get(), some -> new ArrayList<>())
                        .add(host);
            }
        }
        if (byVersion.size() > 1) {
            violations.add(Violation.of(
                    "redis.version",
                    "the hosts have different versions: "
                            + String.join(
                                    "; ",
                                    byVersion.entrySet().stream()
                                            .map(entry -> entry.getKey() + " on " + names(entry.getValue()))
                                            .toList()),
                    "install the same version on all"));
        }
        return violations;
    }

    private static String names(List<HostName> hosts) {
        return String.join(", ", hosts.stream().map(HostName::value).toList());
    }

    private static Optional<String> version(Seen seen, HostName host) {
        CommandResult result = seen.versions().get(host);
        if (result == null || result.code() != 0) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(result.output().latin1());
        return form.find() ? Optional.of(form.group(1) + " " + form.group(2)) : Optional.empty();
    }

    @Override
    public Data.Mapping result(Seen seen) {
        return Data.mapping()
                .put("version", version(seen, hosts.getFirst()).orElse(""))
                .build();
    }
}
