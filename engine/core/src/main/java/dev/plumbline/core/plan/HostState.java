package dev.plumbline.core.plan;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.program.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where one host stands within a walk. */
final class HostState {
    final HostName host;
    final List<TaskPlan> tasks = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final Map<String, Value> registered = new HashMap<>();
    final Set<String> notified = new LinkedHashSet<>();

    /** Handlers that a deferred task may notify, and what decides. */
    final Map<String, String> maybeNotified = new LinkedHashMap<>();

    final Set<String> owedByPlan = new LinkedHashSet<>();

    /** Whether everything before this point is through, so that what is found now is final. */
    private boolean settled = true;

    /** Whether a further step may join those that are done in the next exchange. */
    private boolean accepting = true;

    /** Whether the host goes no further. */
    private boolean stopped;

    HostState(HostName host) {
        this.host = host;
    }

    boolean isSettled() {
        return settled;
    }

    boolean isAccepting() {
        return accepting;
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
}
