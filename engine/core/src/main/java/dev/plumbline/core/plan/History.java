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
 * @param records by host, so that little is copied where something is added
 * @param owed debts of handlers that this run wrote down, by host; settled or not
 * @param settled runs of handlers whose debts this run has struck out
 * @param passed how many barriers all hosts have passed
 */
public record History(
        Map<HostName, Map<RunKey, TaskRecord>> records,
        Map<HostName, Set<String>> owed,
        Set<RunKey> settled,
        int passed) {
    public static final History EMPTY = new History(Map.of(), Map.of(), Set.of(), 0);

    public History {
        records = Map.copyOf(records);
        owed = Map.copyOf(owed);
        settled = Set.copyOf(settled);
    }

    public TaskRecord of(RunKey key) {
        return records.getOrDefault(key.host(), Map.of()).getOrDefault(key, TaskRecord.NONE);
    }

    public History with(RunKey key, UnaryOperator<TaskRecord> change) {
        Map<RunKey, TaskRecord> ofHost = new HashMap<>(records.getOrDefault(key.host(), Map.of()));
        ofHost.put(key, change.apply(of(key)));
        Map<HostName, Map<RunKey, TaskRecord>> more = new HashMap<>(records);
        more.put(key.host(), Map.copyOf(ofHost));
        return new History(more, owed, settled, passed);
    }

    /** With debts that were written down on a host. */
    public History owing(HostName host, Collection<String> debts) {
        Map<HostName, Set<String>> more = new HashMap<>(owed);
        Set<String> here = new HashSet<>(more.getOrDefault(host, Set.of()));
        here.addAll(debts);
        more.put(host, Set.copyOf(here));
        return new History(records, more, settled, passed);
    }

    /** With the debts of a handler's run struck out. */
    public History settling(RunKey key) {
        Set<RunKey> more = new HashSet<>(settled);
        more.add(key);
        return new History(records, owed, more, passed);
    }

    public History passing(int barriers) {
        return new History(records, owed, settled, Math.max(passed, barriers));
    }
}
