package dev.plumbline.modules.redis;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisAnswer;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.redis.conf.ConfFile;
import dev.plumbline.modules.redis.conf.Shown;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@link RedisConf} sees of a host.
 *
 * @param running the server that was asked
 * @param master what the declared master says of its replication, where it had to be asked
 * @param included the files that the configuration includes by a full path
 */
public record ConfSight(
        ConfLocation file,
        ServerView running,
        Optional<Known<RedisAnswer>> master,
        Map<AbsolutePath, Optional<Bytes>> included) {

    private static final int DEFAULT_PORT = 6379;

    public ConfSight {
        included = Map.copyOf(included);
    }

    /** The file as it is; empty where there is none. */
    ConfFile current() {
        return ConfFile.parse(file.content().orElse(Bytes.EMPTY));
    }

    /** All in one round, unless something differs from what is declared in a way that calls for a second look. */
    static Probe<ConfSight> probe(RedisConf module, DesiredConf desired) {
        RedisServer first = server(module, desired);
        Probe<ConfLocation> file = ConfLocation.firstOf(module.path());
        Probe<ConfSight> both = first.port() == 0
                ? file.map(found -> of(found, ServerView.none(first)))
                : Probe.both(file, ServerView.of(first), ConfSight::of)
                        .then(sight -> ServerView.orElse(sight.running(), next(module, sight.current()))
                                .map(view -> of(sight.file(), view)));
        return both.then(ConfSight::withIncluded).then(sight -> sight.withMaster(desired));
    }

    private static ConfSight of(ConfLocation file, ServerView running) {
        return new ConfSight(file, running, Optional.empty(), Map.of());
    }

    /** Where the server is asked first: as it is declared to run. */
    private static RedisServer server(RedisConf module, DesiredConf desired) {
        Optional<Text> password = module.password().or(desired::requirepass).filter(text -> !text.isEmpty());
        int port = module.port()
                .orElseGet(() -> desired.word("port").map(Integer::parseInt).orElse(DEFAULT_PORT));
        String address = module.address()
                .orElseGet(() -> desired.find("bind")
                        .map(bind -> listening(bind.lines()))
                        .orElse("127.0.0.1"));
        return new RedisServer(address, port, Optional.empty(), password);
    }

    /** The address of a {@code bind} at which a server is asked on its own host: a loopback one where there is one. */
    private static String listening(List<List<String>> bind) {
        List<String> addresses = bind.isEmpty()
                ? List.of()
                : bind.getLast().stream()
                        .map(word -> word.startsWith("-") ? word.substring(1) : word)
                        .map(Shown::text)
                        .toList();
        boolean hasLoopback = addresses.isEmpty()
                || addresses.stream()
                        .anyMatch(word -> word.startsWith("127.") || word.equals("*") || word.equals("0.0.0.0"));
        return hasLoopback ? "127.0.0.1" : addresses.getFirst();
    }

    /** Where a server is asked that still runs as the file said before: with its old password, or at its old place. */
    private static Function<ServerView, Optional<RedisServer>> next(RedisConf module, ConfFile file) {
        return view -> {
            RedisServer asked = view.asked();
            Optional<Text> password =
                    file.last("requirepass").filter(word -> !word.isEmpty()).map(word -> Text.secret(Shown.text(word)));
            if (view.isLocked()) {
                return Optional.of(new RedisServer(asked.address(), asked.port(), Optional.empty(), password));
            }
            if (view.isDown() && module.port().isEmpty() && module.address().isEmpty()) {
                int port = file.last("port")
                        .filter(word -> word.matches("[0-9]{1,5}"))
                        .map(Integer::parseInt)
                        .orElse(DEFAULT_PORT);
                String address = listening(file.values(dev.plumbline.modules.redis.conf.Directive.named("bind")));
                return Optional.of(new RedisServer(address, port, Optional.empty(), asked.password()))
                        .filter(server -> port != 0);
            }
            return Optional.empty();
        };
    }

    private static Probe<ConfSight> withIncluded(ConfSight sight) {
        List<AbsolutePath> paths = sight.current().includes().stream()
                .filter(Includes::isReadable)
                .map(AbsolutePath::new)
                .distinct()
                .toList();
        return Probe.all(paths.stream()
                        .map(path -> Probe.of(new Read.FileContent(path)).map(content -> Map.entry(path, content)))
                        .toList())
                .map(entries -> {
                    Map<AbsolutePath, Optional<Bytes>> included = new HashMap<>();
                    entries.forEach(entry -> included.put(entry.getKey(), entry.getValue()));
                    return new ConfSight(sight.file(), sight.running(), sight.master(), included);
                });
    }

    private Probe<ConfSight> withMaster(DesiredConf desired) {
        Optional<RoleCheck.Address> master = desired.role()
                .filter(role -> running.link()
                        .filter(info -> RoleCheck.needsMaster(role, info))
                        .isPresent())
                .flatMap(RoleCheck.Role::master);
        return master.isEmpty()
                ? Probe.just(this)
                : ServerView.ask(masterServer(desired, master.get()), "INFO", "replication")
                        .map(answer -> new ConfSight(file, running, Optional.of(answer), included));
    }

    /** The declared master as a replica would log in there. */
    private static RedisServer masterServer(DesiredConf desired, RoleCheck.Address master) {
        return new RedisServer(
                master.host(),
                master.port(),
                desired.word("masteruser").map(Shown::text).map(Text::of),
                desired.word("masterauth")
                        .map(Shown::text)
                        .map(Text::secret)
                        .or(desired::requirepass)
                        .filter(text -> !text.isEmpty()));
    }
}
