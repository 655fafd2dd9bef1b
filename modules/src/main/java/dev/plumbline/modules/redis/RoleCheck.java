package dev.plumbline.modules.redis;

import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.Text;
import java.util.Optional;

/**
 * Compares the declared role with the one that runs. What is declared is where a group began: a failover since then is not taken back,
 * since the old master would serve old data.
 */
final class RoleCheck {

    /**
     * The declared role.
     *
     * @param master the address and port that it shall follow; empty where it shall be a master
     */
    record Role(Optional<Address> master) {}

    /** A server as {@code replicaof} names it. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** What came of the comparison: at most one of both. */
    record Finding(Optional<Violation> violation, Optional<Difference> restart) {
        static final Finding NONE = new Finding(Optional.empty(), Optional.empty());

        static Finding violation(String code, String message, String remedy) {
            return new Finding(Optional.of(Violation.of(code, message, remedy)), Optional.empty());
        }

        static Finding restart(String running, String declared) {
            return new Finding(
                    Optional.empty(),
                    Optional.of(new Difference(
                            "replicaof (running)", Optional.of(Text.of(running)), Optional.of(Text.of(declared)))));
        }
    }

    private static final String REMEDY =
            "put the hosts into the groups that fit their roles now, or hand over by hand (FAILOVER, or REPLICAOF) and"
                    + " apply again";

    private RoleCheck() {}

    /** Whether the declared master must be looked at to tell. */
    static boolean needsMaster(Role role, ServerInfo running) {
        return role.master().filter(master -> !follows(running, master)).isPresent();
    }

    /**
     * Compares.
     *
     * @param running the server's INFO replication
     * @param master the INFO replication of the declared master, where that was needed
     */
    static Finding compare(Role role, ServerInfo running, Optional<Known<RedisAnswer>> master) {
        if (role.master().isEmpty()) {
            return running.isReplica()
                    ? Finding.violation(
                            "redis.promoted",
                            "declared as a master, but it follows " + running.master() + ": the group has failed over",
                            REMEDY)
                    : Finding.NONE;
        }
        Address declared = role.master().get();
        if (follows(running, declared)) {
            return Finding.NONE;
        }
        if (master.isEmpty() || master.get() instanceof Known.After) {
            return Finding.NONE;
        }
        Optional<ServerInfo> other = ServerInfo.of(master.get());
        if (other.filter(ServerInfo::isMaster).isPresent()) {
            return strayed(running, declared);
        }
        if (other.isEmpty() && isPristine(running)) {
            return Finding.restart("no one", declared.toString());
        }
        String now = running.isMaster() ? "is a master" : "follows " + running.master();
        String there = other.map(info -> "follows " + info.master()).orElse("can't be asked");
        return Finding.violation(
                "redis.promoted",
                "declared as a replica of " + declared + ", but it " + now + ", and " + declared + " " + there,
                REMEDY);
    }

    /** The declared master is in place, and this server follows somebody else, or nobody. */
    private static Finding strayed(ServerInfo running, Address declared) {
        if (running.isMaster() && running.number("connected_slaves").orElse(0) > 0) {
            return Finding.violation(
                    "redis.two_masters",
                    "declared as a replica of " + declared + ", but it is a master with replicas of its own, and "
                            + declared + " is a master too",
                    "decide whose data shall stay, and let the other follow by REPLICAOF");
        }
        return Finding.restart(running.isMaster() ? "no one" : running.master(), declared.toString());
    }

    private static boolean follows(ServerInfo running, Address master) {
        return running.isReplica()
                && running.get("master_host").equalsIgnoreCase(master.host())
                && running.get("master_port").equals(Integer.toString(master.port()));
    }

    /**
     * Whether it never took part in a replication since it was started, as a server that was just installed. One that was promoted keeps
     * the identity of its old master's history in {@code master_replid2}.
     */
    private static boolean isPristine(ServerInfo running) {
        return running.isMaster()
                && running.number("connected_slaves").orElse(0) == 0
                && running.get("master_replid2").matches("0*");
    }
}
