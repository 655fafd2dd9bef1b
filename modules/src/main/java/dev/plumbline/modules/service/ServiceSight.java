package dev.plumbline.modules.service;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.AbsolutePath;
import java.util.List;
import java.util.Optional;

/**
 * A service's units by each of its names, and the files that it reads.
 *
 * @param units in the order of the names
 */
record ServiceSight(List<Unit> units, List<Configuration> configuration) {

    /**
     * A unit.
     *
     * @param started when its process was started, in microseconds since 1970
     */
    record Unit(String name, UnitState state, Known<Optional<Long>> started) {}

    /**
     * A file that a service reads.
     *
     * @param state what lies there, links followed
     * @param modified in microseconds since 1970
     */
    record Configuration(AbsolutePath path, FileState state, Known<Optional<Long>> modified) {}

    /** All in one round, but for files behind links. */
    static Probe<ServiceSight> of(List<String> names, List<AbsolutePath> files) {
        return Probe.both(
                Probe.all(
                        names.stream().map(name -> unit(name, !files.isEmpty())).toList()),
                Probe.all(files.stream().map(ServiceSight::file).toList()),
                ServiceSight::new);
    }

    private static Probe<Unit> unit(String name, boolean withStart) {
        Probe<Known<Optional<Long>>> started =
                withStart ? Probe.attempt(new Read.UnitStarted(name)) : Probe.just(new Known.Seen<>(Optional.empty()));
        return Probe.both(Probe.of(new Read.UnitStatus(name)), started, (state, since) -> new Unit(name, state, since));
    }

    private static Probe<Configuration> file(AbsolutePath path) {
        Probe<Configuration> named = Probe.both(
                Probe.of(new Read.FileStatus(path)),
                Probe.attempt(new Read.FileModified(path)),
                (state, modified) -> new Configuration(path, state, modified));
        return named.then(file -> file.state instanceof FileState.Link(var target, var resolved, var owner, var group)
                        && resolved.isPresent()
                ? file(resolved.get())
                : Probe.just(file));
    }

    /** The first unit that the host has. */
    Optional<Unit> found() {
        return units.stream().filter(unit -> unit.state.exists()).findFirst();
    }
}
