package dev.plumbline.modules.redis;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.testkit.RedisSimulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Servers by address and port, each with a password, a configuration and what INFO says. */
final class SimulatedRedis implements RedisSimulation {

    /** One server. Mutable while a test arranges it. */
    static final class Server {
        private final Map<String, String> config = new TreeMap<>();
        private final Map<String, String> info = new HashMap<>();
        private Optional<String> password = Optional.empty();
        private Optional<String> error = Optional.empty();
        private Optional<String> configError = Optional.empty();

        Server password(String word) {
            password = Optional.of(word);
            return this;
        }

        Server config(String name, String value) {
            config.put(name, value);
            return this;
        }

        Server info(String name, String value) {
            info.put(name, value);
            return this;
        }

        Server open() {
            password = Optional.empty();
            return this;
        }

        Server without(String name) {
            info.remove(name);
            return this;
        }

        Server master() {
            return info("role", "master").info("connected_slaves", "0").info("master_replid2", "0".repeat(40));
        }

        Server replicaOf(String host, int port) {
            return info("role", "slave")
                    .info("master_host", host)
                    .info("master_port", port + "")
                    .info("connected_slaves", "0")
                    .info("master_link_status", "up");
        }

        /** Answers everything with an error. */
        Server failing(String text) {
            error = Optional.of(text);
            return this;
        }

        /** Answers CONFIG with an error. */
        Server refusingConfig(String text) {
            configError = Optional.of(text);
            return this;
        }

        private RedisAnswer answer(RedisServer asked, List<String> command) {
            if (error.isPresent()) {
                return new RedisAnswer.Refused(error.get());
            }
            Optional<String> offered = asked.password().map(Text::reveal);
            if (password.isPresent() && offered.isEmpty()) {
                return new RedisAnswer.Refused("NOAUTH Authentication required.");
            }
            if (password.isPresent() && !password.equals(offered)) {
                return new RedisAnswer.Refused("WRONGPASS invalid username-password pair or user is disabled.");
            }
            return switch (command.getFirst()) {
                case "PING" -> new RedisAnswer.Reply(Data.of("PONG"));
                case "CONFIG" ->
                    configError.<RedisAnswer>map(RedisAnswer.Refused::new).orElseGet(this::configuration);
                case "INFO" -> information();
                default -> new RedisAnswer.Refused("ERR unknown command");
            };
        }

        private RedisAnswer configuration() {
            List<Data> items = new ArrayList<>();
            config.forEach((name, value) -> {
                items.add(Data.of(name));
                items.add(Data.of(value));
            });
            return new RedisAnswer.Reply(Data.of(items));
        }

        private RedisAnswer information() {
            StringBuilder text = new StringBuilder("# Everything\r\n");
            info.forEach(
                    (name, value) -> text.append(name).append(':').append(value).append("\r\n"));
            return new RedisAnswer.Reply(Data.of(text.toString()));
        }
    }

    private final Map<String, Server> servers = new HashMap<>();

    static Server server() {
        return new Server().info("redis_version", "7.0.15").info("redis_mode", "standalone");
    }

    SimulatedRedis with(String address, int port, Server server) {
        servers.put(address + ":" + port, server);
        return this;
    }

    @Override
    public RedisAnswer query(RedisServer server, List<String> command) {
        Server there = servers.get(server.address() + ":" + server.port());
        return there == null ? NONE.query(server, command) : there.answer(server, command);
    }

    @Override
    public StepOutcome send(Action.SendRedis action) {
        return NONE.send(action);
    }

    @Override
    public StepOutcome prove(Action.ProveReplication action) {
        return new StepOutcome.Done(Optional.empty());
    }
}
