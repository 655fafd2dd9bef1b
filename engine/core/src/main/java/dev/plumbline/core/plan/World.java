package dev.plumbline.core.plan;

import dev.plumbline.api.action.Effect;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has been read of the hosts so far. Immutable: each change gives a new world. */
public final class World {
    public static final World EMPTY = new World(Map.of(), Map.of());

    private final Map<Place, Map<Read<?>, Known<?>>> answers;
    private final Map<HostName, String> unreachable;

    private World(Map<Place, Map<Read<?>, Known<?>>> answers, Map<HostName, String> unreachable) {
        this.answers = answers;
        this.unreachable = unreachable;
    }

    /** The answer to a read; empty where it was not asked yet. On an unreachable host every read is unreadable. */
    @SuppressWarnings("unchecked")
    public <T> Optional<Known<T>> find(Place place, Read<T> read) {
        String reason = unreachable.get(place.host());
        if (reason != null) {
            return Optional.of(new Known.Unreadable<>(place.host() + " is unreachable: " + reason));
        }
        return Optional.ofNullable(
                (Known<T>) answers.getOrDefault(place, Map.of()).get(read));
    }

    public World with(Place place, Map<Read<?>, Known<?>> more) {
        if (more.isEmpty()) {
            return this;
        }
        Map<Place, Map<Read<?>, Known<?>>> all = new HashMap<>(answers);
        Map<Read<?>, Known<?>> here = new HashMap<>(all.getOrDefault(place, Map.of()));
        here.putAll(more);
        all.put(place, here);
        return new World(all, unreachable);
    }

    /** From now on nothing can be read of this host. */
    public World unreachable(HostName host, String reason) {
        Map<HostName, String> more = new HashMap<>(unreachable);
        more.put(host, reason);
        return new World(answers, more);
    }

    public boolean isUnreachable(HostName host) {
        return unreachable.containsKey(host);
    }

    /** What was read of one place so far. */
    public Set<Read<?>> readsAt(Place place) {
        return Set.copyOf(answers.getOrDefault(place, Map.of()).keySet());
    }

    /** The world without the answers that these effects on a host may have changed, there and as seen from elsewhere. */
    public World forget(HostName host, List<Effect> effects) {
        Map<Place, Map<Read<?>, Known<?>>> all = new HashMap<>();
        answers.forEach((place, here) -> {
            Map<Read<?>, Known<?>> kept = new HashMap<>(here);
            kept.keySet()
                    .removeIf(read -> effects.stream()
                            .anyMatch(effect -> touches(effect, place.host().equals(host), read)));
            all.put(place, kept);
        });
        return new World(all, unreachable);
    }

    /** The world of which nothing is known but who can't be reached. */
    public World forgotten() {
        return new World(Map.of(), unreachable);
    }

    /** The world without these answers. */
    public World without(Place place, Set<Read<?>> reads) {
        Map<Place, Map<Read<?>, Known<?>>> all = new HashMap<>(answers);
        Map<Read<?>, Known<?>> kept = new HashMap<>(all.getOrDefault(place, Map.of()));
        kept.keySet().removeAll(new HashSet<>(reads));
        all.put(place, kept);
        return new World(all, unreachable);
    }

    static boolean touches(Effect effect, boolean sameHost, Read<?> read) {
        Scope scope = switch (effect) {
            case Effect.Forgets(Scope forgotten) -> forgotten;
            case Effect.Becomes<?> becomes -> becomes.read().about();
        };
        return (sameHost || scope instanceof Scope.Network) && scope.overlaps(read.about());
    }
}
