package dev.plumbline.core.playbook;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Map;

/** Variables that a task sets: nothing is read or done for them. */
record Assigned(Map<String, Data> values) implements Desired<String> {
    Assigned {
        values = Map.copyOf(values);
    }

    @Override
    public Probe<String> probe() {
        return Probe.just("");
    }

    @Override
    public List<Delta> diff(String seen) {
        return List.of();
    }

    @Override
    public Data.Mapping result(String seen) {
        return Data.mapping().put("ansible_facts", Data.of(values)).build();
    }
}
