package dev.plumbline.modules.redis;

import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The file that a module found among several candidates.
 *
 * @param path where its content lies, symbolic links followed
 * @param state what lies there
 */
public record ConfLocation(AbsolutePath path, FileState state, Optional<Bytes> content) {

    /** Looks for the first of several paths at which something lies; links are followed. */
    static Probe<ConfLocation> firstOf(List<AbsolutePath> paths) {
        return Probe.all(paths.stream().map(ConfLocation::at).toList()).then(found -> {
            ConfLocation chosen = choose(found);
            return chosen.state() instanceof FileState.Link link
                            && link.resolved().isPresent()
                    ? at(link.resolved().get())
                    : Probe.just(chosen);
        });
    }

    private static Probe<ConfLocation> at(AbsolutePath path) {
        return Probe.both(
                Probe.of(new Read.FileStatus(path)),
                Probe.of(new Read.FileContent(path)),
                (state, content) -> new ConfLocation(path, state, content));
    }

    private static ConfLocation choose(List<ConfLocation> found) {
        return found.stream()
                .filter(ConfLocation::isThere)
                .findFirst()
                .or(() -> found.stream()
                        .filter(location -> location.state() instanceof FileState.Link)
                        .findFirst())
                .orElse(found.getFirst());
    }

    private boolean isThere() {
        return switch (state) {
            case FileState.Missing missing -> false;
            case FileState.Link link -> link.resolved().isPresent();
            default -> true;
        };
    }
}
