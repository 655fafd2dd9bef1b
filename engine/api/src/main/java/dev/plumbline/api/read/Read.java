package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question to a host. The vocabulary is closed, and nothing in it writes, so that a plan can't. A read is a value: two equal reads at
 * the same place have the same answer, and are asked once.
 *
 * @param <T> the type of the answer
 */
public sealed interface Read<T> {

    /** The answer of a host that has nothing of what is asked for; lets a deferred task show what it would do. */
    T absent();

    /** What must change for the answer to change. */
    Scope about();

    /** What lies at a path, a symbolic link itself and not its target. */
    record FileStatus(AbsolutePath path) implements Read<FileState> {
        @Override
        public FileState absent() {
            return new FileState.Missing();
        }

        @Override
        public Scope about() {
            return new Scope.Path(path);
        }
    }

    /** The hash of a regular file's content, links followed; empty where there is none. */
    record FileHash(AbsolutePath path) implements Read<Optional<Sha256>> {
        @Override
        public Optional<Sha256> absent() {
            return Optional.empty();
        }

        @Override
        public Scope about() {
            return new Scope.Path(path);
        }
    }

    /** The bytes of a regular file, links followed; empty where there is none. A file over {@value #LIMIT} bytes is unreadable. */
    record FileContent(AbsolutePath path) implements Read<Optional<Bytes>> {
        /** The largest file whose content is read, in bytes. */
        public static final int LIMIT = 8 << 20;

        @Override
        public Optional<Bytes> absent() {
            return Optional.empty();
        }

        @Override
        public Scope about() {
            return new Scope.Path(path);
        }
    }

    /** When a file's content was last modified, by the host's clock, in microseconds since 1970; empty where there is no file. */
    record FileModified(AbsolutePath path) implements Read<Optional<Long>> {
        @Override
        public Optional<Long> absent() {
            return Optional.empty();
        }

        @Override
        public Scope about() {
            return new Scope.Path(path);
        }
    }

    /** The state of a systemd unit; a name without a suffix is a service. */
    record UnitStatus(String name) implements Read<UnitState> {
        @Override
        public UnitState absent() {
            return UnitState.notFound();
        }

        @Override
        public Scope about() {
            return new Scope.Unit(name);
        }
    }

    /** When a unit's main process was started, by the host's clock, in microseconds since 1970; empty where it doesn't run. */
    record UnitStarted(String name) implements Read<Optional<Long>> {
        @Override
        public Optional<Long> absent() {
            return Optional.empty();
        }

        @Override
        public Scope about() {
            return new Scope.Unit(name);
        }
    }

    /** The version of an installed package of the host's own package manager; empty where it isn't installed. */
    record PackageVersion(String name) implements Read<Optional<String>> {
        @Override
        public Optional<String> absent() {
            return Optional.empty();
        }

        @Override
        public Scope about() {
            return new Scope.Packages();
        }
    }

    /**
     * What a command prints that is declared to change nothing. Such a read is a capability: only modules whose author vouches for the
     * command may ask it.
     *
     * @param arguments the program and its arguments, each passed literally
     * @param directory where it runs; the login directory where absent
     */
    record CommandOutput(List<String> arguments, Optional<AbsolutePath> directory, Map<String, Text> environment)
            implements Read<CommandResult> {
        public CommandOutput {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        @Override
        public CommandResult absent() {
            return new CommandResult(127, Bytes.EMPTY, Bytes.utf8("not there yet"));
        }

        @Override
        public Scope about() {
            return new Scope.Everything();
        }
    }

    /** Who commands run as. */
    record Self() implements Read<Account> {
        @Override
        public Account absent() {
            return new Account("root", "root");
        }

        @Override
        public Scope about() {
            return new Scope.Identity();
        }
    }

    /** Whether a TCP connection from the host to an address is accepted. Nothing is sent on it. */
    record TcpReach(String address, int port, Duration timeout) implements Read<Reachability> {
        @Override
        public Reachability absent() {
            return new Reachability.Refused();
        }

        @Override
        public Scope about() {
            return new Scope.Network();
        }
    }

    /** The answer of a Redis server to one command of those that change nothing; see {@link RedisCommands#READ_ONLY}. */
    record RedisQuery(RedisServer server, List<String> command) implements Read<RedisAnswer> {
        public RedisQuery {
            command = List.copyOf(command);
            if (!RedisCommands.isReadOnly(command)) {
                throw new IllegalArgumentException("not a command that only reads: " + command);
            }
        }

        @Override
        public RedisAnswer absent() {
            return new RedisAnswer.Unreachable(
                    "refused", "nothing listens on " + server.address() + ":" + server.port());
        }

        @Override
        public Scope about() {
            return server.isLocal() && !RedisCommands.isAboutPeers(command)
                    ? new Scope.Processes()
                    : new Scope.Network();
        }
    }

    /** What a run changed on the host, as far as that was written down there. */
    record LeftBy(String run) implements Read<Traces> {
        @Override
        public Traces absent() {
            return Traces.NONE;
        }

        @Override
        public Scope about() {
            return new Scope.Past();
        }
    }

    /** The handlers that earlier runs owe this host: written down before a change, cleared when they ran. */
    record Owed() implements Read<Set<String>> {
        @Override
        public Set<String> absent() {
            return Set.of();
        }

        @Override
        public Scope about() {
            return new Scope.Debts();
        }
    }

    /** Whether it makes no difference who asks: what goes through a tunnel, and what everybody may see. */
    default boolean isTheSameForAll() {
        return this instanceof RedisQuery || this instanceof TcpReach || this instanceof Facts;
    }

    /** What a host says of itself, by the names of the facts; what it doesn't have is left out. The same whoever asks. */
    record Facts(FactSubset subset) implements Read<Data.Mapping> {
        @Override
        public Data.Mapping absent() {
            return Data.mapping().build();
        }

        @Override
        public Scope about() {
            return subset.about();
        }
    }
}
