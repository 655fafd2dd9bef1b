package dev.plumbline.core.plan;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.probe.Where;
import dev.plumbline.api.read.Read;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of looking at the world through a probe.
 *
 * @param <O> what the module gets to see
 */
public sealed interface Sight<O> {

    /** All that was asked for. {@code unsettled} names what may still change an answer that was only attempted. */
    record Whole<O>(O seen, Optional<String> unsettled) implements Sight<O> {}

    /** Reads that must be made first. */
    record Lacking<O>(Set<Asked> asked) implements Sight<O> {}

    /** Known after {@code cause}; {@code expected} is what would be seen if what isn't known were absent. */
    record Later<O>(String cause, O expected) implements Sight<O> {}

    record Blocked<O>(String reason) implements Sight<O> {}

    /** A read and where it is to be made. */
    record Asked(Where where, Read<?> read) {}

    /** Answers reads as far as they are known. */
    interface Lookup {
        <T> Optional<Known<T>> find(Where where, Read<T> read);
    }

    /** Looks through a probe. Pure. */
    static <O> Sight<O> look(Probe<O> probe, Lookup lookup) {
        Eye eye = new Eye(lookup, false);
        Optional<O> seen = eye.see(probe);
        if (!eye.lacking.isEmpty()) {
            return new Lacking<>(Collections.unmodifiableSet(eye.lacking));
        }
        if (eye.unreadable != null) {
            return new Blocked<>(eye.unreadable);
        }
        if (eye.later != null) {
            String cause = eye.later;
            return new Eye(lookup, true)
                    .see(probe)
                    .<Sight<O>>map(expected -> new Later<>(cause, expected))
                    .orElseGet(() -> new Blocked<>("known after " + cause));
        }
        return new Whole<>(seen.orElseThrow(), Optional.ofNullable(eye.unsettled));
    }

    /** Walks a probe once. With {@code assumeAbsent} it takes what isn't known for absent. */
    final class Eye {
        private final Lookup lookup;
        private final boolean assumeAbsent;
        private final Set<Asked> lacking = new LinkedHashSet<>();
        private @Nullable String unreadable;
        private @Nullable String later;
        private @Nullable String unsettled;

        private Eye(Lookup lookup, boolean assumeAbsent) {
            this.lookup = lookup;
            this.assumeAbsent = assumeAbsent;
        }

        @SuppressWarnings("unchecked")
        private <O> Optional<O> see(Probe<O> probe) {
            return switch (probe) {
                case Probe.Just<O>(O value) -> Optional.of(value);
                case Probe.Ask<O>(Where where, Read<O> read) -> ask(where, read);
                case Probe.Attempt<?>(Where where, Read<?> read) -> (Optional<O>) attempt(where, read);
                case Probe.Both<?, ?, O> both -> join(both);
                case Probe.Then<?, O> then -> follow(then);
            };
        }

        private <A, B, O> Optional<O> join(Probe.Both<A, B, O> both) {
            Optional<A> first = see(both.first());
            Optional<B> second = see(both.second());
            return first.flatMap(a -> second.map(b -> both.join().apply(a, b)));
        }

        private <A, O> Optional<O> follow(Probe.Then<A, O> then) {
            return see(then.first()).flatMap(a -> see(then.next().apply(a)));
        }

        private <T> Optional<T> ask(Where where, Read<T> read) {
            return switch (lookup.find(where, read).orElse(null)) {
                case Known.Seen<T>(T value) -> Optional.of(value);
                case Known.Unreadable<T>(String reason) when assumeAbsent -> Optional.of(read.absent());
                case Known.Unreadable<T>(String reason) -> {
                    unreadable = reason;
                    yield Optional.empty();
                }
                case Known.After<T>(String cause) when assumeAbsent -> Optional.of(read.absent());
                case Known.After<T>(String cause) -> {
                    later = later == null ? cause : later;
                    yield Optional.empty();
                }
                case null -> lack(where, read);
            };
        }

        private <T> Optional<Known<T>> attempt(Where where, Read<T> read) {
            return switch (lookup.find(where, read).orElse(null)) {
                case Known.After<T>(String cause) -> {
                    unsettled = unsettled == null ? cause : unsettled;
                    yield Optional.of(new Known.After<>(cause));
                }
                case null -> lack(where, read).map(Known.Seen::new);
                case Known<T> known -> Optional.of(known);
            };
        }

        private <T> Optional<T> lack(Where where, Read<T> read) {
            if (assumeAbsent) {
                return Optional.of(read.absent());
            }
            lacking.add(new Asked(where, read));
            return Optional.empty();
        }
    }
}
