package dev.plumbline.core.inventory;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.Target;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads how a host is reached from its {@code ansible_*} variables. Those that would change the connection and aren't supported are
 * problems; those that tell Ansible how to run Python are passed over.
 *
 * @see <a href="https://docs.ansible.com/ansible/latest/collections/ansible/builtin/ssh_connection.html">Ansible's variables</a>
 */
public final class ConnectionVariables {
    private static final List<String> ADDRESS = List.of("ansible_host", "ansible_ssh_host");
    private static final List<String> PORT = List.of("ansible_port", "ansible_ssh_port");
    private static final List<String> USER = List.of("ansible_user", "ansible_ssh_user");
    private static final List<String> PASSWORD =
            List.of("ansible_password", "ansible_ssh_pass", "ansible_ssh_password");
    private static final List<String> KEY = List.of("ansible_ssh_private_key_file", "ansible_private_key_file");
    private static final List<String> PASSPHRASE =
            List.of("ansible_ssh_private_key_passphrase", "ansible_private_key_passphrase");
    private static final List<String> ARGUMENTS =
            List.of("ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args");
    private static final List<String> TIMEOUT = List.of("ansible_ssh_timeout", "ansible_timeout");
    private static final List<String> BECOME = List.of("ansible_become");
    private static final List<String> BECOME_USER = List.of("ansible_become_user");
    private static final List<String> BECOME_METHOD = List.of("ansible_become_method");
    private static final List<String> BECOME_PASSWORD = List.of("ansible_become_password", "ansible_become_pass");
    private static final List<String> CONNECTION = List.of("ansible_connection");
    private static final List<String> HOST_KEY_CHECKING =
            List.of("ansible_host_key_checking", "ansible_ssh_host_key_checking");

    private static final List<String> KNOWN = Stream.of(
                    ADDRESS,
                    PORT,
                    USER,
                    PASSWORD,
                    KEY,
                    PASSPHRASE,
                    ARGUMENTS,
                    TIMEOUT,
                    BECOME,
                    BECOME_USER,
                    BECOME_METHOD,
                    BECOME_PASSWORD,
                    CONNECTION,
                    HOST_KEY_CHECKING)
            .flatMap(List::stream)
            .toList();

    /** Without a meaning here: how Ansible carries its Python to the host. */
    private static final Set<String> PASSED_OVER = Set.of(
            "ansible_ssh_pipelining",
            "ansible_ssh_transfer_method",
            "ansible_ssh_control_path",
            "ansible_ssh_retries",
            "ansible_ssh_use_tty",
            "ansible_shell_executable");

    private static final List<String> WOULD_MATTER = List.of(
            "ansible_ssh_",
            "ansible_become_",
            "ansible_sudo",
            "ansible_su_",
            "ansible_connection_",
            "ansible_paramiko_",
            "ansible_winrm_",
            "ansible_psrp_",
            "ansible_docker_",
            "ansible_shell_type",
            "ansible_network_os");

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "t", "1", "1.0");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "f", "0", "0.0");

    private final HostName host;
    private final Map<String, Definition> variables;
    private final Function<Definition, Data> evaluation;
    private final ConnectionDefaults defaults;
    private final Problems problems;

    private ConnectionVariables(
            HostName host,
            Map<String, Definition> variables,
            Function<Definition, Data> evaluation,
            ConnectionDefaults defaults,
            Problems problems) {
        this.host = host;
        this.variables = variables;
        this.evaluation = evaluation;
        this.defaults = defaults;
        this.problems = problems;
    }

    /**
     * Reads a host's variables.
     *
     * @param evaluation gives a definition its value for this host
     * @param problems takes what can't be right; what is returned then is not to be used
     */
    public static HostConnection read(
            HostName host,
            Map<String, Definition> variables,
            Function<Definition, Data> evaluation,
            ConnectionDefaults defaults,
            Problems problems) {
        return new ConnectionVariables(host, variables, evaluation, defaults, problems).read();
    }

    private record Found(String name, Definition definition, Data value) {}

    private HostConnection read() {
        refuseUnsupported();
        checkConnection();
        List<String> options = new ArrayList<>();
        Optional<Path> configFile = Optional.empty();
        for (String name : ARGUMENTS) {
            Optional<SshArguments> arguments = arguments(name);
            arguments.ifPresent(read -> options.addAll(read.options()));
            Optional<Path> named = arguments.flatMap(SshArguments::configFile);
            configFile = named.isPresent() ? named : configFile;
        }
        Target target = new Target(
                host,
                word(ADDRESS).orElse(host.value()),
                port(),
                word(USER).or(defaults::user),
                words(KEY).map(this::path).or(defaults::privateKey).stream().toList(),
                secret(PASSWORD),
                secret(PASSPHRASE),
                options,
                timeout(),
                defaults.keepalive());
        return new HostConnection(
                target,
                new HostConnection.Escalation(truth(BECOME), word(BECOME_USER), secret(BECOME_PASSWORD)),
                configFile);
    }

    private void refuseUnsupported() {
        variables.forEach((name, definition) -> {
            if (name.startsWith("ansible_")
                    && !KNOWN.contains(name)
                    && !PASSED_OVER.contains(name)
                    && (WOULD_MATTER.stream().anyMatch(name::startsWith)
                            || NearestName.of(name, KNOWN).isPresent())) {
                problems.add(
                        "connection.variable.unsupported",
                        definition.at(),
                        "the variable '" + name + "' is not supported",
                        NearestName.hint(
                                name,
                                KNOWN,
                                "Take it away; ssh_config and ansible_ssh_common_args reach most settings."));
            }
        });
    }

    private void checkConnection() {
        words(CONNECTION).ifPresent(kind -> {
            if (!kind.equals("ssh") && !kind.equals("smart")) {
                refuse(
                        CONNECTION,
                        "connection.kind",
                        "ansible_connection is '" + kind + "', but hosts are reached by SSH only",
                        kind.equals("local")
                                ? "Take it away; this machine is reached by SSH like any other host."
                                : "Write ansible_connection: ssh, or take it away.");
            }
        });
        words(BECOME_METHOD).ifPresent(method -> {
            if (!method.equals("sudo")) {
                refuse(
                        BECOME_METHOD,
                        "connection.become.method",
                        "ansible_become_method is '" + method + "', and only sudo is supported yet",
                        "Write ansible_become_method: sudo, or take it away.");
            }
        });
        truth(HOST_KEY_CHECKING).ifPresent(checked -> {
            if (!checked) {
                refuse(
                        HOST_KEY_CHECKING,
                        "connection.host_key_checking",
                        "host keys are always checked; they can't be left unchecked by a variable",
                        "Take it away, and learn the host's key with plumb trust.");
            }
        });
    }

    private Optional<SshArguments> arguments(String name) {
        return words(List.of(name)).flatMap(line -> {
            try {
                return Optional.of(SshArguments.parse(line, this::path));
            } catch (InventorySyntaxException fault) {
                refuse(List.of(name), "connection.ssh_arguments", name + ": " + fault.explanation(), fault.remedy());
                return Optional.empty();
            }
        });
    }

    private OptionalInt port() {
        Optional<String> text = words(PORT);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text.get());
            if (port >= 1 && port <= 65_535) {
                return OptionalInt.of(port);
            }
        }
        refuse(PORT, "connection.variable.value", "the port is no number from 1 to 65535", "Write, for example, 22.");
        return OptionalInt.empty();
    }

    private Duration timeout() {
        Optional<String> text = words(TIMEOUT);
        if (text.isEmpty()) {
            return defaults.connectTimeout();
        }
        if (text.get().matches("[0-9]{1,5}") && !text.get().matches("0+")) {
            return Duration.ofSeconds(Integer.parseInt(text.get()));
        }
        refuse(
                TIMEOUT,
                "connection.variable.value",
                "the timeout is no number of seconds above 0",
                "Write, for example, 10.");
        return defaults.connectTimeout();
    }

    /** Something that names one host or one user, and must not look like an option. */
    private Optional<String> word(List<String> names) {
        Optional<String> text = words(names);
        boolean odd = text.isPresent()
                && (text.get().startsWith("-")
                        || text.get().chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)));
        if (odd) {
            refuse(
                    names,
                    "connection.variable.value",
                    names.getFirst() + " begins with a dash or holds blanks",
                    "Write one name.");
            return Optional.empty();
        }
        return text;
    }

    private Path path(String text) {
        boolean ofHome = text.equals("~") || text.startsWith("~/");
        return ofHome
                ? defaults.home().resolve(text.length() > 2 ? text.substring(2) : "")
                : defaults.workingDirectory().resolve(text);
    }

    private Optional<Boolean> truth(List<String> names) {
        Optional<String> text = words(names).map(word -> word.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (TRUE.contains(text.get()) || FALSE.contains(text.get())) {
            return Optional.of(TRUE.contains(text.get()));
        }
        refuse(
                names,
                "connection.variable.value",
                names.getFirst() + " is neither true nor false",
                "Write true or false.");
        return Optional.empty();
    }

    private Optional<Supplier<char[]>> secret(List<String> names) {
        return text(names).map(text -> () -> text.reveal().toCharArray());
    }

    private Optional<String> words(List<String> names) {
        return text(names).map(Text::reveal);
    }

    /** The text of the first of these variables that is there; empty text counts as absent. */
    private Optional<Text> text(List<String> names) {
        return found(names).flatMap(found -> switch (found.value()) {
            case Data.Words words -> words.value().isEmpty() ? Optional.empty() : Optional.of(words.value());
            case Data.Number number -> Optional.of(Text.of(number.written()));
            case Data.Truth truth -> Optional.of(Text.of(truth.toString()));
            case Data.Nothing _ -> Optional.empty();
            case Data.Sequence _, Data.Mapping _ -> {
                problems.add(
                        "connection.variable.value",
                        found.definition().at(),
                        found.name() + " is not a single value",
                        "Write one word or one number.");
                yield Optional.empty();
            }
        });
    }

    private Optional<Found> found(List<String> names) {
        for (String name : names) {
            Definition definition = variables.get(name);
            if (definition != null) {
                return evaluated(name, definition);
            }
        }
        return Optional.empty();
    }

    private Optional<Found> evaluated(String name, Definition definition) {
        try {
            return Optional.of(new Found(name, definition, evaluation.apply(definition)));
        } catch (EvaluationException wrong) {
            problems.add(wrong.problem());
        } catch (NotYetKnown later) {
            problems.add(
                    "connection.variable.unknown",
                    definition.at(),
                    name + " of " + host + " is known only after " + later.after()
                            + ", but is needed to reach the host",
                    "Take it from variables that are known beforehand.");
        }
        return Optional.empty();
    }

    private void refuse(List<String> names, String code, String message, String remedy) {
        names.stream()
                .map(variables::get)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .ifPresent(definition -> problems.add(code, definition.at(), message, remedy));
    }
}
