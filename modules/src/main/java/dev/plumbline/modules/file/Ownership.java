package dev.plumbline.modules.file;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mode, owner and group that are asked for; what isn't stays as it is. */
record Ownership(Optional<FileMode> mode, Optional<String> owner, Optional<String> group) {

    /** All three of something, as they are or as they shall be. */
    record Attributes(FileMode mode, String owner, String group) {

        List<Difference> differencesTo(Attributes wanted) {
            List<Difference> differences = new ArrayList<>();
            if (!mode.equals(wanted.mode)) {
                differences.add(Difference.of("mode", mode.toString(), wanted.mode.toString()));
            }
            if (!owner.equals(wanted.owner)) {
                differences.add(Difference.of("owner", owner, wanted.owner));
            }
            if (!group.equals(wanted.group)) {
                differences.add(Difference.of("group", group, wanted.group));
            }
            return differences;
        }
    }

    Attributes on(Attributes there) {
        return new Attributes(mode.orElse(there.mode()), owner.orElse(there.owner()), group.orElse(there.group()));
    }

    /** Those of something new. */
    Attributes onNew(FileMode usual, Account self) {
        return on(new Attributes(usual, self.user(), self.group()));
    }

    /** What sets them on a file, directory or special file that lies there; nothing where they are right. */
    List<Delta> set(AbsolutePath path, FileState there) {
        Optional<Attributes> current = attributes(there);
        if (current.isEmpty()) {
            return List.of();
        }
        Attributes wanted = on(current.get());
        List<Difference> differences = current.get().differencesTo(wanted);
        return differences.isEmpty()
                ? List.of()
                : List.of(Delta.Change.of(differences, new Action.SetAttributes(path, there, with(there, wanted))));
    }

    static Optional<Attributes> attributes(FileState state) {
        return switch (state) {
            case FileState.Regular(var mode, var owner, var group, int links) ->
                Optional.of(new Attributes(mode, owner, group));
            case FileState.Directory(var mode, var owner, var group) -> Optional.of(new Attributes(mode, owner, group));
            case FileState.Special(var kind, var mode, var owner, var group) ->
                Optional.of(new Attributes(mode, owner, group));
            case FileState.Link link -> Optional.empty();
            case FileState.Missing missing -> Optional.empty();
        };
    }

    private static FileState with(FileState there, Attributes wanted) {
        return switch (there) {
            case FileState.Regular(var mode, var owner, var group, int links) ->
                new FileState.Regular(wanted.mode(), wanted.owner(), wanted.group(), links);
            case FileState.Directory directory ->
                new FileState.Directory(wanted.mode(), wanted.owner(), wanted.group());
            case FileState.Special(var kind, var mode, var owner, var group) ->
                new FileState.Special(kind, wanted.mode(), wanted.owner(), wanted.group());
            case FileState.Link link -> link;
            case FileState.Missing missing -> missing;
        };
    }
}
