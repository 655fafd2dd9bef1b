package dev.plumbline.api.action;

import dev.plumbline.api.action.Effect.Becomes;
import dev.plumbline.api.action.Effect.Forgets;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.RedisServer;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that the engine can do to a host. Each is one step that either happens as a whole or leaves everything as it was. */
public sealed interface Action {

    /** What it makes of the reads, on the host where it is done. */
    List<Effect> effects();

    /** One line for people, without secrets: {@code write /etc/redis/redis.conf}. */
    String summary();

    /**
     * Puts new content into a file: a temporary file beside it, its hash checked, mode and owner set, synced, validated and renamed over
     * the old one. Hard links to the old file are broken.
     *
     * @param path no symbolic link: the module resolves it first
     * @param expected the content that must be there just before the rename, empty for no file; otherwise the write is refused
     */
    record WriteFile(
            AbsolutePath path,
            Optional<Sha256> expected,
            Content content,
            FileMode mode,
            String owner,
            String group,
            Optional<Validation> validation)
            implements Action {
        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>(UnitFiles.forgotten(path));
            effects.add(new Becomes<>(new Read.FileStatus(path), new FileState.Regular(mode, owner, group, 1)));
            effects.add(new Becomes<>(new Read.FileHash(path), Optional.of(content.hash())));
            if (content instanceof Content.Inline(Bytes bytes)) {
                effects.add(new Becomes<>(new Read.FileContent(path), Optional.of(bytes)));
            }
            return effects;
        }

        @Override
        public String summary() {
            return "write " + path;
        }
    }

    /**
     * Sets mode and owner of what lies there, a link's target never followed.
     *
     * @param seen what must lie there just before; otherwise refused
     * @param becomes the same with the new mode, owner and group
     */
    record SetAttributes(AbsolutePath path, FileState seen, FileState becomes) implements Action {
        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Becomes<>(new Read.FileStatus(path), becomes));
            return effects;
        }

        @Override
        public String summary() {
            return "set mode and owner of " + path;
        }
    }

    /**
     * Puts back what a file held before a run, from the copy that the run kept on the host.
     *
     * @param run whose copy it is
     * @param expected as for {@link WriteFile}
     * @param hash of the content that is put back
     */
    record Restore(
            AbsolutePath path,
            String run,
            Optional<Sha256> expected,
            Sha256 hash,
            FileMode mode,
            String owner,
            String group)
            implements Action {
        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>(UnitFiles.forgotten(path));
            effects.add(new Forgets(new Scope.Path(path)));
            effects.add(new Becomes<>(new Read.FileStatus(path), new FileState.Regular(mode, owner, group, 1)));
            effects.add(new Becomes<>(new Read.FileHash(path), Optional.of(hash)));
            return effects;
        }

        @Override
        public String summary() {
            return "put back " + path;
        }
    }

    /** Makes a directory; its missing parents too, with mode 0755 and the identity as their owner. Refused where something lies there. */
    record MakeDirectory(AbsolutePath path, FileMode mode, String owner, String group) implements Action {
        @Override
        public List<Effect> effects() {
            return List.of(new Becomes<>(new Read.FileStatus(path), new FileState.Directory(mode, owner, group)));
        }

        @Override
        public String summary() {
            return "make directory " + path;
        }
    }

    /** Makes a symbolic link, in one step also where {@code seen} is a link that points elsewhere. */
    record MakeLink(AbsolutePath path, FileState seen, String target) implements Action {
        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>(UnitFiles.forgotten(path));
            effects.add(new Forgets(new Scope.Path(path)));
            return effects;
        }

        @Override
        public String summary() {
            return "link " + path + " to " + target;
        }
    }

    /** Removes what lies there: a file, a link itself, or a directory with all below it. Refused where something else lies there. */
    record Remove(AbsolutePath path, FileState seen) implements Action {
        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>(UnitFiles.forgotten(path));
            effects.add(new Forgets(new Scope.Path(path)));
            effects.add(new Becomes<>(new Read.FileStatus(path), new FileState.Missing()));
            return effects;
        }

        @Override
        public String summary() {
            return "remove " + path;
        }
    }

    /**
     * Runs a command. What it prints is the answer that {@code register} sees.
     *
     * @param arguments the program and its arguments, each passed literally; secrets in them show in the host's process list, so modules
     *     hand those over by {@code input}
     * @param input what the command reads; nothing where empty
     * @param declared its effects; a command that declares none forgets everything
     */
    record Run(
            List<Text> arguments,
            Bytes input,
            Map<String, Text> environment,
            Optional<AbsolutePath> directory,
            List<Effect> declared)
            implements Action {
        public Run {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
            declared = List.copyOf(declared);
        }

        @Override
        public List<Effect> effects() {
            return declared.isEmpty()
                    ? List.of(new Forgets(new Scope.Everything()), new Forgets(new Scope.Network()))
                    : declared;
        }

        @Override
        public String summary() {
            return "run " + Text.join(" ", arguments);
        }
    }

    /** Asks systemd for something. */
    record ControlUnit(String name, Verb verb, UnitState seen) implements Action {

        /** What systemd can be asked for; the names are those of systemctl. */
        public enum Verb {
            START,
            STOP,
            RESTART,
            RELOAD,
            ENABLE,
            DISABLE,
            MASK,
            UNMASK,
            DAEMON_RELOAD;

            /** As systemctl spells it: {@code daemon-reload}. */
            public String command() {
                return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            }
        }

        @Override
        public List<Effect> effects() {
            Read<UnitState> status = new Read.UnitStatus(name);
            return switch (verb) {
                case START, RESTART ->
                    List.of(
                            new Forgets(new Scope.Processes()),
                            new Forgets(new Scope.Network()),
                            new Becomes<>(status, seen.withActive("active")));
                case STOP ->
                    List.of(
                            new Forgets(new Scope.Processes()),
                            new Forgets(new Scope.Network()),
                            new Becomes<>(status, seen.withActive("inactive")));
                case RELOAD ->
                    List.of(
                            new Forgets(new Scope.Processes()),
                            new Forgets(new Scope.Network()),
                            new Becomes<>(status, seen));
                case ENABLE -> List.of(new Becomes<>(status, seen.withEnablement("enabled")));
                case DISABLE -> List.of(new Becomes<>(status, seen.withEnablement("disabled")));
                case MASK ->
                    List.of(new Becomes<>(status, seen.withLoad("masked").withEnablement("masked")));
                case UNMASK -> List.of(new Forgets(new Scope.Unit(name)));
                case DAEMON_RELOAD -> List.of(new Becomes<>(status, seen.reloaded()));
            };
        }

        @Override
        public String summary() {
            return verb == Verb.DAEMON_RELOAD ? verb.command() : verb.command() + " " + name;
        }
    }

    /** Installs packages by the host's own package manager, without a prompt. */
    record InstallPackages(List<String> names, boolean refreshIndex) implements Action {
        public InstallPackages {
            names = List.copyOf(names);
        }

        @Override
        public List<Effect> effects() {
            return List.of(new Forgets(new Scope.Everything()), new Forgets(new Scope.Network()));
        }

        @Override
        public String summary() {
            return "install " + String.join(" ", names);
        }
    }

    /** Removes packages; their configuration stays unless {@code purge}. */
    record RemovePackages(List<String> names, boolean purge) implements Action {
        public RemovePackages {
            names = List.copyOf(names);
        }

        @Override
        public List<Effect> effects() {
            List<Effect> effects = new ArrayList<>();
            effects.add(new Forgets(new Scope.Everything()));
            effects.add(new Forgets(new Scope.Network()));
            names.forEach(name -> effects.add(new Becomes<>(new Read.PackageVersion(name), Optional.empty())));
            return effects;
        }

        @Override
        public String summary() {
            return "remove " + String.join(" ", names);
        }
    }

    /** Sends commands to a Redis server through the connection, stopping at the first error. */
    record SendRedis(RedisServer server, List<List<Text>> commands, List<Effect> declared) implements Action {
        public SendRedis {
            commands = List.copyOf(commands);
            declared = List.copyOf(declared);
        }

        @Override
        public List<Effect> effects() {
            return declared.isEmpty()
                    ? List.of(new Forgets(new Scope.Processes()), new Forgets(new Scope.Network()))
                    : declared;
        }

        @Override
        public String summary() {
            return "redis "
                    + Text.join(
                            "; ",
                            commands.stream()
                                    .map(words -> Text.join(" ", words))
                                    .toList());
        }
    }

    /**
     * Writes a uniquely named key with a random value and an expiry on the master, waits for it on each replica, deletes it and waits
     * until it is gone everywhere. The nodes are asked by name, since WAIT counts replicas and does not name them.
     */
    record ProveReplication(Node master, List<Node> replicas, Duration timeout) implements Action {

        /** A server and the host through whose connection it is reached. */
        public record Node(HostName host, RedisServer server) {}

        public ProveReplication {
            replicas = List.copyOf(replicas);
        }

        @Override
        public List<Effect> effects() {
            return List.of();
        }

        @Override
        public String summary() {
            return "a key written on " + master.host() + " is read on "
                    + String.join(
                            ", ",
                            replicas.stream().map(node -> node.host().value()).toList());
        }
    }

    /** Writes down on the host that handlers are owed, before the change that owes them. */
    record Owe(List<String> handlers) implements Action {
        public Owe {
            handlers = List.copyOf(handlers);
        }

        @Override
        public List<Effect> effects() {
            return List.of(new Forgets(new Scope.Debts()));
        }

        @Override
        public String summary() {
            return "owe " + String.join(", ", handlers);
        }
    }

    /** Strikes out a debt. */
    record Settle(String handler) implements Action {
        @Override
        public List<Effect> effects() {
            return List.of(new Forgets(new Scope.Debts()));
        }

        @Override
        public String summary() {
            return "settle " + handler;
        }
    }
}
