package dev.plumbline.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * In which parts a play goes over its hosts, and when it stops.
 *
 * @param sizes of the batches, the last of them repeated; empty for one batch of all
 * @param gate done by each batch after its handlers; a failure stops what follows
 * @param mostFailed percentage of a batch that may fail
 * @param budget percentage of all hosts of the run that may fail, and that may be unreachable
 * @param anyErrorIsFatal whether one failure stops all hosts
 */
public record Rollout(
        List<Size> sizes, List<Node> gate, OptionalDouble mostFailed, OptionalDouble budget, boolean anyErrorIsFatal) {
    public static final Rollout AT_ONCE =
            new Rollout(List.of(), List.of(), OptionalDouble.empty(), OptionalDouble.empty(), false);

    public Rollout {
        sizes = List.copyOf(sizes);
        gate = List.copyOf(gate);
    }

    /** How many hosts a batch has: a number, or a percentage of all hosts, rounded down, at least one. */
    public record Size(int number, boolean percent) {

        int of(int all) {
            return percent ? Math.max(1, (int) ((long) all * number / 100)) : number;
        }
    }

    /** The batches of these hosts. */
    public static <H> List<List<H>> batches(List<Size> sizes, List<H> hosts) {
        if (sizes.isEmpty() || hosts.isEmpty()) {
            return List.of(List.copyOf(hosts));
        }
        List<List<H>> batches = new ArrayList<>();
        int from = 0;
        while (from < hosts.size()) {
            Size size = sizes.get(Math.min(batches.size(), sizes.size() - 1));
            int to = Math.min(hosts.size(), from + size.of(hosts.size()));
            batches.add(List.copyOf(hosts.subList(from, to)));
            from = to;
        }
        return batches;
    }
}
