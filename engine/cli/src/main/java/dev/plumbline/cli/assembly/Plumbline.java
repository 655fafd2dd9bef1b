package dev.plumbline.cli.assembly;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.journal.Intentions;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.promise.Promise;
import dev.plumbline.core.run.Fleet;
import dev.plumbline.core.run.Observer;
import dev.plumbline.core.run.Run;
import dev.plumbline.core.wire.RunLock;
import dev.plumbline.core.wire.ShellSettings;
import dev.plumbline.redis.JedisRedisClient;
import dev.plumbline.redis.JedisReplicationProver;
import dev.plumbline.ssh.SshSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a playbook against its hosts: planned, and applied on the world that it was planned from. Connections are opened when they
 * are first needed and stand until this is closed.
 */
public final class Plumbline implements AutoCloseable {
    private final Fleet fleet;
    private final Run run;

    private Plumbline(Fleet fleet, Run run) {
        this.fleet = fleet;
        this.run = run;
    }

    /**
     * Makes everything ready; no host is contacted yet.
     *
     * @param hosts how each host of the program is reached
     * @param intentions where it is written down what is about to be done
     * @param log keeps what is read, where somebody wants to know it afterwards
     * @param run its name
     * @param by who runs this and from where, for the hosts' locks and system logs; without secrets
     */
    public static Plumbline open(
            Workspace workspace,
            Program program,
            Map<HostName, HostConnection> hosts,
            Passwords passwords,
            String run,
            String by,
            Observer observer,
            Intentions intentions,
            Optional<AnswerLog> log) {
        Links links = new Links(
                hosts,
                sshSettings(workspace),
                passwords,
                ShellSettings.standard()
                        .withState(workspace.settings().hostState().value())
                        .withLock(new RunLock(
                                run, by, workspace.settings().lockTimeout().value()))
                        .withAudit(run + " " + by),
                new JedisRedisClient(),
                log);
        Fleet fleet = new Fleet(links, workspace.settings().forks().value());
        return new Plumbline(fleet, new Run(program, fleet, new JedisReplicationProver(), observer, intentions));
    }

    static SshSettings sshSettings(Workspace workspace) {
        return SshSettings.ofEnvironment(workspace.environment())
                .withProjectKnownHosts(workspace.settings().knownHosts().value());
    }

    /**
     * Reads the hosts and says what would change.
     *
     * @throws dev.plumbline.core.program.ProblemsException where the playbook can't be right for some host's values
     */
    public Plan plan() throws InterruptedException {
        return run.plan();
    }

    /** Does what a plan of this run says, and nothing that was not promised. */
    public Plan apply(Plan plan, Promise promise) throws InterruptedException {
        return run.apply(plan, promise);
    }

    /** Begins nothing more; what is being done is finished. */
    public void interrupt() {
        run.interrupt();
    }

    public boolean isInterrupted() {
        return run.isInterrupted();
    }

    public RoundTrips roundTrips() {
        return fleet.roundTrips();
    }

    /** What is out of the ordinary in how hosts were spoken to. */
    public Map<HostName, List<String>> notes() {
        return fleet.notes();
    }

    @Override
    public void close() {
        fleet.close();
    }
}
