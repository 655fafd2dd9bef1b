package dev.plumbline.modules.file;

import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import java.util.Optional;

/**
 * What lies at a path, its symbolic links followed.
 *
 * @param named the path as the playbook has it
 * @param link what lies at the named path
 * @param path where the links lead; the named path where it is no link
 * @param state what lies there
 * @param parent what lies at the directory that holds the named path
 * @param self who a new file belongs to
 */
record Place(AbsolutePath named, FileState link, AbsolutePath path, FileState state, FileState parent, Account self) {

    static Probe<Place> at(AbsolutePath path) {
        Probe<Place> unresolved = Probe.both(
                Probe.both(
                        Probe.of(new Read.FileStatus(path)),
                        Probe.of(new Read.FileStatus(path.parent())),
                        (state, parent) -> new Place(path, state, path, state, parent, new Account("", ""))),
                Probe.of(new Read.Self()),
                Place::ownedBy);
        return unresolved.then(Place::follow);
    }

    private static Place ownedBy(Place place, Account self) {
        return new Place(place.named, place.link, place.path, place.state, place.parent, self);
    }

    private static Probe<Place> follow(Place place) {
        return place.link
                                instanceof
                                FileState.Link(String target, Optional<AbsolutePath> resolved, var owner, var group)
                        && resolved.isPresent()
                ? Probe.of(new Read.FileStatus(resolved.get()))
                        .map(state ->
                                new Place(place.named, place.link, resolved.get(), state, place.parent, place.self))
                : Probe.just(place);
    }

    boolean isMissing() {
        return state instanceof FileState.Missing;
    }

    boolean isDangling() {
        return state instanceof FileState.Link;
    }

    /** Whether something can be made there. */
    boolean hasParent() {
        return switch (parent) {
            case FileState.Directory directory -> true;
            case FileState.Link(String target, Optional<AbsolutePath> resolved, var owner, var group) ->
                resolved.isPresent();
            case FileState.Missing missing -> false;
            case FileState.Regular regular -> false;
            case FileState.Special special -> false;
        };
    }
}
