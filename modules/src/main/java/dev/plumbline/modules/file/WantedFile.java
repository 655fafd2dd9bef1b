package dev.plumbline.modules.file;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.modules.file.Ownership.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A file with the content and the attributes that it shall have. */
record WantedFile(Content content, Ownership ownership, Optional<Validation> validation) {
    static final FileMode USUAL = new FileMode(0644);

    /**
     * What brings the file there.
     *
     * @param difference shows the content's difference where there is one
     */
    List<Delta> diff(FileSight seen, Supplier<Difference> difference) {
        Place place = seen.place();
        return switch (place.state()) {
            case FileState.Missing missing when !place.hasParent() -> List.of(Obstacles.noParent(place.named()));
            case FileState.Missing missing -> List.of(write(seen, difference, Optional.empty(), 0));
            case FileState.Regular(var mode, var owner, var group, int links) -> {
                Attributes there = new Attributes(mode, owner, group);
                yield seen.hash().equals(Optional.of(content.hash()))
                        ? ownership.set(place.path(), place.state())
                        : List.of(write(seen, difference, Optional.of(there), links));
            }
            case FileState.Link link -> List.of(Obstacles.dangling(place));
            case FileState.Directory directory ->
                List.of(Obstacles.inTheWay(place.path(), directory, "a file: name the file within it"));
            case FileState.Special special -> List.of(Obstacles.inTheWay(place.path(), special, "a file"));
        };
    }

    private Delta write(FileSight seen, Supplier<Difference> difference, Optional<Attributes> there, int links) {
        Attributes wanted = there.map(ownership::on)
                .orElseGet(() -> ownership.onNew(USUAL, seen.place().self()));
        List<Difference> differences = new ArrayList<>();
        differences.add(difference.get());
        there.ifPresent(current -> differences.addAll(current.differencesTo(wanted)));
        if (links > 1) {
            differences.add(Difference.of("hard_links", Integer.toString(links), "1"));
        }
        return Delta.Change.of(
                differences,
                new Action.WriteFile(
                        seen.place().path(),
                        seen.hash(),
                        content,
                        wanted.mode(),
                        wanted.owner(),
                        wanted.group(),
                        validation));
    }

    /** What {@code register} sees of a file. */
    static Data.Mapping result(String pathField, Place place) {
        Optional<Attributes> attributes = Ownership.attributes(place.state());
        return Data.mapping()
                .put(pathField, place.path().value())
                .put("mode", text(attributes.map(there -> there.mode().toString())))
                .put("owner", text(attributes.map(Attributes::owner)))
                .put("group", text(attributes.map(Attributes::group)))
                .build();
    }

    private static Data text(Optional<String> value) {
        return value.map(Data::of).orElse(Data.NOTHING);
    }
}
