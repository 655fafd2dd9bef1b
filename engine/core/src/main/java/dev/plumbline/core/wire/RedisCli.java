package dev.plumbline.core.wire;

import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisAnswer.Refused;
import dev.plumbline.api.read.RedisAnswer.Reply;
import dev.plumbline.api.read.RedisAnswer.Unreachable;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A conversation with a Redis server by the client that the host has, redis-cli or valkey-cli, for where the SSH server lets no tunnel
 * through. The commands go to its standard input, each argument quoted byte by byte, so that it is literal whatever it holds; the
 * password goes first, as the command AUTH, since that keeps it out of the client's environment as well and is answered like any other
 * command. With {@code --no-raw} the replies keep their types. Between them stands what the client itself says to two lines that it
 * can't read: no reply holds that. Source: redis-cli.c; the same in Redis 6.0 to 8.0 and in Valkey 8.1.
 */
final class RedisCli {
    /** How long a server may take for all that it is asked at once. */
    static final int SECONDS = 10;

    private static final String UNREADABLE = "\"\n\"\n";
    private static final String END = "Invalid argument(s)\nInvalid argument(s)\n";
    private static final int OUT_OF_TIME = 124;

    private RedisCli() {}

    /** The words of the shell that ask all commands over one connection. */
    static String ask(RedisServer server, List<List<Text>> commands) {
        StringBuilder input = new StringBuilder(login(server));
        commands.forEach(command -> input.append(line(command)).append('\n').append(UNREADABLE));
        return "printf %s " + Quote.word(input.toString()) + " | plumb_redis " + destination(server);
    }

    /** The words of the shell that send commands one after the other, up to the first that is refused. */
    static String send(RedisServer server, List<List<Text>> commands) {
        List<String> words = new ArrayList<>();
        words.add(login(server));
        commands.forEach(command -> words.add(line(command)));
        return "plumb_redis_send " + destination(server) + " " + Quote.words(words);
    }

    /** The words of the shell that only connect. */
    static String connect(String address, int port, long seconds) {
        return "plumb_redis " + seconds + " " + Quote.word(address) + " " + port;
    }

    private static String destination(RedisServer server) {
        return SECONDS + " " + Quote.word(server.address()) + " " + server.port();
    }

    private static String login(RedisServer server) {
        if (server.password().isEmpty()) {
            return "";
        }
        List<Text> words = new ArrayList<>();
        words.add(Text.of("AUTH"));
        server.user().ifPresent(words::add);
        words.add(server.password().get());
        return line(words) + "\n" + UNREADABLE;
    }

    private static String line(List<Text> command) {
        StringBuilder line = new StringBuilder();
        for (Text word : command) {
            line.append(line.isEmpty() ? "\"" : " \"");
            for (byte each : word.reveal().getBytes(StandardCharsets.UTF_8)) {
                if (each >= ' ' && each < 0x7f && each != '"' && each != '\\') {
                    line.append((char) each);
                } else {
                    line.append("\\x%02x".formatted(each & 0xff));
                }
            }
            line.append('"');
        }
        return line.toString();
    }

    /** What {@link #ask} printed, as one answer for each command. */
    static List<RedisAnswer> answers(RedisServer server, List<List<Text>> commands, Section said) {
        Replies replies = new Replies(server, said);
        List<RedisAnswer> answers = new ArrayList<>();
        Optional<RedisAnswer> end = replies.login();
        for (List<Text> command : commands) {
            if (end.isPresent()) {
                answers.add(end.get());
            } else {
                RedisAnswer answer = replies.next(command);
                end = answer instanceof Unreachable ? Optional.of(answer) : end;
                answers.add(answer);
            }
        }
        return List.copyOf(answers);
    }

    /** What {@link #send} printed: the answer to the last command that was sent. */
    static RedisAnswer lastAnswer(RedisServer server, List<List<Text>> commands, Section said) {
        Replies replies = new Replies(server, said);
        RedisAnswer last = new Reply(dev.plumbline.api.value.Data.NOTHING);
        for (List<Text> command : commands) {
            last = replies.login().orElseGet(() -> replies.next(command));
            if (!(last instanceof Reply)) {
                return last;
            }
        }
        return last;
    }

    /** Whether the host has no client. */
    static boolean isMissing(Section said) {
        return said.note().filter("client"::equals).isPresent();
    }

    /** What was printed, one reply after the other. Mutable while it is read. */
    private static final class Replies {
        private final RedisServer server;
        private final Section said;
        private final List<String> texts;
        private int next;

        Replies(RedisServer server, Section said) {
            this.server = server;
            this.said = said;
            String all = said.output().latin1();
            // What follows the last end was cut off.
            int end = all.lastIndexOf(END);
            this.texts =
                    end < 0 ? List.of() : List.of(all.substring(0, end).split(java.util.regex.Pattern.quote(END), -1));
        }

        /** Why nothing can be asked of the server; empty where it let us in. */
        Optional<RedisAnswer> login() {
            if (server.password().isEmpty()) {
                return Optional.empty();
            }
            RedisAnswer answer = next(List.of(Text.of("AUTH")));
            return answer instanceof Reply || (answer instanceof Refused refused && refused.needsNoPassword())
                    ? Optional.empty()
                    : Optional.of(answer);
        }

        RedisAnswer next(List<Text> command) {
            if (next >= texts.size()) {
                return unreachable();
            }
            String text = texts.get(next++);
            boolean plain = isPlain(command);
            if (text.isEmpty() && (!plain || !said.errorText().isBlank())) {
                return unreachable();
            }
            RedisAnswer answer = RedisCliReply.parse(text, plain);
            return answer instanceof Refused(String error) ? new Refused(masked(command, error)) : answer;
        }

        /** A server repeats the arguments of a command that it doesn't know. */
        private String masked(List<Text> command, String error) {
            List<Text> secrets = new ArrayList<>(command);
            server.password().ifPresent(password -> secrets.add(Text.secret(password.reveal())));
            UnaryOperator<String> mask = Secrets.mask(secrets);
            return mask.apply(error);
        }

        private Unreachable unreachable() {
            String name = server.address() + ":" + server.port();
            if (isMissing(said)) {
                return new Unreachable(
                        "forbidden",
                        "the SSH server forbids a tunnel to " + name
                                + ", and the host has neither redis-cli nor valkey-cli to ask it from there");
            }
            String error = said.errorText();
            if (error.contains("Could not connect")) {
                return error.contains("timed out")
                        ? new Unreachable("timeout", name + " gave no answer in time")
                        : new Unreachable("refused", said.lastError());
            }
            if (said.status().orElse(0) == OUT_OF_TIME) {
                return new Unreachable("timeout", name + " gave no answer in time");
            }
            if (error.contains("Protocol error")) {
                return new Unreachable("protocol", "what listens on " + name + " does not speak as Redis does");
            }
            return new Unreachable(
                    "lost", name + " hung up" + (said.lastError().isEmpty() ? "" : ": " + said.lastError()));
        }
    }

    /** Whether the client prints the reply to a command as it is, whatever it was told, and with it an error. */
    private static boolean isPlain(List<Text> command) {
        String first = command.getFirst().reveal().toUpperCase(Locale.ROOT);
        String second = command.size() > 1 ? command.get(1).reveal().toUpperCase(Locale.ROOT) : "";
        return switch (first) {
            case "INFO", "LOLWUT" -> true;
            case "CLUSTER" -> second.equals("INFO") || second.equals("NODES");
            case "CLIENT" -> second.equals("LIST") || second.equals("INFO");
            case "MEMORY" -> second.equals("DOCTOR") || second.equals("MALLOC-STATS");
            case "LATENCY" -> second.equals("DOCTOR") || second.equals("GRAPH");
            default -> false;
        };
    }
}
