package dev.plumbline.api.read;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which commands of Redis only read. */
public final class RedisCommands {
    /** Commands, or a command and its first argument, that change neither data nor configuration. */
    public static final Set<String> READ_ONLY = Set.of(
            "PING",
            "INFO",
            "ROLE",
            "CONFIG GET",
            "DBSIZE",
            "ACL WHOAMI",
            "ACL LIST",
            "ACL GETUSER",
            "ACL USERS",
            "LASTSAVE",
            "CLIENT LIST",
            "CLIENT INFO",
            "COMMAND COUNT",
            "MODULE LIST",
            "MEMORY STATS",
            "TIME",
            "GET",
            "EXISTS",
            "TYPE",
            "TTL",
            "SENTINEL MASTERS",
            "SENTINEL MASTER",
            "SENTINEL REPLICAS",
            "SENTINEL SENTINELS",
            "SENTINEL GET-MASTER-ADDR-BY-NAME",
            "SENTINEL CKQUORUM",
            "CLUSTER INFO",
            "CLUSTER NODES",
            "CLUSTER SLOTS",
            "CLUSTER SHARDS");

    private static final Set<String> LOCAL_SECTIONS = Set.of("server", "memory", "persistence", "cpu", "modules");

    private RedisCommands() {}

    public static boolean isReadOnly(List<String> command) {
        if (command.isEmpty()) {
            return false;
        }
        String first = command.getFirst().toUpperCase(Locale.ROOT);
        return READ_ONLY.contains(first)
                || (command.size() > 1
                        && READ_ONLY.contains(first + " " + command.get(1).toUpperCase(Locale.ROOT)));
    }

    /** Whether the answer depends on other servers: roles, links, replicas, sentinels, the cluster. */
    public static boolean isAboutPeers(List<String> command) {
        String first = command.getFirst().toUpperCase(Locale.ROOT);
        return switch (first) {
            case "ROLE", "SENTINEL", "CLUSTER", "CLIENT", "GET", "EXISTS", "DBSIZE" -> true;
            case "INFO" ->
                command.size() == 1
                        || command.stream()
                                .skip(1)
                                .anyMatch(section -> !LOCAL_SECTIONS.contains(section.toLowerCase(Locale.ROOT)));
            default -> false;
        };
    }
}
