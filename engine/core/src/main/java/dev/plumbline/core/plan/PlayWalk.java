package dev.plumbline.core.plan;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.program.Block;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Flush;
import dev.plumbline.core.program.Include;
import dev.plumbline.core.program.Loop;
import dev.plumbline.core.program.Meta;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Rollout;
import dev.plumbline.core.program.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One play: batch by batch, node by node and, within a node, host by host. */
final class PlayWalk {
    private final Walk walk;
    private final Play play;
    private final int number;
    private final HandlerFlush handlers;
    private final Unreached unreached;
    private List<HostState> batch = List.of();

    PlayWalk(Walk walk, Play play, int number) {
        this.walk = walk;
        this.play = play;
        this.number = number;
        this.handlers = new HandlerFlush(walk, play);
        this.unreached = new Unreached(walk, handlers);
    }

    void run() {
        List<HostState> all = play.hosts().stream().map(walk::state).toList();
        all.forEach(HostState::beginPlay);
        for (List<HostState> hosts : Rollout.batches(play.rollout().sizes(), all)) {
            int segment = walk.beginSegment();
            handlers.enter(walk.wasPassed(segment));
            batch = hosts;
            walk(play.tasks(), hosts);
            handlers.flush(present(hosts), number + RunKey.FLUSH + "end");
            gate(hosts);
            barrier(hosts, segment);
        }
    }

    private void gate(List<HostState> hosts) {
        if (play.rollout().gate().isEmpty()) {
            return;
        }
        long before = failed(hosts);
        walk(play.rollout().gate(), hosts);
        handlers.flush(present(hosts), number + RunKey.FLUSH + "gate");
        if (failed(hosts) > before) {
            walk.halt();
        }
    }

    /** What follows waits until all hosts are through. */
    private void barrier(List<HostState> hosts, int segment) {
        if (!walk.isApplying()) {
            return;
        }
        boolean through = hosts.stream()
                .filter(state -> !state.isStopped() && state.failure().isEmpty())
                .allMatch(HostState::isSettled);
        if (through) {
            walk.pass(segment);
        } else {
            walk.states().forEach(HostState::await);
        }
        if (!play.rollout().sizes().isEmpty() && !hosts.isEmpty() && lost(hosts) == hosts.size()) {
            walk.halt();
        }
    }

    private static List<HostState> present(List<HostState> hosts) {
        return hosts.stream().filter(HostState::isPresent).toList();
    }

    private void walk(List<Node> nodes, List<HostState> hosts) {
        for (Node node : nodes) {
            hosts.stream()
                    .filter(state -> state.failure().isPresent() && state.isRescued())
                    .forEach(state -> unreached.skip(node, state, "a task of its block failed before"));
            List<HostState> here = present(hosts);
            switch (node) {
                case Task task -> task(task, here);
                case Flush flush -> handlers.flush(here, number + RunKey.FLUSH + flush.id());
                case Meta meta -> meta(meta, here);
                case Block block -> block(block, here);
                case Include include -> include(include, here);
            }
        }
    }

    private void task(Task task, List<HostState> hosts) {
        if (task.manner().runOnce()) {
            once(task, hosts);
        } else {
            int underWay = 0;
            for (HostState state : hosts) {
                if (walk.isApplying()
                        && task.manner().throttle() > 0
                        && underWay >= task.manner().throttle()) {
                    state.close();
                }
                new TaskItems(walk, handlers, state, task).run();
                underWay += state.isPresent() && !state.isSettled() ? 1 : 0;
            }
        }
        haltOnFailures();
    }

    /** The first host that can be reached does it; what it registers holds for all, and so does its failure. */
    private void once(Task task, List<HostState> hosts) {
        Optional<HostState> first =
                hosts.stream().filter(state -> !walk.isUnreachable(state.host)).findFirst();
        if (first.isEmpty()) {
            hosts.forEach(state -> new TaskItems(walk, handlers, state, task).run());
            return;
        }
        new TaskItems(walk, handlers, first.get(), task).run();
        for (HostState state : hosts) {
            if (state == first.get()) {
                continue;
            }
            TaskItems.names(task).forEach(name -> walk.variables().copy(first.get().host, state.host, name));
            first.get().failure().ifPresent(state::fail);
            if (walk.isApplying() && !first.get().isSettled()) {
                state.await();
            }
        }
    }

    private void meta(Meta meta, List<HostState> hosts) {
        switch (meta.word()) {
            case CLEAR_HOST_ERRORS -> batch.forEach(HostState::recover);
            case END_HOST -> hosts.stream().filter(state -> holds(meta, state)).forEach(HostState::endPlay);
            case END_PLAY -> {
                if (!hosts.isEmpty()) {
                    HostState first = hosts.getFirst();
                    if (holds(meta, first)) {
                        walkOn().forEach(HostState::endPlay);
                    }
                    first.doubt().ifPresent(cause -> walkOn().forEach(state -> state.doubt(cause)));
                }
            }
        }
    }

    private List<HostState> walkOn() {
        return play.hosts().stream().map(walk::state).toList();
    }

    private boolean holds(Meta meta, HostState state) {
        try {
            return Task.Judgement.holds(meta.when(), walk.environment(state));
        } catch (NotYetKnown e) {
            state.doubt(e.after());
        } catch (EvaluationException e) {
            walk.problem(e.problem());
        }
        return false;
    }

    private void block(Block block, List<HostState> hosts) {
        if (block.serial().isEmpty()) {
            iterate(block.loop(), hosts, block, this::attempt);
            return;
        }
        boolean waiting = false;
        for (List<HostState> part : Rollout.batches(block.serial(), batch)) {
            List<HostState> here = part.stream().filter(hosts::contains).toList();
            if (waiting) {
                here.forEach(HostState::await);
            }
            iterate(block.loop(), here, block, this::attempt);
            waiting |= walk.isApplying() && present(here).stream().anyMatch(state -> !state.isSettled());
        }
    }

    private void attempt(Node node, List<HostState> hosts) {
        Block block = (Block) node;
        boolean rescued = !block.rescue().isEmpty();
        List<HostState> entered = present(hosts);
        if (rescued) {
            entered.forEach(HostState::enterRescued);
        }
        walk(block.body(), entered);
        if (rescued) {
            entered.forEach(HostState::leaveRescued);
            rescue(block, entered);
        }
        if (block.always().isEmpty()) {
            return;
        }
        Map<HostState, HostState.Failure> failures = new LinkedHashMap<>();
        entered.forEach(state -> state.recover().ifPresent(failure -> failures.put(state, failure)));
        walk(block.always(), entered);
        failures.forEach((state, failure) -> {
            if (state.failure().isEmpty()) {
                state.fail(failure);
            }
        });
    }

    private void rescue(Block block, List<HostState> entered) {
        List<HostState> failed = new ArrayList<>();
        for (HostState state : entered) {
            Optional<HostState.Failure> failure = state.recover();
            if (failure.isPresent()) {
                failed.add(state);
                tell(state, failure.get());
            } else if (state.isPresent()) {
                block.rescue().forEach(node -> unreached.contingent(node, state, block.name()));
            }
        }
        walk(block.rescue(), failed);
    }

    private void tell(HostState state, HostState.Failure failure) {
        Data task = Data.mapping()
                .put("name", failure.task())
                .put("action", failure.module())
                .build();
        walk.variables().set(state.host, "ansible_failed_task", task);
        walk.variables().set(state.host, "ansible_failed_result", failure.answer());
    }

    private void include(Include include, List<HostState> hosts) {
        iterate(include.loop(), hosts, include, (node, here) -> {
            Map<String, List<HostState>> chosen = new LinkedHashMap<>();
            for (HostState state : present(here)) {
                unreached
                        .choose(include, state)
                        .ifPresent(branch -> chosen.computeIfAbsent(branch, any -> new ArrayList<>())
                                .add(state));
            }
            chosen.forEach((branch, some) -> walk(include.branches().getOrDefault(branch, List.of()), some));
        });
    }

    /** Goes through a node once for each item that a host has. */
    private void iterate(
            Optional<Loop> loop, List<HostState> hosts, Node node, BiConsumer<Node, List<HostState>> once) {
        if (loop.isEmpty()) {
            once.accept(node, hosts);
            return;
        }
        Map<HostState, List<Data>> items = new LinkedHashMap<>();
        for (HostState state : hosts) {
            unreached.items(loop.get(), node, state).ifPresent(found -> items.put(state, found));
        }
        int most = items.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < most; i++) {
            Map<HostState, HostState.Frame> frames = new LinkedHashMap<>();
            for (Map.Entry<HostState, List<Data>> entry : items.entrySet()) {
                if (i < entry.getValue().size()) {
                    HostState state = entry.getKey();
                    frames.put(state, state.enter(i, loop.get().variables(entry.getValue(), i)));
                }
            }
            once.accept(node, List.copyOf(frames.keySet()));
            frames.forEach(HostState::leave);
        }
    }

    private long failed(List<HostState> hosts) {
        return hosts.stream()
                .filter(state -> state.failure().isPresent() && !state.isRescued())
                .count();
    }

    /** Failed or out of reach. */
    private long lost(List<HostState> hosts) {
        return hosts.stream()
                .filter(state ->
                        walk.isUnreachable(state.host) || (state.failure().isPresent() && !state.isRescued()))
                .count();
    }

    private void haltOnFailures() {
        Rollout rollout = play.rollout();
        if (!walk.isApplying()) {
            return;
        }
        boolean fatal = rollout.anyErrorIsFatal() && failed(batch) > 0;
        boolean tooMany = rollout.mostFailed().isPresent()
                && lost(batch) * 100.0 > rollout.mostFailed().getAsDouble() * batch.size();
        if (fatal || tooMany || isOverBudget(rollout)) {
            walk.halt();
        }
    }

    /** Hosts out of reach are counted apart: they say more about the network than about what is rolled out. */
    private boolean isOverBudget(Rollout rollout) {
        if (rollout.budget().isEmpty()) {
            return false;
        }
        List<HostState> all = List.copyOf(walk.states());
        double most = rollout.budget().getAsDouble() * all.size();
        long unreachable =
                all.stream().filter(state -> walk.isUnreachable(state.host)).count();
        return failed(all) * 100.0 > most || unreachable * 100.0 > most;
    }
}
