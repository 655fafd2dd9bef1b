package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Connection;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.connection.Target;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.run.Link;
import dev.plumbline.core.run.Opener;
import dev.plumbline.core.wire.Escalation;
import dev.plumbline.core.wire.RedisClient;
import dev.plumbline.core.wire.ShellSession;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.ssh.SshConnector;
import dev.plumbline.ssh.SshSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Opens SSH connections to the hosts of a run, and a conversation on each. */
final class Links implements Opener {
    private final Map<HostName, HostConnection> hosts;
    private final Map<HostName, Endpoint> endpoints;
    private final SshSettings ssh;
    private final Passwords passwords;
    private final ShellSettings shell;
    private final RedisClient redis;
    private final Optional<AnswerLog> log;
    private final Map<Optional<Path>, SshConnector> connectors = new ConcurrentHashMap<>();

    Links(
            Map<HostName, HostConnection> hosts,
            SshSettings ssh,
            Passwords passwords,
            ShellSettings shell,
            RedisClient redis,
            Optional<AnswerLog> log) {
        this.hosts = Map.copyOf(hosts);
        this.endpoints = Endpoint.of(hosts);
        this.ssh = ssh;
        this.passwords = passwords;
        this.shell = shell;
        this.redis = redis;
        this.log = log;
    }

    @Override
    public Link open(HostName host) throws ConnectionException {
        HostConnection to = hosts.get(host);
        if (to == null) {
            throw new ConnectionException(
                    "inventory.host.unknown", host + " is not in the inventory", "add it, or correct the name", null);
        }
        Connection connection = connector(to).connect(withPassword(to.target()));
        Optional<Supplier<char[]>> password = to.escalation().password().or(passwords::become);
        Escalation escalation = password.map(Escalation::withPassword).orElseGet(Escalation::withoutPassword);
        return new Link(connection, new ShellSession(connection, shell.withEscalation(escalation), redis));
    }

    @Override
    public Object endpoint(HostName host) {
        Endpoint endpoint = endpoints.get(host);
        return endpoint == null ? host : endpoint;
    }

    @Override
    public Link seenBy(HostName host, Link link) {
        return log.map(listening -> new Link(link.connection(), listening.listening(host, link.session())))
                .orElse(link);
    }

    /** The connector for a host; those with the same ssh_config share one. */
    SshConnector connector(HostConnection to) {
        return connectors.computeIfAbsent(
                to.sshConfig(),
                config -> new SshConnector(
                        config.map(file -> ssh.withConfigFiles(List.of(file))).orElse(ssh)));
    }

    private Target withPassword(Target target) {
        return target.password().isPresent() || passwords.login().isEmpty()
                ? target
                : new Target(
                        target.host(),
                        target.address(),
                        target.port(),
                        target.user(),
                        target.privateKeys(),
                        passwords.login(),
                        target.passphrase(),
                        target.options(),
                        target.connectTimeout(),
                        target.keepalive());
    }
}
