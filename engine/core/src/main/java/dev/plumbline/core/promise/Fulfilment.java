package dev.plumbline.core.promise;

import dev.plumbline.api.module.Difference;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Plan;
import dev.plumbline.core.plan.RunKey;
import dev.plumbline.core.plan.Status;
import dev.plumbline.core.plan.TaskPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an apply came out as it was planned. */
public final class Fulfilment {

    private Fulfilment() {}

    /**
     * What came out otherwise, in one sentence each: a module, or the host, did not keep what the plan said. What failed was not reached,
     * and what was conditional or opaque promised nothing.
     */
    public static Map<RunKey, String> broken(Plan planned, Plan done) {
        Map<RunKey, String> broken = new LinkedHashMap<>();
        for (HostPlan host : done.hosts()) {
            Map<RunKey, TaskPlan> before = new HashMap<>();
            planned.host(host.host())
                    .map(HostPlan::tasks)
                    .orElse(List.of())
                    .forEach(task -> before.put(task.key(), task));
            for (TaskPlan task : host.tasks()) {
                Optional.ofNullable(before.get(task.key()))
                        .flatMap(promised -> broken(promised, task))
                        .ifPresent(how -> broken.put(task.key(), how));
            }
        }
        return broken;
    }

    private static Optional<String> broken(TaskPlan planned, TaskPlan done) {
        Status outcome = done.outcome().orElse(Status.NOT_RUN);
        return switch (planned.verdict()) {
            case CHANGE ->
                switch (outcome) {
                    case CHANGED ->
                        words(planned).equals(words(done))
                                ? Optional.empty()
                                : Optional.of("the plan said " + said(planned) + ", and it was " + said(done));
                    case UNCHANGED -> Optional.of("the plan said " + said(planned) + ", and nothing was to be done");
                    case FAILED, ROLLED_BACK, SKIPPED, UNKNOWN, NOT_RUN -> Optional.empty();
                };
            case IN_SYNC, SKIPPED ->
                outcome == Status.CHANGED ? Optional.of("the plan said that nothing was to be done") : Optional.empty();
            case DEFERRED, OPAQUE, VIOLATION -> Optional.empty();
        };
    }

    private static Set<String> words(TaskPlan task) {
        return task.differences().stream()
                .map(difference -> String.join("\0", Wording.of(difference)))
                .collect(Collectors.toSet());
    }

    private static String said(TaskPlan task) {
        return task.differences().isEmpty()
                ? String.join(", ", task.deeds().summaries())
                : task.differences().stream().map(Fulfilment::said).collect(Collectors.joining(", "));
    }

    private static String said(Difference difference) {
        return difference.attribute() + " → "
                + difference.after().map(Object::toString).orElse("(absent)");
    }
}
