package dev.plumbline.core.plan;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.Place;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The handlers of one play: runs those that are notified or owed, and writes down which are owed. */
final class HandlerFlush {
    private final Walk walk;
    private final Play play;

    /** Whether all this was done before the walk began: what is owed now is owed by what comes later. */
    private boolean past;

    HandlerFlush(Walk walk, Play play) {
        this.walk = walk;
        this.play = play;
    }

    void enter(boolean alreadyPassed) {
        past = alreadyPassed;
    }

    void flush(List<HostState> hosts, String phase) {
        if (play.handlers().isEmpty()) {
            return;
        }
        for (HostState state : hosts) {
            Set<String> owed = past ? Set.of() : owed(state);
            for (Task handler : play.handlers()) {
                if (state.isPresent()) {
                    flush(handler, state, phase + state.path(), owed);
                }
            }
            state.notified.clear();
            state.maybeNotified.clear();
        }
    }

    private void flush(Task handler, HostState state, String phase, Set<String> owed) {
        boolean fromBefore =
                owed.contains(debt(handler)) && !walk.owedByRun(state.host).contains(debt(handler));
        if (state.notified.contains(handler.name()) || fromBefore) {
            new TaskItems(walk, this, state, handler, phase).run();
            settle(handler, phase, state, owed);
        } else if (!walk.isUnreachable(state.host) && state.maybeNotified.containsKey(handler.name())) {
            new TaskWalk(walk, this, state, handler, phase)
                    .defer(Optional.ofNullable(state.maybeNotified.get(handler.name()))
                            .orElseThrow());
        } else if (!past && walk.wantsOf(state.host)) {
            new TaskWalk(walk, this, state, handler, phase).readAhead();
        }
    }

    /** The debts that are written down on a host, by earlier runs or by this one. */
    private Set<String> owed(HostState state) {
        Set<String> owed = new HashSet<>();
        for (Task handler : play.handlers()) {
            Place place = place(handler, state);
            switch (walk.findNow(place, new Read.Owed()).orElse(null)) {
                case Known.Seen<Set<String>>(Set<String> debts) -> owed.addAll(debts);
                case null -> walk.want(place, new Read.Owed());
                case Known.Unreadable<Set<String>> unreadable -> {}
                case Known.After<Set<String>> after -> {}
            }
        }
        return owed;
    }

    private void settle(Task handler, String phase, HostState state, Set<String> owed) {
        RunKey key = new RunKey(state.host, handler.id(), 0, phase);
        boolean written = owed.contains(debt(handler)) || state.owedByPlan.contains(debt(handler));
        if (written && !walk.isSettled(key) && state.isAccepting() && state.isPresent()) {
            state.steps.add(new Step(key, place(handler, state), new Action.Settle(debt(handler)), Optional.empty()));
            state.owedByPlan.remove(debt(handler));
            state.settledByPlan.add(debt(handler));
            state.unsettle();
        }
    }

    /** Writes down, before a task's first change, which handlers it owes. */
    void owe(Task task, HostState state, RunKey key) {
        for (Task handler : play.handlers()) {
            Place place = place(handler, state);
            boolean writable = walk.findNow(place, new Read.Owed()).orElse(null) instanceof Known.Seen<Set<String>> seen
                    && (!seen.value().contains(debt(handler)) || state.settledByPlan.contains(debt(handler)));
            if (writable && task.notifies().contains(handler.name()) && state.owedByPlan.add(debt(handler))) {
                state.settledByPlan.remove(debt(handler));
                state.steps.add(new Step(key, place, new Action.Owe(List.of(debt(handler))), Optional.empty()));
            }
        }
    }

    /** The name under which a handler is owed: the same for every run of the playbook, from wherever it is started. */
    private String debt(Task handler) {
        String playbook = walk.playbook();
        return playbook.substring(playbook.lastIndexOf('/') + 1) + "/" + handler.name();
    }

    private Place place(Task handler, HostState state) {
        Identity as;
        try {
            as = handler.as().evaluate(walk.environment(state));
        } catch (NotYetKnown | EvaluationException e) {
            as = new Identity.Login();
        }
        return new Place(state.host, as);
    }
}
