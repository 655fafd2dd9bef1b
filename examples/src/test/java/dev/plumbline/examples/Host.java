package dev.plumbline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A host of the lab, looked at from outside, without SSH.
 *
 * @param init the process id, on this machine, of its systemd
 */
record Host(Lab lab, String name, String address, int debian, String layout, String init) {
    /** The password goes by standard input: nothing secret stands in an argument list, nor in ours. */
    private static final String REDIS_CLI =
            "IFS= read -r REDISCLI_AUTH; [ -n \"$REDISCLI_AUTH\" ] && export REDISCLI_AUTH;"
                    + " unset IFS; exec redis-cli --no-auth-warning \"$@\"";

    String redisConf() {
        return layout.equals("rhel") ? "/etc/redis.conf" : "/etc/redis/redis.conf";
    }

    String redisUnit() {
        return layout.equals("rhel") ? "redis" : "redis-server";
    }

    Finished exec(String... command) {
        return lab.exec(name, "", List.of(command));
    }

    Finished shell(String script) {
        return exec("sh", "-c", script);
    }

    /** What Redis answers, errors included; an empty password sends no AUTH. */
    String redis(String password, String... command) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", REDIS_CLI, "sh"));
        words.addAll(List.of(command));
        Finished answer = lab.exec(name, password + "\n", words);
        return (answer.out() + answer.err()).strip();
    }

    /** The fields of {@code INFO SECTION}. */
    Map<String, String> info(String password, String section) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : redis(password, "INFO", section).lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    /** The value of one parameter of the running server. */
    String running(String password, String parameter) {
        List<String> lines = redis(password, "CONFIG", "GET", parameter).lines().toList();
        return lines.size() > 1 ? lines.get(1) : String.join("\n", lines);
    }

    String redisPid() {
        return exec("systemctl", "show", "-p", "MainPID", "--value", redisUnit())
                .orFail();
    }

    /** Where one of its files is found from outside. Absolute symbolic links would lead astray. */
    Path path(String file) {
        return Path.of("/proc", init, "root" + file);
    }

    String read(String file) {
        try {
            return Files.readString(path(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a write would change: type, mode, owner, inode, size and times, to the nanosecond. */
    String identity(String file) {
        return exec("stat", "-c", "%F %a %U:%G inode %i, %s bytes, mtime %y, ctime %z", file)
                .orFail();
    }

    /** Content, mode and owner, whichever inode holds them. */
    String content(String file) {
        return exec("stat", "-c", "%F %a %U:%G", file).orFail() + " "
                + exec("sha256sum", file).orFail();
    }

    List<String> names(String folder) {
        try (Stream<Path> entries = Files.list(path(folder))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes as root, in place. */
    void write(String file, String content) {
        lab.exec(name, content, List.of("sh", "-c", "cat >\"$1\"", "sh", file)).orFail();
    }

    /** A string that nobody else has. */
    static String unlikely() {
        byte[] bytes = new byte[12];
        new java.security.SecureRandom().nextBytes(bytes);
        return "Cnry" + HexFormat.of().formatHex(bytes);
    }
}
