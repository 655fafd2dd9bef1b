package dev.plumbline.core.plan;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where one host stands within a walk. */
final class HostState {
    final HostName host;
    final List<TaskPlan> tasks = new ArrayList<>();
    final Set<String> mayCome = new HashSet<>();
    final List<Step> steps = new ArrayList<>();
    final Set<String> notified = new LinkedHashSet<>();

    /** Handlers that a deferred task may notify, and what decides. */
    final Map<String, String> maybeNotified = new LinkedHashMap<>();

    final Set<String> owedByPlan = new LinkedHashSet<>();
    final Set<String> settledByPlan = new HashSet<>();

    /** What loops and includes around the task set. */
    private Map<String, Value> locals = Map.of();

    /** Where the loops around the task stand. */
    private String path = "";

    /** Blocks around the task that have a rescue. */
    private int rescues;

    /** Whether everything before this point is through, so that what is found now is final. */
    private boolean settled = true;

    /** Whether a further step may join those that are done in the next exchange. */
    private boolean accepting = true;

    /** Whether the host goes no further in this run. */
    private boolean stopped;

    /** Whether the play is over for it. */
    private boolean ended;

    private Optional<Failure> failure = Optional.empty();

    /** What decides whether it does at all what follows in this play. */
    private Optional<String> doubt = Optional.empty();

    /** A task that failed: what a rescue sees of it. */
    record Failure(String task, String module, Data answer) {}

    /** Where loops stand, to be returned to. */
    record Frame(Map<String, Value> locals, String path) {}

    HostState(HostName host) {
        this.host = host;
    }

    boolean isSettled() {
        return settled;
    }

    boolean isAccepting() {
        return accepting;
    }

    /** Whether it takes part in what comes next. */
    boolean isPresent() {
        return !stopped && !ended && failure.isEmpty();
    }

    boolean isStopped() {
        return stopped;
    }

    /** Something before what follows is not through yet. */
    void unsettle() {
        settled = false;
    }

    /** What follows must wait for the next exchange. */
    void close() {
        accepting = false;
    }

    void await() {
        unsettle();
        close();
    }

    void stop() {
        stopped = true;
        await();
    }

    Optional<Failure> failure() {
        return failure;
    }

    void fail(Failure because) {
        failure = Optional.of(because);
    }

    /** Takes the failure away, so that the host goes on. */
    Optional<Failure> recover() {
        Optional<Failure> past = failure;
        failure = Optional.empty();
        return past;
    }

    void endPlay() {
        ended = true;
    }

    void beginPlay() {
        ended = false;
        doubt = Optional.empty();
        if (failure.isPresent()) {
            stop();
        }
    }

    Optional<String> doubt() {
        return doubt;
    }

    void doubt(String cause) {
        doubt = doubt.or(() -> Optional.of(cause));
    }

    Map<String, Value> locals() {
        return locals;
    }

    String path() {
        return path;
    }

    Frame enter(int iteration, Map<String, Value> variables) {
        Frame outer = new Frame(locals, path);
        Map<String, Value> inner = new HashMap<>(locals);
        inner.putAll(variables);
        locals = Map.copyOf(inner);
        path = path + "[" + iteration + "]";
        return outer;
    }

    void leave(Frame outer) {
        locals = outer.locals();
        path = outer.path();
    }

    void enterRescued() {
        rescues++;
    }

    void leaveRescued() {
        rescues--;
    }

    boolean isRescued() {
        return rescues > 0;
    }
}
