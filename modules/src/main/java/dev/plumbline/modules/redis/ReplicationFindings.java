package dev.plumbline.modules.redis;

import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisErrors;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.modules.redis.GroupSight.NodeSight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** All that is wrong in a group of a master and its replicas. */
final class ReplicationFindings {

    /** A server that told about itself. */
    private record Node(
            Endpoint at, ServerInfo about, ServerInfo link, ServerInfo persistence, Optional<String> databases) {}

    private final RedisReplicationCheck check;
    private final GroupSight seen;
    private final Map<HostName, Node> nodes = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    ReplicationFindings(RedisReplicationCheck check, GroupSight seen) {
        this.check = check;
        this.seen = seen;
        seen.nodes().forEach(this::meet);
        paths();
        nodes.values().stream()
                .sorted(java.util.Comparator.comparing(node -> node.at().host()))
                .forEach(this::node);
        check.replicas().forEach(host -> find(host).ifPresent(this::replica));
        find(check.master()).ifPresent(this::master);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    Data.Mapping result() {
        Optional<Node> master = find(check.master());
        List<ServerInfo.Replica> online = master.map(node -> node.link().replicas()).orElse(List.of()).stream()
                .filter(replica -> replica.state().equals("online"))
                .toList();
        return Data.mapping()
                .put("link", link())
                .put("replicas", online.size())
                .put("lag", lag(master))
                .put(
                        "seconds",
                        online.stream()
                                .mapToLong(replica -> replica.lag().orElse(0))
                                .max()
                                .orElse(0))
                .put(
                        "replid",
                        master.map(node -> node.link().get("master_replid")).orElse(""))
                .put(
                        "version",
                        master.map(node -> node.about().get("redis_version")).orElse(""))
                .build();
    }

    private String link() {
        for (HostName host : check.replicas()) {
            String status = find(host)
                    .map(node -> node.link().get("master_link_status"))
                    .orElse("unknown");
            if (!status.equals("up")) {
                return status.isEmpty() ? "none" : status;
            }
        }
        return "up";
    }

    private long lag(Optional<Node> master) {
        return check.replicas().stream()
                .flatMap(host -> find(host).stream())
                .mapToLong(replica -> master.map(node -> behind(node, replica)).orElse(0L))
                .max()
                .orElse(0);
    }

    private Optional<Node> find(HostName host) {
        return Optional.ofNullable(nodes.get(host));
    }

    private void report(String code, String message, String remedy) {
        violations.add(Violation.of(code, message, remedy));
    }

    /** Takes in what a server said, or why it said nothing. */
    private void meet(NodeSight sight) {
        Endpoint at = check.endpoint(sight.host());
        Optional<ServerInfo> about = info(sight.server());
        Optional<ServerInfo> link = info(sight.replication());
        Optional<ServerInfo> persistence = info(sight.persistence());
        if (about.isPresent() && link.isPresent() && persistence.isPresent()) {
            nodes.put(
                    sight.host(),
                    new Node(at, about.get(), link.get(), persistence.get(), databases(sight.databases())));
        } else {
            silent(at, List.of(sight.server(), sight.replication(), sight.persistence()));
        }
        sight.open()
                .filter(answer -> letsIn(answer))
                .ifPresent(answer -> report(
                        "redis.open",
                        at + " lets anybody in without a password",
                        "look at requirepass and at the user 'default' there; a restart loads what the file says"));
    }

    private static boolean letsIn(RedisAnswer answer) {
        return answer instanceof RedisAnswer.Reply
                || (answer instanceof RedisAnswer.Refused refused
                        && (refused.kind().equals("LOADING") || refused.kind().equals("MASTERDOWN")));
    }

    private void silent(Endpoint at, List<RedisAnswer> answers) {
        for (RedisAnswer answer : answers) {
            switch (answer) {
                case RedisAnswer.Reply reply -> {}
                case RedisAnswer.Refused refused -> {
                    report(
                            RedisErrors.code(refused.kind()),
                            at + " answers " + refused.error(),
                            RedisErrors.remedy(refused.kind()));
                    return;
                }
                case RedisAnswer.Unreachable(String code, String reason) -> {
                    report(RedisErrors.code(code), at + " gives no answer: " + reason, RedisErrors.remedy(code));
                    return;
                }
            }
        }
        report("redis.protocol", at + " answers INFO with something else", RedisErrors.remedy("protocol"));
    }

    private void paths() {
        for (GroupSight.Path path : seen.paths()) {
            String way = path.from() + " can't reach " + check.endpoint(path.to());
            switch (path.reachability()) {
                case Reachability.Open open -> {}
                case Reachability.Refused refused ->
                    report(
                            "redis.reach.refused",
                            way + ": nobody listens there",
                            "start the server, and let it listen at that address by 'bind'");
                case Reachability.TimedOut timedOut ->
                    report(
                            "redis.reach.timeout",
                            way + ": no answer within " + check.timeout().toSeconds() + " s",
                            "open the port in the firewalls between, in both directions");
                case Reachability.Failed(String reason) ->
                    report(
                            "redis.reach.failed",
                            way + ": " + reason,
                            "look at the address, and at names and routes there");
            }
        }
    }

    /** What holds for every server. */
    private void node(Node node) {
        if (!node.persistence().get("loading").equals("0")) {
            report("redis.loading", node.at() + " still reads its data from disk", RedisErrors.remedy("LOADING"));
        }
        if (node.persistence().get("rdb_last_bgsave_status").equals("err")) {
            report(
                    "redis.misconf",
                    node.at() + " could not save its last snapshot, and may refuse writes",
                    RedisErrors.remedy("MISCONF"));
        }
    }

    private void replica(Node replica) {
        Endpoint at = replica.at();
        ServerInfo link = replica.link();
        if (!link.isReplica()) {
            report(
                    "redis.role",
                    at + " is a " + link.get("role") + ", declared as a replica",
                    "apply the configuration, or, after a failover, put the hosts into the groups that fit");
            return;
        }
        link(replica);
        if (!link.get("slave_read_only").equals("1")) {
            report("redis.replica.writable", at + " takes writes of its own", "set 'replica-read-only yes'");
        }
        if (link.number("connected_slaves").orElse(0) > 0) {
            report(
                    "redis.chain",
                    at + " has " + link.get("connected_slaves") + " replicas of its own",
                    "let them follow the master: REPLICAOF");
        }
        find(check.master()).ifPresent(master -> compare(master, replica));
    }

    private void link(Node replica) {
        ServerInfo link = replica.link();
        String status = link.get("master_link_status");
        if (!status.equals("up")) {
            report(
                    "redis.link.down",
                    replica.at() + " has no link to its master " + link.master()
                            + link.number("master_link_down_since_seconds").stream()
                                    .filter(seconds -> seconds >= 0)
                                    .mapToObj(seconds -> " since " + seconds + " s")
                                    .findFirst()
                                    .orElse(""),
                    "compare masterauth there with requirepass on the master, and look whether the master is reached;"
                            + " the server's log names the cause");
        } else if (link.number("master_last_io_seconds_ago").orElse(0)
                > check.maxSilence().toSeconds()) {
            report(
                    "redis.link.silent",
                    replica.at() + " has heard nothing of its master for " + link.get("master_last_io_seconds_ago")
                            + " s",
                    "look whether the master hangs, or the network drops what it sends");
        }
        if (link.get("master_sync_in_progress").equals("1")) {
            report(
                    "redis.link.sync",
                    replica.at() + " is still receiving a full copy of its master's data",
                    "wait until master_sync_in_progress is 0");
        }
    }

    /** What a replica and its master must agree on. */
    private void compare(Node master, Node replica) {
        Endpoint at = replica.at();
        boolean sameHistory =
                replica.link().get("master_replid").equals(master.link().get("master_replid"));
        if (!master.at().is(replica.link().get("master_host"), replica.link().get("master_port"))
                && !(sameHistory && !master.at().isNumeric())) {
            report(
                    "redis.link.elsewhere",
                    at + " follows " + replica.link().master() + ", declared is " + master.at(),
                    "apply the configuration, or, after a failover, put the hosts into the groups that fit");
        } else if (!sameHistory && replica.link().get("master_link_status").equals("up")) {
            report(
                    "redis.replid",
                    at + " holds the data of another history than " + master.at() + ": the replication IDs differ",
                    "look which master it was synchronised from; REPLICAOF again makes a full copy");
        }
        if (sameHistory && behind(master, replica) > check.maxLag().bytes()) {
            report(
                    "redis.lag",
                    at + " is " + behind(master, replica) + " bytes behind, more than " + check.maxLag(),
                    "look at its load and at the network, or allow more by 'max_lag'");
        }
        differing(
                "redis.version",
                "version",
                at,
                replica.about().get("redis_version"),
                master.at(),
                master.about().get("redis_version"));
        if (replica.databases().isPresent() && master.databases().isPresent()) {
            differing(
                    "redis.databases",
                    "number of databases",
                    at,
                    replica.databases().get(),
                    master.at(),
                    master.databases().get());
        }
    }

    private void differing(String code, String what, Endpoint at, String here, Endpoint other, String there) {
        if (!here.equals(there)) {
            report(
                    code,
                    "the " + what + " differs: " + here + " on " + at + ", " + there + " on " + other,
                    code.equals("redis.version")
                            ? "install the same version on all; a replica may only be newer than its master for a while"
                            : "set 'databases' to the same on all");
        }
    }

    private static long behind(Node master, Node replica) {
        OptionalLong sent = master.link().number("master_repl_offset");
        OptionalLong received = replica.link().number("slave_repl_offset");
        return sent.isPresent() && received.isPresent() ? Math.max(0, sent.getAsLong() - received.getAsLong()) : 0;
    }

    /** What the master says of itself and of its replicas. */
    private void master(Node master) {
        if (!master.link().isMaster()) {
            report(
                    "redis.role",
                    master.at() + " is a replica of " + master.link().master() + ", declared as the master",
                    "after a failover, put the hosts into the groups that fit; REPLICAOF NO ONE makes it a master by"
                            + " hand");
            return;
        }
        List<ServerInfo.Replica> shown = master.link().replicas();
        for (ServerInfo.Replica replica : shown) {
            if (!replica.state().equals("online")) {
                report(
                        "redis.replica.state",
                        master.at() + " shows its replica " + replica.address() + " as " + replica.state(),
                        "wait until it is online; where it stays so, look at both logs");
            } else if (replica.lag().orElse(0) > check.maxSilence().toSeconds()) {
                report(
                        "redis.replica.silent",
                        master.at() + " has heard nothing of its replica " + replica.address() + " for "
                                + replica.lag().orElse(0) + " s",
                        "look whether that server hangs");
            }
        }
        members(master, shown);
    }

    /** The replicas must be exactly those declared; by address where addresses are numbers, else at least as many. */
    private void members(Node master, List<ServerInfo.Replica> shown) {
        List<Endpoint> declared = check.replicas().stream().map(check::endpoint).toList();
        if (declared.stream().allMatch(Endpoint::isNumeric)) {
            declared.stream()
                    .filter(one -> shown.stream().noneMatch(other -> one.is(other.ip(), other.port())))
                    .forEach(one -> report(
                            "redis.replicas.missing",
                            master.at() + " does not show " + one + " among its replicas",
                            "look at the link on that host: INFO replication"));
            shown.stream()
                    .filter(other -> declared.stream().noneMatch(one -> one.is(other.ip(), other.port())))
                    .forEach(other -> report(
                            "redis.replicas.unexpected",
                            master.at() + " has a replica that is not declared: " + other.address(),
                            "declare it, or take it away: REPLICAOF NO ONE there"));
        } else if (shown.size() != declared.size()) {
            report(
                    shown.size() < declared.size() ? "redis.replicas.missing" : "redis.replicas.unexpected",
                    master.at() + " has " + shown.size() + " replicas, declared are " + declared.size(),
                    "compare INFO replication there with 'replicas'");
        }
    }

    private static Optional<ServerInfo> info(RedisAnswer answer) {
        return ServerInfo.of(new Known.Seen<>(answer));
    }

    /** Empty where CONFIG is renamed or not allowed. */
    private static Optional<String> databases(RedisAnswer answer) {
        return switch (answer) {
            case RedisAnswer.Reply(Data.Sequence(var items))
            when items.size() == 2 -> Optional.of(items.getLast().toString());
            case RedisAnswer.Reply(Data.Mapping mapping) ->
                mapping.get("databases").map(Data::toString);
            default -> Optional.empty();
        };
    }
}
