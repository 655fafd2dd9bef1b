package dev.plumbline.cli.report;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.exchange.HostSession.RoundTrips;
import dev.plumbline.core.plan.Deeds;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.plan.Verdict;
import dev.plumbline.core.program.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans to render. */
public final class Plans {

    private Plans() {}

    public static Report report(Purpose purpose, HostPlan... hosts) {
        return new Report(
                purpose,
                "run-1",
                new Plan("redis.yml", List.of(hosts)),
                Set.of("Tolerated"),
                new RoundTrips(2, 1),
                Map.of());
    }

    public static HostPlan host(String name, TaskPlan... tasks) {
        HostName host = new HostName(name);
        return new HostPlan(
                host,
                Arrays.stream(tasks)
                        .map(task -> with(
                                task,
                                new RunKey(
                                        host, task.key().task(), 0, task.key().phase())))
                        .toList(),
                Optional.empty());
    }

    public static HostPlan unreachable(String name) {
        return new HostPlan(
                new HostName(name),
                List.of(),
                Optional.of(new Fault("ssh.refused", name + ": connection refused", "start sshd there")));
    }

    public static TaskPlan inSync(String name) {
        return task(name, "", Verdict.IN_SYNC, Optional.empty(), Optional.empty());
    }

    public static TaskPlan change(String name, Difference... differences) {
        return task(name, "", Verdict.CHANGE, Optional.empty(), Optional.empty(), differences);
    }

    public static TaskPlan handler(String name) {
        return task(name, "0@end", Verdict.CHANGE, Optional.empty(), Optional.empty());
    }

    public static TaskPlan later(String name, String because, Difference... differences) {
        return task(name, "", Verdict.DEFERRED, Optional.of(because), Optional.empty(), differences);
    }

    public static TaskPlan violation(String name, String code) {
        return task(
                name,
                "",
                Verdict.VIOLATION,
                Optional.empty(),
                Optional.of(new Fault(code, "what is wrong with " + name, "what to do about it")));
    }

    public static TaskPlan opaque(String command) {
        TaskPlan task = task(command, "", Verdict.OPAQUE, Optional.empty(), Optional.empty());
        return new TaskPlan(
                task.key(),
                task.name(),
                "command",
                task.at(),
                task.item(),
                task.verdict(),
                task.because(),
                task.differences(),
                Deeds.of(List.of(
                        new Action.Run(List.of(Text.of(command)), Bytes.EMPTY, Map.of(), Optional.empty(), List.of()))),
                false,
                task.fault(),
                task.outcome(),
                task.answer());
    }

    public static TaskPlan skipped(String name) {
        return task(name, "", Verdict.SKIPPED, Optional.of("when is false"), Optional.empty());
    }

    public static TaskPlan ended(TaskPlan task, Status status) {
        return task.withOutcome(status);
    }

    private static TaskPlan task(
            String name,
            String phase,
            Verdict verdict,
            Optional<String> because,
            Optional<Fault> fault,
            Difference... differences) {
        return new TaskPlan(
                new RunKey(new HostName("any"), name, 0, phase),
                name,
                "redis_conf",
                new Position("redis.yml", 14, 7),
                Optional.empty(),
                verdict,
                because,
                List.of(differences),
                Deeds.of(List.of()),
                false,
                fault,
                Optional.empty(),
                Optional.empty());
    }

    private static TaskPlan with(TaskPlan task, RunKey key) {
        return new TaskPlan(
                key,
                task.name(),
                task.module(),
                task.at(),
                task.item(),
                task.verdict(),
                task.because(),
                task.differences(),
                task.deeds(),
                task.restarts(),
                task.fault(),
                task.outcome(),
                task.answer());
    }
}
