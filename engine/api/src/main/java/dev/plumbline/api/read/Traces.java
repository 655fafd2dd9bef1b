package dev.plumbline.api.read;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What a run changed on a host.
 *
 * @param others what it did beside that, one line each, without secrets
 */
public record Traces(List<OfFile> files, List<OfUnit> units, List<String> others) {
    public static final Traces NONE = new Traces(List.of(), List.of(), List.of());

    public Traces {
        files = List.copyOf(files);
        units = List.copyOf(units);
        others = List.copyOf(others);
    }

    public boolean isEmpty() {
        return files.isEmpty() && units.isEmpty() && others.isEmpty();
    }

    /** What lay somewhere: {@code hash} is that of a regular file's content. */
    public record Lay(FileState state, Optional<Sha256> hash) {}

    /**
     * A path that was changed.
     *
     * @param was before the run's first change
     * @param kept whether the content from before is still there
     * @param left after the run's last change; empty where its end was not seen
     */
    public record OfFile(AbsolutePath path, Lay was, boolean kept, Optional<Lay> left) {}

    /**
     * A unit that was asked for something.
     *
     * @param active {@code ActiveState} before
     * @param enablement {@code UnitFileState} before
     * @param restarted whether it was restarted or reloaded
     */
    public record OfUnit(String name, String active, String enablement, boolean restarted) {}
}
