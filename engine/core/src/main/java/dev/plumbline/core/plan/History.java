package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What an apply has done so far. Immutable.
 *
 * @param owed debts of handlers that this run wrote down, by host; settled or not
 * @param passed how many barriers all hosts have passed
 */
public record History(Map<RunKey, TaskRecord> records, Map<HostName, Set<String>> owed, int passed) {
    public static final History EMPTY = new History(Map.of(), Map.of(), 0);

    public History {
        records = Map.copyOf(records);
        owed = Map.copyOf(owed);
    }

    public TaskRecord of(RunKey key) {
        return records.getOrDefault(key, TaskRecord.NONE);
    }

    public History with(RunKey key, UnaryOperator<TaskRecord> change) {
        Map<RunKey, TaskRecord> more = new HashMap<>(records);
        more.put(key, change.apply(of(key)));
        return new History(more, owed, passed);
    }

    /** With debts that were written down on a host. */
    public History owing(HostName host, Collection<String> debts) {
        Map<HostName, Set<String>> more = new HashMap<>(owed);
        Set<String> here = new HashSet<>(more.getOrDefault(host, Set.of()));
        here.addAll(debts);
        more.put(host, Set.copyOf(here));
        return new History(records, more, passed);
    }

    public History passing(int barriers) {
        return new History(records, owed, Math.max(passed, barriers));
    }
}
