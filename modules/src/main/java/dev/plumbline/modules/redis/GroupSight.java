package dev.plumbline.modules.redis;

import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@link RedisReplicationCheck} sees of a group.
 *
 * @param nodes the master first
 * @param paths each way between the master and a replica
 */
public record GroupSight(List<NodeSight> nodes, List<Path> paths) {

    /** What one server said. {@code open} is the answer to a PING without a password, where one is declared. */
    public record NodeSight(
            HostName host,
            RedisAnswer server,
            RedisAnswer replication,
            RedisAnswer persistence,
            RedisAnswer databases,
            Optional<RedisAnswer> open) {}

    /** Whether one host reaches another's server. */
    public record Path(HostName from, HostName to, Reachability reachability) {}

    public GroupSight {
        nodes = List.copyOf(nodes);
        paths = List.copyOf(paths);
    }

    static Probe<GroupSight> probe(RedisReplicationCheck check) {
        List<HostName> hosts = Stream.concat(Stream.of(check.master()), check.replicas().stream())
                .toList();
        List<Probe<Path>> paths = new ArrayList<>();
        for (HostName replica : check.replicas()) {
            paths.add(path(check, replica, check.master()));
            paths.add(path(check, check.master(), replica));
        }
        return Probe.both(
                Probe.all(hosts.stream().map(host -> node(check, host)).toList()), Probe.all(paths), GroupSight::new);
    }

    private static Probe<Path> path(RedisReplicationCheck check, HostName from, HostName to) {
        Endpoint target = check.endpoint(to);
        return Probe.on(from, new Read.TcpReach(target.address(), target.port(), check.timeout()))
                .map(reachability -> new Path(from, to, reachability));
    }

    private static Probe<NodeSight> node(RedisReplicationCheck check, HostName host) {
        RedisServer server = check.server(host);
        Probe<List<RedisAnswer>> answers = Probe.all(List.of(
                ask(host, server, "INFO", "server"),
                ask(host, server, "INFO", "replication"),
                ask(host, server, "INFO", "persistence"),
                ask(host, server, "CONFIG", "GET", "databases")));
        Probe<Optional<RedisAnswer>> open = server.password().isEmpty()
                ? Probe.just(Optional.empty())
                : ask(
                                host,
                                new RedisServer(server.address(), server.port(), Optional.empty(), Optional.empty()),
                                "PING")
                        .map(Optional::of);
        return Probe.both(
                answers,
                open,
                (all, without) -> new NodeSight(host, all.get(0), all.get(1), all.get(2), all.get(3), without));
    }

    private static Probe<RedisAnswer> ask(HostName host, RedisServer server, String... command) {
        return Probe.on(host, new RedisQuery(server, List.of(command)));
    }
}
