package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.redis.JedisRedisClient;
import dev.plumbline.ssh.HostKeyScanner;
import dev.plumbline.ssh.ScannedHostKey;
import dev.plumbline.ssh.SshSettings;
import dev.plumbline.ssh.hostkey.KnownHostsWriter;
import dev.plumbline.ssh.hostkey.PublicKey;
import dev.plumbline.ssh.hostkey.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Fetches the keys of hosts and makes them known. */
public final class HostKeys {

    private HostKeys() {}

    /**
     * What a host showed.
     *
     * @param fault why it showed nothing
     */
    public record Scan(HostName host, List<ScannedHostKey> keys, Optional<Fault> fault) {
        public Scan {
            keys = List.copyOf(keys);
        }
    }

    /** Asks all hosts side by side; the answers are in the order of their names. */
    public static List<Scan> scan(Workspace workspace, Map<HostName, HostConnection> hosts)
            throws InterruptedException {
        Links links = new Links(
                hosts,
                Plumbline.sshSettings(workspace),
                Passwords.NONE,
                ShellSettings.standard(),
                new JedisRedisClient(),
                Optional.empty());
        Semaphore forks = new Semaphore(workspace.settings().forks().value());
        List<Future<Scan>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new TreeMap<>(hosts)
                    .forEach((host, to) -> answers.add(threads.submit(() -> {
                        forks.acquire();
                        try {
                            return scan(links, host, to);
                        } finally {
                            forks.release();
                        }
                    })));
            List<Scan> scans = new ArrayList<>();
            for (Future<Scan> answer : answers) {
                scans.add(answer.get());
            }
            return List.copyOf(scans);
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching host keys failed in an unforeseen way", e.getCause());
        }
    }

    private static Scan scan(Links links, HostName host, HostConnection to) {
        try {
            List<ScannedHostKey> keys = new HostKeyScanner(links.connector(to)).scan(to.target());
            return new Scan(host, keys, Optional.empty());
        } catch (ConnectionException e) {
            return new Scan(
                    host, List.of(), Optional.of(new Fault(e.code(), String.valueOf(e.getMessage()), e.remedy())));
        }
    }

    /** Where trusted keys are written: the project's known_hosts, or without a project that of the user, as ssh does. */
    public static Path file(Workspace workspace) {
        return workspace.settings().knownHosts().value().stream()
                .findFirst()
                .orElseGet(() -> SshSettings.ofEnvironment(workspace.environment())
                        .home()
                        .resolve(".ssh/known_hosts"));
    }

    /** Makes a host's keys known; keys that have changed are replaced. */
    public static void write(Path file, Scan scan) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        List<PublicKey> keys = scan.keys().stream().map(ScannedHostKey::key).toList();
        boolean changed = scan.keys().stream().anyMatch(key -> key.verdict() instanceof Verdict.Changed);
        if (changed) {
            KnownHostsWriter.replace(file, scan.keys().getFirst().address(), keys);
        } else {
            KnownHostsWriter.append(file, scan.keys().getFirst().address(), keys);
        }
    }
}
