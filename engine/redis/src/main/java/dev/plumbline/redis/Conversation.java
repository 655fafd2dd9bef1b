package dev.plumbline.redis;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisAnswer.Refused;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.read.RedisAnswer.Unreachable;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One tunnel to one server, in RESP2, which all versions speak without being asked. Not for use by several threads at once. Never
 * throws for what a server or the way to it does: each failure is an answer.
 */
final class Conversation implements Talk {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final RedisServer server;
    private final redis.clients.jedis.@Nullable Connection jedis;
    /** Why no command can be answered; decided once. */
    private @Nullable RedisAnswer end;
    /** Whether the reply to AUTH is still to be read. */
    private boolean authenticating;

    private Conversation(
            RedisServer server, redis.clients.jedis.@Nullable Connection jedis, @Nullable RedisAnswer end) {
        this.server = server;
        this.jedis = jedis;
        this.end = end;
    }

    /**
     * Opens the tunnel and offers the password, whose answer is awaited with the first command's.
     *
     * @param patience how long one answer is waited for
     */
    static Conversation open(Connection connection, RedisServer server, Duration patience) {
        Socket socket;
        try {
            socket = connection.tunnel(server.address(), server.port(), CONNECT);
        } catch (ConnectionException e) {
            return new Conversation(server, null, new Unreachable(kind(e.code()), e.getMessage() + ""));
        }
        redis.clients.jedis.Connection jedis;
        try {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            jedis = new redis.clients.jedis.Connection(() -> socket);
            jedis.setSoTimeout(Math.toIntExact(patience.toMillis()));
            jedis.connect();
        } catch (IOException | JedisConnectionException e) {
            close(socket);
            return new Conversation(server, null, new Unreachable("lost", "the tunnel to " + name(server) + " ended"));
        }
        Conversation conversation = new Conversation(server, jedis, null);
        server.password().ifPresent(password -> conversation.authenticate(jedis, password));
        return conversation;
    }

    private void authenticate(redis.clients.jedis.Connection to, Text password) {
        List<Text> words = new ArrayList<>();
        words.add(Text.of("AUTH"));
        server.user().ifPresent(words::add);
        words.add(password);
        authenticating = true;
        write(to, words);
    }

    /** Sends all commands at once, then reads all answers. */
    List<RedisAnswer> ask(List<List<Text>> commands) {
        if (jedis == null || end != null) {
            RedisAnswer same = end == null ? new Unreachable("lost", "not connected") : end;
            return commands.stream().map(command -> same).toList();
        }
        redis.clients.jedis.Connection to = jedis;
        commands.forEach(words -> write(to, words));
        if (authenticating) {
            authenticating = false;
            RedisAnswer welcome = read(to, List.of());
            if (welcome instanceof Refused refused && !refused.needsNoPassword()) {
                end = welcome;
            }
        }
        List<RedisAnswer> answers = new ArrayList<>();
        for (List<Text> command : commands) {
            answers.add(end == null ? read(to, command) : end);
        }
        return List.copyOf(answers);
    }

    @Override
    public RedisAnswer ask(String... words) {
        return ask(List.of(List.of(words).stream().map(Text::of).toList())).getFirst();
    }

    /** Whether the SSH server lets no tunnel through. */
    boolean isForbidden() {
        return end instanceof Unreachable unreachable && unreachable.code().equals("forbidden");
    }

    private void write(redis.clients.jedis.Connection to, List<Text> words) {
        if (end != null) {
            return;
        }
        CommandArguments arguments =
                new CommandArguments(new Name(words.getFirst().reveal()));
        words.subList(1, words.size()).forEach(word -> arguments.add(word.reveal()));
        try {
            to.sendCommand(arguments);
        } catch (JedisConnectionException e) {
            end = ended(e);
        }
    }

    private RedisAnswer read(redis.clients.jedis.Connection from, List<Text> command) {
        if (end != null) {
            return end;
        }
        try {
            return new Reply(Replies.data(from.getOne()));
        } catch (JedisDataException e) {
            Refused refused = new Refused(withoutSecrets(e.getMessage() + "", command));
            if (isFarewell(refused)) {
                end = refused;
            }
            return refused;
        } catch (JedisConnectionException e) {
            RedisAnswer answer = ended(e);
            end = answer;
            return answer;
        }
    }

    /** Errors after which a server hangs up. */
    private static boolean isFarewell(Refused refused) {
        return refused.kind().equals("DENIED") || refused.error().contains("max number of clients");
    }

    private RedisAnswer ended(JedisConnectionException e) {
        if (isTimeout(e)) {
            return new Unreachable("timeout", name(server) + " gave no answer in time");
        }
        if ((e.getMessage() + "").startsWith("Unknown reply")) {
            return new Unreachable("protocol", "what listens on " + name(server) + " does not speak as Redis does");
        }
        return new Unreachable("lost", name(server) + " hung up");
    }

    private static boolean isTimeout(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** A server repeats the arguments of a command that it doesn't know. */
    private String withoutSecrets(String error, List<Text> command) {
        String shown = error;
        for (String secret :
                command.stream().flatMap(word -> word.secrets().stream()).toList()) {
            shown = shown.replace(secret, Text.MASK);
        }
        Optional<String> password = server.password().map(Text::reveal).filter(word -> !word.isEmpty());
        return password.isPresent() ? shown.replace(password.get(), Text.MASK) : shown;
    }

    private static String kind(String connectionCode) {
        return switch (connectionCode) {
            case "tunnel.forbidden" -> "forbidden";
            case "tunnel.refused" -> "refused";
            default -> connectionCode.contains("timeout") ? "timeout" : "lost";
        };
    }

    private static String name(RedisServer server) {
        return server.address() + ":" + server.port();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (jedis == null) {
            return;
        }
        try {
            jedis.close();
        } catch (JedisConnectionException e) {
            // The tunnel went first: all that was to be said was said, or told as lost.
        }
    }

    /** A command's name as bytes, so that any can be sent. */
    private record Name(String word) implements ProtocolCommand {
        @Override
        public byte[] getRaw() {
            return word.getBytes(StandardCharsets.UTF_8);
        }
    }
}
