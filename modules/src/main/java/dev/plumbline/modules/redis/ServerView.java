package dev.plumbline.modules.redis;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Read.RedisQuery;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.Data;
import dev.plumbline.modules.redis.conf.Running;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a running server says of itself.
 *
 * @param asked where it was asked, and with which password
 * @param tried how many other places or passwords were tried before
 * @param config the answer to {@code CONFIG GET *}
 * @param unlocked the answer to a PING without a password, where a password is declared
 */
public record ServerView(
        RedisServer asked,
        int tried,
        Known<RedisAnswer> config,
        Known<RedisAnswer> server,
        Known<RedisAnswer> replication,
        Optional<Known<RedisAnswer>> unlocked) {

    /** Nothing was asked. */
    static ServerView none(RedisServer server) {
        Known<RedisAnswer> nothing = new Known.Unreadable<>("not asked");
        return new ServerView(server, 0, nothing, nothing, nothing, Optional.empty());
    }

    /** Asks a server, and where a password is given, whether it is needed at all. */
    static Probe<ServerView> of(RedisServer server) {
        return server.password().isEmpty()
                ? single(server, 0)
                : Probe.both(single(server, 0), unlockedPing(server), ServerView::withUnlocked);
    }

    /** Where a server can't be talked to, asks the next that the function names, as long as it names one not tried yet. */
    static Probe<ServerView> orElse(ServerView seen, Function<ServerView, Optional<RedisServer>> next) {
        return further(seen, Set.of(seen.asked), next);
    }

    private static Probe<ServerView> further(
            ServerView seen, Set<RedisServer> tried, Function<ServerView, Optional<RedisServer>> next) {
        Optional<RedisServer> candidate = next.apply(seen).filter(server -> !tried.contains(server));
        if (candidate.isEmpty()) {
            return Probe.just(seen);
        }
        Set<RedisServer> more = new HashSet<>(tried);
        more.add(candidate.get());
        return single(candidate.get(), tried.size())
                .map(view -> new ServerView(
                        view.asked, view.tried, view.config, view.server, view.replication, seen.unlocked))
                .then(view -> further(view, more, next));
    }

    private static Probe<ServerView> single(RedisServer server, int tried) {
        return Probe.both(
                Probe.both(
                        ask(server, "CONFIG", "GET", "*"),
                        ask(server, "INFO", "server"),
                        (config, about) -> new ServerView(server, tried, config, about, config, Optional.empty())),
                ask(server, "INFO", "replication"),
                (view, replication) ->
                        new ServerView(view.asked, view.tried, view.config, view.server, replication, view.unlocked));
    }

    static Probe<Known<RedisAnswer>> ask(RedisServer server, String... command) {
        return Probe.attempt(new RedisQuery(server, List.of(command)));
    }

    private static Probe<Known<RedisAnswer>> unlockedPing(RedisServer server) {
        return ask(new RedisServer(server.address(), server.port(), Optional.empty(), Optional.empty()), "PING");
    }

    private ServerView withUnlocked(Known<RedisAnswer> answer) {
        return new ServerView(asked, tried, config, server, replication, Optional.of(answer));
    }

    Optional<ServerInfo> about() {
        return ServerInfo.of(server);
    }

    Optional<ServerInfo> link() {
        return ServerInfo.of(replication);
    }

    /** Empty where the server didn't say. */
    Optional<Running> running() {
        if (!(config instanceof Known.Seen<RedisAnswer>(RedisAnswer.Reply(Data data)))) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        switch (data) {
            case Data.Mapping(var entries) -> entries.forEach((name, value) -> values.put(name, text(value)));
            case Data.Sequence(var items) -> {
                for (int at = 0; at + 1 < items.size(); at += 2) {
                    values.put(text(items.get(at)), text(items.get(at + 1)));
                }
            }
            default -> {}
        }
        return Optional.of(Running.of(values));
    }

    private static String text(Data data) {
        return data instanceof Data.Words(var words) ? words.reveal() : data.toString();
    }

    /** Whether somebody answered, if only with an error. */
    boolean isRunning() {
        return config instanceof Known.Seen<RedisAnswer>(RedisAnswer answer)
                && !(answer instanceof RedisAnswer.Unreachable);
    }

    boolean isDown() {
        return config instanceof Known.Seen<RedisAnswer>(RedisAnswer.Unreachable unreachable)
                && unreachable.code().equals("refused");
    }

    /** Whether the password that was tried is not the server's. */
    boolean isLocked() {
        return refusal()
                .map(RedisAnswer.Refused::kind)
                .filter(kind -> kind.equals("NOAUTH") || kind.equals("WRONGPASS"))
                .isPresent();
    }

    /** The error with which the server answered, if it did. */
    Optional<RedisAnswer.Refused> refusal() {
        return config instanceof Known.Seen<RedisAnswer>(RedisAnswer.Refused refused)
                ? Optional.of(refused)
                : Optional.empty();
    }

    /** Whether the server lets anybody in; nothing where that isn't known. */
    Optional<Boolean> isOpen() {
        return unlocked.flatMap(answer -> switch (answer) {
            case Known.Seen<RedisAnswer>(RedisAnswer.Reply reply) -> Optional.of(true);
            case Known.Seen<RedisAnswer>(RedisAnswer.Refused refused) ->
                Optional.of(!refused.kind().equals("NOAUTH"));
            default -> Optional.empty();
        });
    }

    /** Whether it is shown that the declared password opens the server, and that nothing else is needed to keep others out. */
    boolean provesPassword() {
        return tried == 0
                && asked.password().isPresent()
                && running().isPresent()
                && isOpen().equals(Optional.of(false));
    }
}
