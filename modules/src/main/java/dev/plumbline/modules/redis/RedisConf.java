package dev.plumbline.modules.redis;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Rendered;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps directives of a redis.conf as declared, or the whole file as a template gives it.
 *
 * <p>Values are compared by what they mean to the server: {@code 1gb} is {@code 1073741824}, {@code slaveof} is {@code replicaof}, {@code
 * KEA} is {@code AKE}. A line that says already what is declared stays as it is written, and so do all other bytes of the file. New
 * content is read by the host's own server before it is put in place.
 *
 * <p>The running server is asked too. Where the file is right and the server runs with something else, the task's handlers are notified,
 * since a restart mends it. A role that a failover has changed since is never taken back: that is a violation.
 *
 * <p>The password of a server that was changed while it ran is stored by CONFIG REWRITE in a line {@code user default}, which beats {@code
 * requirepass}; a declared {@code requirepass} is therefore put there too.
 *
 * @param path the file; of several the first that exists. A symbolic link is followed. A file that doesn't exist is made only where one
 *     path, {@code owner} and {@code group} are given
 * @param directives names and values. A value of one word, such as a password, keeps its characters; {@code bind} and others that take
 *     several words take them as one text or as a list; of {@code save}, {@code user}, {@code rename-command}, {@code loadmodule}, {@code
 *     include} and {@code client-output-buffer-limit} each element of a list is a line. An empty list removes the directive
 * @param from a template whose result is the whole file, in place of {@code directives}
 * @param port where the running server is asked: by default the declared {@code port}, else 6379; 0 to ask none
 * @param address the same for its address: by default a loopback address that is declared in {@code bind}
 * @param password what the running server is asked with: by default the declared {@code requirepass}, else that in the file
 * @param owner the file's owner; as it is where left out
 * @param group the file's group; as it is where left out
 * @param mode the file's permission bits; as they are where left out, 0640 for a new file
 * @param server the executable that validates the file: by default the one that runs, else redis-server or valkey-server from the PATH
 * @param compareRunning whether the running server's values are compared; leave it on unless CONFIG is renamed
 */
@Module(
        value = "redis_conf",
        examples = {"""
            redis_conf:
              directives:
                maxmemory: 2gb
                save: ["3600 1", "300 100"]
                appendonly: yes
            """, """
                redis_conf:
                  path: /etc/redis/redis.conf
                  directives:
                    replicaof: 192.168.1.2 6379
                    masterauth: Sid@123
                """})
@Returns(name = "path", about = "the file that was found, links followed")
@Returns(name = "version", about = "the version of the running server; empty where none answered")
@Returns(name = "role", about = "master or slave, as the running server says; empty where none answered")
public record RedisConf(
        @Default("[/etc/redis/redis.conf, /etc/redis.conf, /etc/valkey/valkey.conf]")
        List<AbsolutePath> path,

        @Default("{}") Map<String, List<Text>> directives,
        Optional<Rendered> from,
        Optional<Integer> port,
        Optional<String> address,
        Optional<Text> password,
        Optional<String> owner,
        Optional<String> group,
        Optional<FileMode> mode,
        Optional<AbsolutePath> server,
        @Default("yes") boolean compareRunning)
        implements Desired<ConfSight> {

    public RedisConf {
        path = List.copyOf(path);
        directives = Map.copyOf(directives);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("'path' names no file");
        }
        if (directives.isEmpty() == from.isEmpty()) {
            throw new IllegalArgumentException(
                    from.isPresent()
                            ? "'from' gives the whole file: put the directives into the template, or drop 'from'"
                            : "give 'directives', or 'from' for the whole file");
        }
        if (port.filter(number -> number < 0 || number > 65535).isPresent()) {
            throw new IllegalArgumentException("'port' lies between 0 and 65535");
        }
        DesiredConf.of(directives, from);
    }

    /** The commonest use: directives in one file, all else by default. */
    public static RedisConf keeping(AbsolutePath path, Map<String, List<Text>> directives) {
        return new RedisConf(
                List.of(path),
                directives,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    @Override
    public Probe<ConfSight> probe() {
        return ConfSight.probe(this, desired());
    }

    @Override
    public List<Delta> diff(ConfSight seen) {
        return new ConfDiff(this, desired(), seen).deltas();
    }

    @Override
    public Data.Mapping result(ConfSight seen) {
        return Data.mapping()
                .put("path", seen.file().path().value())
                .put(
                        "version",
                        seen.running()
                                .about()
                                .map(info -> info.get("redis_version"))
                                .orElse(""))
                .put("role", seen.running().link().map(info -> info.get("role")).orElse(""))
                .build();
    }

    private DesiredConf desired() {
        return DesiredConf.of(directives, from);
    }
}
