package dev.plumbline.modules.redis.conf;

import dev.plumbline.api.value.Bytes;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a running server says of its configuration.
 *
 * @param values by modern name, in bytes (ISO 8859-1), as {@code CONFIG GET *} gives them
 */
public record Running(Map<String, String> values) {

    /**
     * Directives of which {@code CONFIG GET} tells nothing that could be compared: the distributions' units pass {@code daemonize} and
     * {@code supervised} on the command line, which beats the file; {@code requirepass} isn't what AUTH goes by once there are users;
     * the role is told by {@code INFO replication}; and the rest stands in the file only.
     */
    private static final Set<String> INCOMPARABLE = Set.of(
            "daemonize", "supervised", "requirepass", "replicaof", "include", "user", "rename-command", "loadmodule");

    public Running {
        values = Map.copyOf(values);
    }

    /** From names and values as the server gives them. */
    public static Running of(Map<String, String> answered) {
        Map<String, String> values = new HashMap<>();
        answered.forEach((name, value) ->
                values.put(Directive.named(name).name(), Bytes.utf8(value).latin1()));
        return new Running(values);
    }

    /** What runs instead of what is declared; empty where it means the same, or where it can't be told. */
    public Optional<String> instead(Declared declared) {
        Directive directive = declared.directive();
        String running = values.get(directive.name());
        if (running == null
                || declared.isRemoved()
                || INCOMPARABLE.contains(directive.name())
                || isRelative(declared)) {
            return Optional.empty();
        }
        List<List<String>> words = words(directive, running);
        return Meaning.same(directive, declared.lines(), words)
                        || Meaning.same(directive, clamped(declared), words)
                        || isLimited(declared, running)
                ? Optional.empty()
                : Optional.of(running);
    }

    private static List<List<String>> words(Directive directive, String running) {
        if (directive.form().isSingle()) {
            return List.of(List.of(running));
        }
        List<String> words = running.isEmpty() ? List.of() : List.of(running.split(" ", -1));
        return words.isEmpty() && directive.form() == Form.SAVE ? List.of(List.of("")) : List.of(words);
    }

    /** The server shows the working directory as an absolute path. */
    private static boolean isRelative(Declared declared) {
        return declared.directive().name().equals("dir")
                && !declared.lines().getLast().getFirst().startsWith("/");
    }

    /** What the server makes of a value outside of its bounds. Source: {@code resizeReplicationBacklog}, {@code adjustServerHz}… of 7.0. */
    private static List<List<String>> clamped(Declared declared) {
        String word = declared.lines().getLast().isEmpty()
                ? ""
                : declared.lines().getLast().getFirst();
        return switch (declared.directive().name()) {
            case "repl-backlog-size" ->
                List.of(List.of(new BigInteger(Meaning.bytes(word))
                        .max(BigInteger.valueOf(16384))
                        .toString()));
            case "hz" ->
                List.of(List.of(new BigInteger(word)
                        .min(BigInteger.valueOf(500))
                        .max(BigInteger.ONE)
                        .toString()));
            case "dir" ->
                List.of(List.of(word.length() > 1 && word.endsWith("/") ? word.substring(0, word.length() - 1) : word));
            default -> declared.lines();
        };
    }

    /** The open-file limit lowers {@code maxclients}; a restart doesn't mend that. */
    private static boolean isLimited(Declared declared, String running) {
        return declared.directive().name().equals("maxclients")
                && running.matches("[0-9]{1,18}")
                && new BigInteger(running)
                                .compareTo(new BigInteger(
                                        declared.lines().getLast().getFirst()))
                        < 0;
    }
}
