package dev.plumbline.core.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks that are chosen for each host when it comes here. All that may be chosen were read with the playbook.
 *
 * @param id unique in its program, as that of a task
 * @param word {@code include_tasks} or {@code include_role}
 * @param when decided once, on entry
 * @param choice the name of a branch; an evaluation error where there is none of that name
 * @param fixed whether the name is the same for every host
 */
public record Include(
        String id,
        String name,
        String word,
        Position at,
        List<Template<Boolean>> when,
        Optional<Loop> loop,
        Template<String> choice,
        boolean fixed,
        Map<String, List<Node>> branches)
        implements Node {

    public Include {
        when = List.copyOf(when);
        branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
    }
}
