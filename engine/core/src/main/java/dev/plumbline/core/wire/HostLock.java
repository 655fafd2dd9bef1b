package dev.plumbline.core.wire;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lock of one host as one connection sees it. It is taken together with the first change and looked at again with each later one, in
 * the same round trip, so that a run that was taken for dead changes nothing any more. Each user whose files hold the state has a lock of
 * its own; root's is the host's.
 */
final class HostLock {
    /** What another run's session gets to end in before it counts as at work, in seconds. */
    private static final int GRACE_SECONDS = 2;

    private static final String HELD = "lock.held";

    private final AbsolutePath state;
    private final RunLock wanted;
    private final Set<Identity> held = new HashSet<>();

    private HostLock(AbsolutePath state, RunLock wanted) {
        this.state = state;
        this.wanted = wanted;
    }

    static Optional<HostLock> of(ShellSettings settings) {
        return settings.lock().flatMap(wanted -> settings.state().map(state -> new HostLock(state, wanted)));
    }

    RunLock wanted() {
        return wanted;
    }

    /** Goes before the changes of an exchange. */
    Step take(Identity as) {
        String body = "plumb_lock "
                + Quote.words(List.of(
                        state.value(),
                        held.contains(as) ? "1" : "0",
                        Integer.toString(GRACE_SECONDS),
                        wanted.run(),
                        wanted.owner()));
        return new Step(body, Optional.empty(), false, Optional.empty(), said -> taken(as, said));
    }

    private StepOutcome taken(Identity as, Section said) {
        if (said.succeeded()) {
            held.add(as);
            return new StepOutcome.Done(Optional.empty());
        }
        List<String> words =
                said.lines().stream().filter(line -> !line.isBlank()).toList();
        String[] word = (words.isEmpty() ? "" : words.getLast()).split(" ", 4);
        return switch (word[0]) {
            case "lock_held" ->
                new StepOutcome.Refused(
                        HELD,
                        "another run is at work on this host: " + part(word, 2) + " " + part(word, 3),
                        "wait for it, as by --lock-timeout 10m; where its control node is gone, end its session on the"
                                + " host: kill " + part(word, 1));
            case "lock_lost" ->
                new StepOutcome.Refused(
                        "lock.lost",
                        "another run took this host over, since this one's session there had ended: " + part(word, 1)
                                + " " + part(word, 2) + " " + part(word, 3),
                        "run again when it is done");
            case "lock_damaged", "lock_link" ->
                new StepOutcome.Failed(
                        "lock.damaged",
                        "the lock in " + state + " can't be read or taken: " + said.lastError(),
                        "look at it on the host, and remove it if no run is at work",
                        Optional.empty());
            default -> unwritable(FileFailure.outcome(state, said));
        };
    }

    private static StepOutcome unwritable(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Failed(String code, String message, String remedy, var result)
                ? new StepOutcome.Failed(
                        "state.unwritable",
                        "nothing is changed on a host where no lock can be taken: " + message,
                        remedy + "; or do without, by 'host_state: none' in plumb.yml",
                        result)
                : outcome;
    }

    private static String part(String[] words, int index) {
        return index < words.length ? Quote.shown(words[index].strip()) : "";
    }

    /** Whether a change was refused only because another run is at work. */
    static boolean isHeldByAnother(List<StepOutcome> outcomes) {
        return !outcomes.isEmpty()
                && outcomes.getFirst() instanceof StepOutcome.Refused(String code, String message, String remedy)
                && code.equals(HELD);
    }

    /** What gives the lock back, for each identity that took it. */
    List<Identity> held() {
        return new ArrayList<>(held);
    }

    String release() {
        return "plumb_unlock " + Quote.words(List.of(state.value(), wanted.run(), wanted.owner()));
    }
}
