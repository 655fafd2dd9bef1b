package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.Retry;
import dev.plumbline.core.plan.Step;
import dev.plumbline.core.run.Observer;
import java.io.PrintStream;
import java.util.List;

/** Progress as one line for each thing that happens, where no terminal can show it live. */
final class Progress implements Observer {
    private final PrintStream err;
    private final boolean verbose;

    Progress(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    private void say(HostName host, String what) {
        err.println(Printable.line(host.value()) + ": " + Printable.line(what, 200));
    }

    @Override
    public void reading(HostName host) {
        if (verbose) {
            say(host, "reading");
        }
    }

    @Override
    public void doing(HostName host, List<Step> steps) {
        if (verbose) {
            steps.forEach(step -> say(host, "to do: " + step.action().summary()));
        }
    }

    @Override
    public void done(HostName host, Step step, StepOutcome outcome) {
        String what = step.action().summary();
        switch (outcome) {
            case StepOutcome.Done done -> say(host, what);
            case StepOutcome.Failed failed -> say(host, what + ": failed, " + failed.message());
            case StepOutcome.RolledBack back -> say(host, what + ": rolled back, " + back.message());
            case StepOutcome.Refused refused -> say(host, what + ": refused, " + refused.message());
            case StepOutcome.Unknown unknown -> say(host, what + ": not known, " + unknown.reason());
            case StepOutcome.NotRun notRun -> {}
        }
    }

    @Override
    public void waiting(Retry retry, int attempt) {
        say(
                retry.key().host(),
                "attempt " + attempt + " was too early, again in "
                        + retry.delay().toMillis() + " ms");
    }

    @Override
    public void unreachable(HostName host, Fault fault) {
        say(host, "unreachable: " + fault.message() + " [" + fault.code() + "]");
    }
}
