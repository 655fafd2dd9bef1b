package dev.plumbline.core.plan;

import dev.plumbline.api.action.Effect;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world as it will be once what is planned so far has been done. Lives within one planning step. */
public final class Projection {

    /** One planned action's effects, and what to call it when something is known only after it. */
    private record Planned(HostName owner, List<Effect> effects, String cause, Place at) {}

    private final World world;

    /** Whether another host's effects are awaited, since they come about in their own time, and not foreseen. */
    private final boolean awaitsOthers;

    private final List<Planned> planned = new ArrayList<>();
    private final Map<HostName, List<Planned>> byHost = new HashMap<>();

    public Projection(World world) {
        this(world, false);
    }

    Projection(World world, boolean awaitsOthers) {
        this.world = world;
        this.awaitsOthers = awaitsOthers;
    }

    public void apply(Place at, List<Effect> effects, String cause) {
        apply(at.host(), at, effects, cause);
    }

    /** Adds what a task of one host does, perhaps at another. */
    void apply(HostName owner, Place at, List<Effect> effects, String cause) {
        Planned step = new Planned(owner, List.copyOf(effects), cause, at);
        planned.add(step);
        byHost.computeIfAbsent(at.host(), any -> new ArrayList<>()).add(step);
    }

    /** Of what is planned, the latest that bears on the read decides; where nothing does, the world. */
    public <T> Optional<Known<T>> find(Place place, Read<T> read) {
        return find(place, read, place.host());
    }

    <T> Optional<Known<T>> find(Place place, Read<T> read, HostName asker) {
        boolean fromAfar = new Scope.Network().overlaps(read.about());
        List<Planned> bearing = fromAfar ? planned : byHost.getOrDefault(place.host(), List.of());
        for (Planned step : bearing.reversed()) {
            Optional<Known<T>> projected = project(step, place, read, asker);
            if (projected.isPresent()) {
                return projected;
            }
        }
        return world.find(place, read);
    }

    private <T> Optional<Known<T>> project(Planned step, Place place, Read<T> read, HostName asker) {
        boolean awaited = awaitsOthers && !step.owner().equals(asker);
        boolean sameHost = step.at().host().equals(place.host());
        boolean touched = false;
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Becomes<?>(Read<?> known, Object value)
                    && known.equals(read)
                    && step.at().equals(place)) {
                @SuppressWarnings("unchecked") // an effect that names an equal read holds a value of that read's type
                T answer = (T) value;
                return Optional.of(awaited ? new Known.After<>(step.cause()) : new Known.Seen<>(answer));
            }
            touched |= World.touches(effect, sameHost, read) && !isAboveOnly(effect, place, read);
        }
        return touched ? Optional.of(new Known.After<>(step.cause())) : Optional.empty();
    }

    /** A change below a directory that is there leaves the directory itself as it is. */
    private <T> boolean isAboveOnly(Effect effect, Place place, Read<T> read) {
        return effect instanceof Effect.Becomes<?> becomes
                && becomes.read().about() instanceof Scope.Path(var changed)
                && read.about() instanceof Scope.Path(var asked)
                && !asked.equals(changed)
                && changed.isWithin(asked)
                && !world.find(place, read).equals(Optional.of(new Known.Seen<>(read.absent())));
    }
}
