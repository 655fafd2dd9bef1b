package dev.plumbline.cli.saved;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.promise.Basis;
import dev.plumbline.core.promise.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A plan as a file holds it.
 *
 * @param by who made it, and from where
 * @param commit that of the project's checkout
 * @param key the name of the key that its digests were made with
 * @param report what it says, to be shown
 * @param promise what may be done
 */
public record SavedPlan(
        Instant made,
        String by,
        Optional<String> commit,
        Optional<String> reason,
        String key,
        Selection selection,
        Basis basis,
        Report report,
        Promise promise) {
    public static final int VERSION = 1;

    /** {@code by ana on ci-7 at 4f2c1a, 2026-11-28T07:00:00Z}. */
    public String origin() {
        return by + commit.map(id -> " at " + id).orElse("") + ", " + made;
    }

    /** The hosts that it is for. */
    public List<HostName> hosts() {
        return Stream.concat(promise.hosts().keySet().stream(), basis.variables().keySet().stream())
                .distinct()
                .toList();
    }
}
