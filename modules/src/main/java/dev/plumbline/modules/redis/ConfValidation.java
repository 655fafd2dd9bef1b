package dev.plumbline.modules.redis;

import dev.plumbline.api.action.Validation;
import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Lets a server read a candidate without serving anything: started with no port and no socket, it reads the whole file, finds nothing to
 * listen on, says so and ends. Measured on 6.0, 7.0 and 8.0, and Valkey 8.
 */
final class ConfValidation {
    private static final String ACCEPTED = "Configured to not listen anywhere";

    /**
     * Lines with a log file are blanked, since servers before 7.0 open it while they read, and would leave one that belongs to root. A
     * faulty line is named but not shown: it may hold a password. {@code tls-port} is only known to servers that were built with TLS.
     */
    private static final String SCRIPT = """
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin
        export LC_ALL=C
        found=
        for server in "$3" redis-server valkey-server; do
          if [ -n "$server" ] && command -v "$server" >/dev/null 2>&1; then found=$server; break; fi
        done
        if [ -z "$found" ]; then
          echo "there is no redis-server or valkey-server that could read it"
          exit 127
        fi
        sed 's/^[[:space:]]*[Ll][Oo][Gg][Ff][Ii][Ll][Ee][[:space:]].*$//' "$1" > "$2/candidate.conf" || exit 1
        {
          printf '\\nport 0\\nunixsocket ""\\ndaemonize no\\nsupervised no\\nlogfile ""\\nsyslog-enabled no\\n'
          printf 'appendonly no\\ncluster-enabled no\\npidfile "%s/pid"\\ndir "%s"\\n' "$2" "$2"
          if grep -i -q -E '^[[:space:]]*(tls-port|include)[[:space:]]' "$1"; then echo 'tls-port 0'; fi
        } >> "$2/candidate.conf"
        limit=
        if command -v timeout >/dev/null 2>&1; then limit="timeout -s KILL 20"; fi
        $limit "$found" "$2/candidate.conf" > "$2/said" 2>&1
        code=$?
        sed -e "s/^>>> '\\([^[:space:]]*\\).*/>>> \\1 .../" -e "s/'[<>#!][^']*'/.../g" "$2/said"
        exit $code
        """;

    private ConfValidation() {}

    /** @param server the executable to try first, as a running server names it */
    static Validation by(Optional<String> server) {
        return new Validation(
                List.of(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "validate",
                        Validation.CANDIDATE,
                        Validation.SCRATCH,
                        server.orElse("")),
                Text.EMPTY,
                Optional.of(ACCEPTED),
                Duration.ofSeconds(30));
    }
}
