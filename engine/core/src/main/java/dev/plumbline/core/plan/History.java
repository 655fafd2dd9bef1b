package dev.plumbline.core.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an apply has done so far. Immutable. */
public record History(Map<RunKey, TaskRecord> records) {
    public static final History EMPTY = new History(Map.of());

    public History {
        records = Map.copyOf(records);
    }

    public TaskRecord of(RunKey key) {
        return records.getOrDefault(key, TaskRecord.NONE);
    }

    public History with(RunKey key, UnaryOperator<TaskRecord> change) {
        Map<RunKey, TaskRecord> more = new HashMap<>(records);
        more.put(key, change.apply(of(key)));
        return new History(more);
    }
}
