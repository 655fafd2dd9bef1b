package dev.plumbline.modules.redis;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.value.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields of an answer to INFO. Source: {@code genRedisInfoString} in the server's server.c. */
record ServerInfo(Map<String, String> fields) {

    /** A replica as its master sees it, from a line such as {@code slave0:ip=10.0.0.2,port=6379,state=online,offset=14,lag=0}. */
    record Replica(String ip, String port, String state, OptionalLong offset, OptionalLong lag) {
        String address() {
            return ip + ":" + port;
        }
    }

    ServerInfo {
        fields = Map.copyOf(fields);
    }

    static ServerInfo parse(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
        });
        return new ServerInfo(fields);
    }

    /** Empty where the server gave no information. */
    static Optional<ServerInfo> of(Known<RedisAnswer> answer) {
        return answer instanceof Known.Seen<RedisAnswer>(RedisAnswer.Reply(Data.Words(var text)))
                ? Optional.of(parse(text.reveal()))
                : Optional.empty();
    }

    String get(String field) {
        return fields.getOrDefault(field, "");
    }

    OptionalLong number(String field) {
        return number(fields, field);
    }

    boolean isMaster() {
        return get("role").equals("master");
    }

    boolean isReplica() {
        return get("role").equals("slave");
    }

    /** The address and port of the master that a replica follows. */
    String master() {
        return get("master_host") + ":" + get("master_port");
    }

    List<Replica> replicas() {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; fields.containsKey("slave" + i); i++) {
            Map<String, String> parts = new HashMap<>();
            for (String part : get("slave" + i).split(",", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    parts.put(part.substring(0, equals), part.substring(equals + 1));
                }
            }
            replicas.add(new Replica(
                    parts.getOrDefault("ip", ""),
                    parts.getOrDefault("port", ""),
                    parts.getOrDefault("state", ""),
                    number(parts, "offset"),
                    number(parts, "lag")));
        }
        return List.copyOf(replicas);
    }

    private static OptionalLong number(Map<String, String> fields, String field) {
        String value = fields.getOrDefault(field, "");
        return value.matches("-?[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }
}
