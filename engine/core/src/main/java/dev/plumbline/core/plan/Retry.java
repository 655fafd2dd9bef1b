package dev.plumbline.core.plan;

import dev.plumbline.api.read.Read;
import dev.plumbline.core.exchange.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A task whose condition isn't met yet: after {@code delay} these reads are made again. */
public record Retry(RunKey key, Duration delay, Map<Place, Set<Read<?>>> reads) {
    public Retry {
        reads = Map.copyOf(reads);
    }
}
