package dev.plumbline.api.probe;

import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.HostName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a module needs to see, as a value that the engine interprets. All reads joined by {@link #both} and {@link #all} travel in one
 * exchange; {@link #then} costs a further one when it is reached.
 *
 * @param <O> what the module gets to see
 */
public sealed interface Probe<O> {

    /** An answer that must be had: where it is unreadable the task fails, where it is known later the task is deferred. */
    record Ask<T>(Where where, Read<T> read) implements Probe<T> {}

    /** An answer of which even its absence is useful. */
    record Attempt<T>(Where where, Read<T> read) implements Probe<Known<T>> {}

    record Just<O>(O value) implements Probe<O> {}

    record Both<A, B, O>(Probe<A> first, Probe<B> second, BiFunction<? super A, ? super B, ? extends O> join)
            implements Probe<O> {}

    record Then<A, O>(Probe<A> first, Function<? super A, Probe<O>> next) implements Probe<O> {}

    static <T> Probe<T> of(Read<T> read) {
        return new Ask<>(new Where.Here(), read);
    }

    static <T> Probe<T> on(HostName host, Read<T> read) {
        return new Ask<>(new Where.On(host), read);
    }

    static <T> Probe<Known<T>> attempt(Read<T> read) {
        return new Attempt<>(new Where.Here(), read);
    }

    static <T> Probe<Known<T>> attemptOn(HostName host, Read<T> read) {
        return new Attempt<>(new Where.On(host), read);
    }

    static <O> Probe<O> just(O value) {
        return new Just<>(value);
    }

    static <A, B, O> Probe<O> both(
            Probe<A> first, Probe<B> second, BiFunction<? super A, ? super B, ? extends O> join) {
        return new Both<>(first, second, join);
    }

    /** All answers in the order of the probes. */
    static <O> Probe<List<O>> all(List<? extends Probe<O>> probes) {
        Probe<List<O>> all = just(List.of());
        for (Probe<O> probe : probes) {
            all = both(all, probe, (seen, next) -> {
                List<O> longer = new ArrayList<>(seen);
                longer.add(next);
                return List.copyOf(longer);
            });
        }
        return all;
    }

    default <R> Probe<R> map(Function<? super O, ? extends R> function) {
        return both(this, just(""), (seen, nothing) -> function.apply(seen));
    }

    default <R> Probe<R> then(Function<? super O, Probe<R>> next) {
        return new Then<>(this, next);
    }
}
