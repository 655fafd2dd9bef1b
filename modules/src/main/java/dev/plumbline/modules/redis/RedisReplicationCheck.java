package dev.plumbline.modules.redis;

import dev.plumbline.api.action.Action.ProveReplication;
import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.ByteSize;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a master and its replicas replicate as declared.
 *
 * <p>Each server is asked through its own host: roles, the address that is followed, the state of the link, running synchronisations, lag
 * in bytes and seconds, the replication ID, read-only replicas, versions, numbers of databases, loading, the exact set of replicas, chains,
 * whether the password opens and its absence doesn't, and whether each node reaches the other, in both directions, since a failover turns
 * them. Each thing that is wrong is a violation with a code of its own.
 *
 * <p>On apply a marker key is written on the master, read on each replica and removed again. A plan and a drift check write nothing.
 *
 * <p>Offsets need not be equal, since they move all the time; their distance is compared with {@code max_lag}. Run it on one host, such as
 * the master; it reads on all.
 *
 * @param master the host with the master
 * @param replicas the hosts with its replicas, all of them
 * @param addresses where the other servers reach each host, as {@code redis1=192.168.1.2}, with a port behind a colon where that isn't
 *     {@code port}; a host that is missing goes by its name
 * @param port where the servers listen
 * @param address where each server is asked on its own host
 * @param password the password of the servers; where one is given, they must not let anybody in without
 * @param maxLag how far behind a replica may be, in bytes of the replication stream
 * @param maxSilence how long a replica and its master may not have heard of each other; they talk at least once a second
 * @param prove whether an apply also writes the marker key
 * @param timeout how long a connection, and the marker's way to each replica, may take
 */
@Module(
        value = "redis_replication_check",
        examples = {"""
            redis_replication_check:
              master: redis1
              replicas: [redis2]
              addresses: [redis1=192.168.1.2, redis2=192.168.1.3]
              password: Sid@123
              max_lag: 1mb
            """})
@Returns(name = "link", about = "up where every replica's link to its master is; else the state of one that isn't")
@Returns(name = "replicas", about = "number of replicas that the master shows as online")
@Returns(name = "lag", about = "bytes by which the slowest replica is behind")
@Returns(name = "seconds", about = "seconds since the master last heard of the most silent replica")
@Returns(name = "replid", about = "the master's replication ID")
@Returns(name = "version", about = "the master's version")
public record RedisReplicationCheck(
        HostName master,
        List<HostName> replicas,
        @Default("[]") List<String> addresses,
        @Default("6379") int port,
        @Default("127.0.0.1") String address,
        Optional<Text> password,
        @Default("1mb") ByteSize maxLag,
        @Default("10s") Duration maxSilence,
        @Default("yes") boolean prove,
        @Default("10s") Duration timeout)
        implements Desired<GroupSight> {

    public RedisReplicationCheck {
        replicas = List.copyOf(replicas);
        addresses = List.copyOf(addresses);
        Endpoint.table(addresses);
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("'replicas' names no host");
        }
        if (replicas.contains(master)) {
            throw new IllegalArgumentException("'" + master + "' can't be its own replica");
        }
        if (new HashSet<>(replicas).size() < replicas.size()) {
            throw new IllegalArgumentException("'replicas' names a host twice");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'port' lies between 1 and 65535");
        }
    }

    @Override
    public Probe<GroupSight> probe() {
        return GroupSight.probe(this);
    }

    @Override
    public List<Delta> diff(GroupSight seen) {
        List<Delta.Violation> violations = new ReplicationFindings(this, seen).violations();
        if (!violations.isEmpty() || !prove) {
            return List.copyOf(violations);
        }
        return List.of(new Delta.Proof(new ProveReplication(
                node(master()), replicas.stream().map(this::node).toList(), timeout)));
    }

    @Override
    public Data.Mapping result(GroupSight seen) {
        return new ReplicationFindings(this, seen).result();
    }

    Endpoint endpoint(HostName host) {
        return Endpoint.of(host, Endpoint.table(addresses), port);
    }

    /** The server of a host as it is asked there. */
    RedisServer server(HostName host) {
        return new RedisServer(
                address, endpoint(host).port(), Optional.empty(), password.filter(text -> !text.isEmpty()));
    }

    private ProveReplication.Node node(HostName host) {
        return new ProveReplication.Node(host, server(host));
    }
}
