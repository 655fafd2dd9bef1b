package dev.plumbline.api.read;

import java.util.Locale;
import java.util.Map;

/**
 * What the errors of Redis servers mean to people. Source: the shared error replies in the server's server.c, and acl.c; the further
 * kinds are those of {@link RedisAnswer.Unreachable}.
 */
public final class RedisErrors {
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("NOAUTH", "the server asks for a password: declare it"),
            Map.entry(
                    "WRONGPASS",
                    "the server has another password, or other users: compare requirepass and the users there"),
            Map.entry("NOPERM", "let this user run the command: ACL SETUSER"),
            Map.entry(
                    "DENIED",
                    "the server is in protected mode: set a password, or 'protected-mode no' behind a firewall"),
            Map.entry("LOADING", "the server reads its data from disk: wait until 'loading' is 0 in INFO persistence"),
            Map.entry(
                    "MASTERDOWN",
                    "the replica has no link to its master and serves nothing until it has: look at its"
                            + " master_link_status"),
            Map.entry(
                    "NOREPLICAS",
                    "fewer good replicas are attached than min-replicas-to-write asks for: mend those first"),
            Map.entry("OOM", "the server is at its maxmemory and evicts nothing: raise maxmemory, or free memory"),
            Map.entry(
                    "MISCONF", "the server can't save its snapshots and refuses writes: look at its log and its disk"),
            Map.entry("READONLY", "it is a replica: look which server is the master"),
            Map.entry("BUSY", "a script blocks the server: wait, or SCRIPT KILL"),
            Map.entry("refused", "start the server, or let it listen there: look at 'bind' and 'port'"),
            Map.entry("timeout", "open the port in the firewalls between, or look whether the server hangs"),
            Map.entry(
                    "forbidden",
                    "allow TCP forwarding in the host's sshd_config, or install redis-cli there (Debian: redis-tools)"),
            Map.entry("lost", "look at the server's log"),
            Map.entry("protocol", "look whether another kind of server, or one with TLS, listens there"));

    private RedisErrors() {}

    /** The stable code of a kind: {@code redis.wrongpass}. */
    public static String code(String kind) {
        return REMEDIES.containsKey(kind) ? "redis." + kind.toLowerCase(Locale.ROOT) : "redis.error";
    }

    public static String remedy(String kind) {
        return REMEDIES.getOrDefault(kind, "look at the server's log");
    }
}
