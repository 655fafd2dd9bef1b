package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.Connections;
import dev.plumbline.cli.assembly.HostKeys;
import dev.plumbline.cli.assembly.HostKeys.Scan;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.ssh.ScannedHostKey;
import dev.plumbline.ssh.hostkey.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb trust}: makes host keys known, after somebody has looked at them. */
@CommandLine.Command(
        description = "Fetches the host keys, shows their fingerprints, asks, and writes them into known_hosts.")
final class TrustCommand implements Command {

    @Parameters(paramLabel = "HOSTS", description = "a pattern of hosts")
    private String pattern = "";

    @Option(
            names = {"-y", "--yes"},
            description = "does not ask: the network on the way there is trusted")
    private boolean yes;

    @Option(names = "--replace", description = "also replaces keys that have changed")
    private boolean replace;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Problems problems = new Problems();
        Workspace workspace = Workspace.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                project.flags(output.isNoColor()),
                Optional.empty(),
                new Prompt(surroundings)::password,
                problems);
        surroundings.err().print(ProblemText.warnings(workspace.warnings()));
        List<HostName> hosts = workspace.select(pattern, problems);
        Map<HostName, HostConnection> connections =
                new Connections(workspace, Map.of(), Optional.empty()).of(hosts, problems);
        problems.throwIfAny();
        EnumSet<ExitCode> reasons = EnumSet.of(ExitCode.DONE);
        List<Scan> accepted = new ArrayList<>();
        for (Scan scan : HostKeys.scan(workspace, connections)) {
            Shown shown = show(scan, surroundings.out());
            reasons.add(shown.exit());
            if (shown.writes()) {
                accepted.add(scan);
            }
        }
        if (!accepted.isEmpty()) {
            reasons.add(confirmAndWrite(workspace, accepted, surroundings));
        }
        return ExitCode.first(reasons);
    }

    /** What the keys of a host come to. */
    private record Shown(ExitCode exit, boolean writes) {}

    private Shown show(Scan scan, PrintStream out) {
        String host = Printable.line(scan.host().value());
        if (scan.fault().isPresent()) {
            out.println(host + ": " + Printable.line(scan.fault().get().message()) + "  ["
                    + scan.fault().get().code() + "]");
            out.println("  → " + Printable.line(scan.fault().get().remedy()));
            return new Shown(ExitCode.UNREACHABLE, false);
        }
        boolean refused = false;
        boolean isNew = false;
        out.println(host + "  " + scan.keys().getFirst().address().name());
        for (ScannedHostKey key : scan.keys()) {
            String word = switch (key.verdict()) {
                case Verdict.Known known -> "known";
                case Verdict.Unknown unknown -> "new";
                case Verdict.Changed changed ->
                    "CHANGED: " + changed.known().getFirst().place() + " holds another key";
                case Verdict.Revoked revoked -> "REVOKED by " + revoked.by().place();
                case Verdict.OnlyAuthority authority ->
                    "new; so far only an authority is known, "
                            + authority.authority().place();
            };
            out.println("  " + key.key().type() + "  " + key.key().fingerprint() + "  " + word);
            boolean changed = key.verdict() instanceof Verdict.Changed;
            refused |= key.verdict() instanceof Verdict.Revoked || (changed && !replace);
            isNew |= !(key.verdict() instanceof Verdict.Known);
        }
        if (refused) {
            out.println("  not trusted: make sure that this is the host that you mean, then use --replace  "
                    + "[ssh.hostkey.changed]");
            return new Shown(ExitCode.REFUSED, false);
        }
        return new Shown(ExitCode.DONE, isNew);
    }

    private ExitCode confirmAndWrite(Workspace workspace, List<Scan> accepted, Surroundings surroundings) {
        Path file = HostKeys.file(workspace);
        if (!yes) {
            Prompt prompt = new Prompt(surroundings);
            if (!prompt.isPossible()) {
                throw new CommandException(
                        ExitCode.REFUSED,
                        "trust.unconfirmed",
                        "nobody is there to compare the fingerprints: standard input is no terminal",
                        "compare them with those that the hosts show (ssh-keygen -lf"
                                + " /etc/ssh/ssh_host_ed25519_key.pub), then use --yes");
            }
            if (!prompt.confirm("Are these the hosts' fingerprints? They are written into " + file)) {
                throw new CommandException(ExitCode.REFUSED, "trust.declined", "nothing was written", "");
            }
        }
        try {
            for (Scan scan : accepted) {
                HostKeys.write(file, scan);
            }
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "trust.unwritable",
                    file + " can't be written: " + e.getMessage(),
                    "check the rights of the file and its folder");
        }
        surroundings.out().println("written into " + file + " (hosts: " + accepted.size() + ")");
        return ExitCode.DONE;
    }
}
