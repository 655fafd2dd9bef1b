package dev.plumbline.cli;

import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.promise.Promise;
import java.util.EnumSet;

/** Shows a plan, asks, applies and reports. */
final class Applying {

    private Applying() {}

    /**
     * Does all of it.
     *
     * @param quick whether a plan that nobody is asked about isn't shown either
     */
    static ExitCode run(PlaybookRun run, Surroundings surroundings, boolean yes, boolean quick)
            throws InterruptedException {
        return run(run, run.look(Purpose.PLAN), surroundings, yes, quick);
    }

    /** The same with a plan that this run made. */
    static ExitCode run(PlaybookRun run, Report planned, Surroundings surroundings, boolean yes, boolean quick)
            throws InterruptedException {
        if (changesAnything(planned)) {
            if (!(yes && quick)) {
                run.preview(planned);
            }
            if (!yes) {
                ask(surroundings, planned);
            }
        }
        return apply(run, planned, Promise.of(planned.plan()));
    }

    /** Does what was planned as far as it was promised, and reports. */
    static ExitCode apply(PlaybookRun run, Report planned, Promise promise) throws InterruptedException {
        Report done = run.apply(planned.plan(), promise);
        run.show(done);
        EnumSet<ExitCode> reasons = EnumSet.of(ExitCode.of(done, false));
        Signals.received().ifPresent(reasons::add);
        ExitCode exit = ExitCode.first(reasons);
        run.finish(exit, done);
        return exit;
    }

    /** Whether there is anything to agree to: checks and proofs leave nothing behind. */
    private static boolean changesAnything(Report planned) {
        return planned.plan().hosts().stream()
                .map(HostPlan::tasks)
                .anyMatch(tasks -> tasks.stream().anyMatch(task -> task.isChange() || task.isOpen()));
    }

    private static void ask(Surroundings surroundings, Report planned) {
        Prompt prompt = new Prompt(surroundings);
        if (!prompt.isPossible()) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "apply.unconfirmed",
                    "nobody is there to agree to this plan: standard input is no terminal",
                    "look at the plan, then run the same with --yes");
        }
        int changes = planned.summary().changes();
        if (!prompt.confirm("Apply " + (changes == 1 ? "this change" : "these " + changes + " changes") + "?")) {
            throw new CommandException(ExitCode.REFUSED, "apply.declined", "not applied; nothing was changed", "");
        }
    }
}
