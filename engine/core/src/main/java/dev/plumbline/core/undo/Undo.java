package dev.plumbline.core.undo;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Action.ControlUnit.Verb;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Traces;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run changed is as it was before. What somebody else has changed since is left as it is, and so is what can't be undone: both
 * are violations.
 *
 * @param run the run's name
 */
public record Undo(String run) implements Desired<Undo.Sight> {

    /** In the result: whether the host knows anything of the run. */
    public static final String KNOWN = "known";

    /** What the run left, and what is there now, in the same order. */
    public record Sight(Traces traces, List<Traces.Lay> files, List<UnitState> units) {}

    @Override
    public Probe<Sight> probe() {
        return Probe.of(new Read.LeftBy(run))
                .then(traces -> Probe.both(
                        Probe.all(traces.files().stream()
                                .map(file -> lay(file.path()))
                                .toList()),
                        Probe.all(traces.units().stream()
                                .map(unit -> Probe.of(new Read.UnitStatus(unit.name())))
                                .toList()),
                        (files, units) -> new Sight(traces, files, units)));
    }

    private static Probe<Traces.Lay> lay(AbsolutePath path) {
        return Probe.both(
                Probe.of(new Read.FileStatus(path)),
                Probe.of(new Read.FileHash(path)),
                (state, hash) -> new Traces.Lay(state, state instanceof FileState.Regular ? hash : Optional.empty()));
    }

    @Override
    public List<Delta> diff(Sight seen) {
        List<Delta> deltas = files(seen);
        boolean putsBack = deltas.stream().anyMatch(Delta.Change.class::isInstance);
        for (int i = 0; i < seen.units().size(); i++) {
            unit(seen.traces().units().get(i), seen.units().get(i), putsBack, deltas);
        }
        if (!seen.traces().others().isEmpty()) {
            deltas.add(Delta.Violation.of(
                    "undo.impossible",
                    "this can't be undone: " + String.join("; ", seen.traces().others()),
                    "look at what it did, and undo it by hand where that matters"));
        }
        return deltas;
    }

    @Override
    public Data.Mapping result(Sight seen) {
        return Data.mapping().put(KNOWN, !seen.traces().isEmpty()).build();
    }

    /** What is put back goes from the outer to the inner, what is removed from the inner to the outer. */
    private List<Delta> files(Sight seen) {
        List<Delta> back = new ArrayList<>();
        List<Delta> away = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < seen.files().size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> seen.traces().files().get(i).path()));
        for (int i : order) {
            Traces.OfFile trace = seen.traces().files().get(i);
            boolean added = trace.was().state() instanceof FileState.Missing;
            file(trace, seen.files().get(i)).ifPresent(delta -> {
                if (added) {
                    away.addFirst(delta);
                } else {
                    back.add(delta);
                }
            });
        }
        back.addAll(away);
        return back;
    }

    private Optional<Delta> file(Traces.OfFile trace, Traces.Lay now) {
        if (isSame(now, trace.was())) {
            return Optional.empty();
        }
        if (trace.left().isEmpty()) {
            return Optional.of(left(trace, "how " + run + " left it was not seen"));
        }
        if (!isSame(now, trace.left().get())) {
            return Optional.of(left(trace, "it was changed since"));
        }
        return Optional.of(reverse(trace, now)
                .<Delta>map(action -> Delta.Change.of(
                        new Difference(
                                trace.path().value(),
                                Optional.of(Text.of(words(now))),
                                Optional.of(Text.of(words(trace.was())))),
                        action))
                .orElseGet(() -> left(trace, "the host has no copy of what was there")));
    }

    private static Delta left(Traces.OfFile trace, String why) {
        return Delta.Violation.of(
                "undo.left", trace.path() + " is left as it is: " + why, "look at it, and declare what it shall be");
    }

    private Optional<Action> reverse(Traces.OfFile trace, Traces.Lay now) {
        AbsolutePath path = trace.path();
        return switch (trace.was().state()) {
            case FileState.Missing missing -> Optional.of(remove(path, now.state()));
            case FileState.Regular was
            when now.state() instanceof FileState.Regular is
                    && now.hash().equals(trace.was().hash()) ->
                Optional.of(new Action.SetAttributes(
                        path, is, new FileState.Regular(was.mode(), was.owner(), was.group(), is.links())));
            case FileState.Regular was
            when trace.kept()
                    && (now.state() instanceof FileState.Regular || now.state() instanceof FileState.Missing) ->
                trace.was()
                        .hash()
                        .map(hash ->
                                new Action.Restore(path, run, now.hash(), hash, was.mode(), was.owner(), was.group()));
            case FileState.Directory was
            when now.state() instanceof FileState.Directory is -> Optional.of(new Action.SetAttributes(path, is, was));
            case FileState.Link was
            when now.state() instanceof FileState.Link || now.state() instanceof FileState.Missing ->
                Optional.of(new Action.MakeLink(path, now.state(), was.target()));
            default -> Optional.empty();
        };
    }

    /** A directory goes only when it is empty: what others have put into it stays. */
    private static Action remove(AbsolutePath path, FileState now) {
        return now instanceof FileState.Directory
                ? new Action.Run(
                        List.of(Text.of("rmdir"), Text.of("--"), Text.of(path.value())),
                        Bytes.EMPTY,
                        Map.of(),
                        Optional.empty(),
                        List.of(new Effect.Becomes<>(new Read.FileStatus(path), new FileState.Missing())))
                : new Action.Remove(path, now);
    }

    private static boolean isSame(Traces.Lay one, Traces.Lay other) {
        return one.hash().equals(other.hash()) && withoutLinks(one.state()).equals(withoutLinks(other.state()));
    }

    /** How many hard links there are, and where a link's chain ends, is not what a run changed. */
    private static FileState withoutLinks(FileState state) {
        return switch (state) {
            case FileState.Regular file -> new FileState.Regular(file.mode(), file.owner(), file.group(), 1);
            case FileState.Link link -> new FileState.Link(link.target(), Optional.empty(), link.owner(), link.group());
            case FileState.Missing missing -> missing;
            case FileState.Directory directory -> directory;
            case FileState.Special special -> special;
        };
    }

    private static String words(Traces.Lay lay) {
        return switch (lay.state()) {
            case FileState.Missing missing -> "absent";
            case FileState.Regular file ->
                "file " + file.mode() + " " + file.owner() + ":" + file.group()
                        + lay.hash()
                                .map(hash -> " " + hash.hex().substring(0, 12))
                                .orElse("");
            case FileState.Directory directory ->
                "directory " + directory.mode() + " " + directory.owner() + ":" + directory.group();
            case FileState.Link link -> "link to " + link.target();
            case FileState.Special special -> special.kind();
        };
    }

    private static void unit(Traces.OfUnit was, UnitState now, boolean putsBack, List<Delta> deltas) {
        if (!now.exists()) {
            return;
        }
        boolean wasActive = List.of("active", "reloading", "activating").contains(was.active());
        boolean wasEnabled = was.enablement().startsWith("enabled");
        if (was.enablement().startsWith("masked") && !now.isMasked()) {
            deltas.add(ask(was, now, Verb.MASK, "masked"));
        } else if (now.isMasked() && !was.enablement().startsWith("masked")) {
            deltas.add(ask(was, now, Verb.UNMASK, "unmasked"));
        } else if (wasEnabled && !now.isEnabled()) {
            deltas.add(ask(was, now, Verb.ENABLE, "enabled"));
        } else if (was.enablement().equals("disabled") && now.isEnabled()) {
            deltas.add(ask(was, now, Verb.DISABLE, "disabled"));
        }
        if (wasActive && !now.isActive()) {
            deltas.add(ask(was, now, Verb.START, "started"));
        } else if (!wasActive && now.isActive()) {
            deltas.add(ask(was, now, Verb.STOP, "stopped"));
        } else if (was.restarted() && now.isActive() && putsBack) {
            deltas.add(new Delta.Change(
                    List.of(Difference.of(was.name(), "any", "restarted")),
                    new Action.ControlUnit(was.name(), Verb.RESTART, now),
                    true));
        }
    }

    private static Delta ask(Traces.OfUnit was, UnitState now, Verb verb, String becomes) {
        return Delta.Change.of(
                Difference.of(was.name(), (now.active() + " " + now.enablement()).strip(), becomes),
                new Action.ControlUnit(was.name(), verb, now));
    }
}
