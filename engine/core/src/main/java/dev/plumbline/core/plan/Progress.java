package dev.plumbline.core.plan;

import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a planning step came to.
 *
 * @param wants reads still lacking; while there are any, the plan is not complete
 * @param plan as far as it is known
 * @param steps by host, what an apply may do now, in order
 * @param finished tasks found to be through
 * @param retries tasks that must look again later
 * @param problems what can't be right in the playbook for some host's values
 * @param cutShort hosts that go no further, since something failed or was stopped
 * @param passed how many barriers all hosts have passed
 */
public record Progress(
        Map<Place, Set<Read<?>>> wants,
        Plan plan,
        Map<HostName, List<Step>> steps,
        Map<RunKey, Outcome> finished,
        List<Retry> retries,
        List<Problem> problems,
        Set<HostName> cutShort,
        int passed) {
    public Progress {
        wants = Map.copyOf(wants);
        steps = Map.copyOf(steps);
        finished = Map.copyOf(finished);
        retries = List.copyOf(retries);
        problems = List.copyOf(problems);
        cutShort = Set.copyOf(cutShort);
    }
}
