package dev.plumbline.modules.redis.conf;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A directive of redis.conf.
 *
 * @param name the modern name, lower case: {@code replicaof} for {@code SLAVEOF}
 * @param form what its value is; {@link Form#WORDS} where the directive isn't known here
 * @param secret whether its value is never shown
 */
public record Directive(String name, Form form, boolean secret) {

    /** Source: the aliases in the table of the server's config.c (Redis 7.2, Valkey 8.0). */
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("slaveof", "replicaof"),
            Map.entry("primaryauth", "masterauth"),
            Map.entry("primaryuser", "masteruser"),
            Map.entry("slave-announce-ip", "replica-announce-ip"),
            Map.entry("slave-announce-port", "replica-announce-port"),
            Map.entry("slave-ignore-maxmemory", "replica-ignore-maxmemory"),
            Map.entry("slave-lazy-flush", "replica-lazy-flush"),
            Map.entry("slave-priority", "replica-priority"),
            Map.entry("slave-read-only", "replica-read-only"),
            Map.entry("slave-serve-stale-data", "replica-serve-stale-data"),
            Map.entry("min-slaves-to-write", "min-replicas-to-write"),
            Map.entry("min-slaves-max-lag", "min-replicas-max-lag"),
            Map.entry("repl-ping-slave-period", "repl-ping-replica-period"),
            Map.entry("cluster-slave-validity-factor", "cluster-replica-validity-factor"),
            Map.entry("cluster-slave-no-failover", "cluster-replica-no-failover"),
            Map.entry("hash-max-ziplist-entries", "hash-max-listpack-entries"),
            Map.entry("hash-max-ziplist-value", "hash-max-listpack-value"),
            Map.entry("zset-max-ziplist-entries", "zset-max-listpack-entries"),
            Map.entry("zset-max-ziplist-value", "zset-max-listpack-value"),
            Map.entry("list-max-ziplist-size", "list-max-listpack-size"),
            Map.entry("lua-time-limit", "busy-reply-threshold"),
            Map.entry("commandlog-execution-slower-than", "slowlog-log-slower-than"),
            Map.entry("commandlog-slow-execution-max-len", "slowlog-max-len"));

    /** Hides what they are set to: passwords, and the secret names of renamed commands. */
    private static final Set<String> SECRET = Set.of(
            "requirepass", "masterauth", "user", "rename-command", "tls-key-file-pass", "tls-client-key-file-pass");

    private static final Map<String, Form> FORMS = forms();

    public static Directive named(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        String name = ALIASES.getOrDefault(lower, lower);
        return new Directive(name, FORMS.getOrDefault(name, Form.WORDS), SECRET.contains(name));
    }

    /** Whether anything is known of it; a directive of a module or of a newer server isn't. */
    public boolean isKnown() {
        return FORMS.containsKey(name);
    }

    /** Source: the types in the table of the server's config.c (Redis 6.0 to 7.2, Valkey 8.0). */
    private static Map<String, Form> forms() {
        Map<String, Form> forms = new HashMap<>();
        for (String name : List.of(
                "activedefrag",
                "activerehashing",
                "always-show-logo",
                "aof-disable-auto-gc",
                "aof-load-truncated",
                "aof-rewrite-incremental-fsync",
                "aof-timestamp-enabled",
                "aof-use-rdb-preamble",
                "appendonly",
                "cluster-allow-pubsubshard-when-down",
                "cluster-allow-reads-when-down",
                "cluster-allow-replica-migration",
                "cluster-enabled",
                "cluster-replica-no-failover",
                "cluster-require-full-coverage",
                "crash-log-enabled",
                "crash-memcheck-enabled",
                "daemonize",
                "disable-thp",
                "dynamic-hz",
                "io-threads-do-reads",
                "jemalloc-bg-thread",
                "latency-tracking",
                "lazyfree-lazy-eviction",
                "lazyfree-lazy-expire",
                "lazyfree-lazy-server-del",
                "lazyfree-lazy-user-del",
                "lazyfree-lazy-user-flush",
                "no-appendfsync-on-rewrite",
                "protected-mode",
                "rdb-del-sync-files",
                "rdb-save-incremental-fsync",
                "rdbchecksum",
                "rdbcompression",
                "repl-disable-tcp-nodelay",
                "repl-diskless-sync",
                "replica-announced",
                "replica-ignore-disk-write-errors",
                "replica-ignore-maxmemory",
                "replica-lazy-flush",
                "replica-read-only",
                "replica-serve-stale-data",
                "set-proc-title",
                "stop-writes-on-bgsave-error",
                "syslog-enabled",
                "tls-cluster",
                "tls-prefer-server-ciphers",
                "tls-replication",
                "tls-session-caching")) {
            forms.put(name, Form.SWITCH);
        }
        for (String name : List.of(
                "acl-pubsub-default",
                "appendfsync",
                "cluster-preferred-endpoint-type",
                "enable-debug-command",
                "enable-module-command",
                "enable-protected-configs",
                "loglevel",
                "maxmemory-policy",
                "oom-score-adj",
                "propagation-error-behavior",
                "repl-diskless-load",
                "sanitize-dump-payload",
                "supervised",
                "syslog-facility",
                "tls-auth-clients")) {
            forms.put(name, Form.CHOICE);
        }
        for (String name : List.of(
                "acllog-max-len",
                "active-defrag-cycle-max",
                "active-defrag-cycle-min",
                "active-defrag-max-scan-fields",
                "active-defrag-threshold-lower",
                "active-defrag-threshold-upper",
                "active-expire-effort",
                "auto-aof-rewrite-percentage",
                "busy-reply-threshold",
                "cluster-announce-bus-port",
                "cluster-announce-port",
                "cluster-announce-tls-port",
                "cluster-migration-barrier",
                "cluster-node-timeout",
                "cluster-port",
                "cluster-replica-validity-factor",
                "databases",
                "hash-max-listpack-entries",
                "hz",
                "io-threads",
                "latency-monitor-threshold",
                "lfu-decay-time",
                "lfu-log-factor",
                "list-compress-depth",
                "list-max-listpack-size",
                "maxclients",
                "maxmemory-eviction-tenacity",
                "maxmemory-samples",
                "min-replicas-max-lag",
                "min-replicas-to-write",
                "port",
                "repl-backlog-ttl",
                "repl-diskless-sync-delay",
                "repl-diskless-sync-max-replicas",
                "repl-ping-replica-period",
                "repl-timeout",
                "replica-announce-port",
                "replica-priority",
                "set-max-intset-entries",
                "set-max-listpack-entries",
                "shutdown-timeout",
                "slowlog-log-slower-than",
                "slowlog-max-len",
                "socket-mark-id",
                "stream-node-max-entries",
                "tcp-backlog",
                "tcp-keepalive",
                "timeout",
                "tls-port",
                "tls-session-cache-size",
                "tls-session-cache-timeout",
                "tracking-table-max-keys",
                "zset-max-listpack-entries")) {
            forms.put(name, Form.INTEGER);
        }
        for (String name : List.of(
                "active-defrag-ignore-bytes",
                "auto-aof-rewrite-min-size",
                "client-query-buffer-limit",
                "cluster-link-sendbuf-limit",
                "hash-max-listpack-value",
                "hll-sparse-max-bytes",
                "maxmemory",
                "proto-max-bulk-len",
                "repl-backlog-size",
                "set-max-listpack-value",
                "stream-node-max-bytes",
                "zset-max-listpack-value")) {
            forms.put(name, Form.MEMORY);
        }
        for (String name : List.of(
                "aclfile",
                "aof_rewrite_cpulist",
                "appenddirname",
                "appendfilename",
                "availability-zone",
                "bgsave_cpulist",
                "bind-source-addr",
                "bio_cpulist",
                "cluster-announce-hostname",
                "cluster-announce-human-nodename",
                "cluster-announce-ip",
                "cluster-config-file",
                "dbfilename",
                "dir",
                "ignore-warnings",
                "locale-collate",
                "logfile",
                "masterauth",
                "masteruser",
                "pidfile",
                "proc-title-template",
                "replica-announce-ip",
                "requirepass",
                "server_cpulist",
                "syslog-ident",
                "tls-ca-cert-dir",
                "tls-ca-cert-file",
                "tls-cert-file",
                "tls-ciphers",
                "tls-ciphersuites",
                "tls-client-cert-file",
                "tls-client-key-file",
                "tls-client-key-file-pass",
                "tls-dh-params-file",
                "tls-key-file",
                "tls-key-file-pass",
                "tls-protocols",
                "unixsocket")) {
            forms.put(name, Form.TEXT);
        }
        forms.put("maxmemory-clients", Form.MEMORY_OR_PERCENT);
        forms.put("unixsocketperm", Form.OCTAL);
        forms.put("notify-keyspace-events", Form.EVENTS);
        forms.put("bind", Form.WORDS);
        forms.put("replicaof", Form.WORDS);
        forms.put("oom-score-adj-values", Form.WORDS);
        forms.put("shutdown-on-sigint", Form.FLAGS);
        forms.put("shutdown-on-sigterm", Form.FLAGS);
        forms.put("latency-tracking-info-percentiles", Form.DECIMALS);
        forms.put("save", Form.SAVE);
        forms.put("client-output-buffer-limit", Form.BUFFER_LIMITS);
        forms.put("include", Form.LINES);
        forms.put("loadmodule", Form.LINES);
        forms.put("rename-command", Form.LINES);
        forms.put("user", Form.LINES);
        return Map.copyOf(forms);
    }
}
