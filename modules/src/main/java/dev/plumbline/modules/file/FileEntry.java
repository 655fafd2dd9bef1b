package dev.plumbline.modules.file;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.file.Ownership.Attributes;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what lies at a path: its kind, permissions and owner. Content is kept by copy, template and lineinfile. A symbolic link is
 * followed, except by {@code link} and {@code absent}, which mean the link itself.
 *
 * @param path where it lies on the host
 * @param state {@code file}: a file that is there keeps its attributes. {@code directory}: made where missing, parents too. {@code link}:
 *     a symbolic link to {@code src}. {@code absent}: nothing, a directory goes with all below it. {@code touch}: an empty file is made
 *     where there is nothing. Left out: whatever is there keeps its attributes
 * @param src what a link points at, as it is written into the link; it may be missing
 * @param mode permissions in octal; as they are, else 0755 for a directory and 0644 for a file
 * @param owner the owner; as it is, else who does it
 * @param group the group; as it is, else who does it
 */
@Module(
        value = "file",
        examples = {"""
            file:
              path: /srv/redis
              state: directory
              owner: redis
              group: redis
              mode: 0750
            """, """
                file:
                  path: /etc/localtime
                  src: /usr/share/zoneinfo/UTC
                  state: link
                """, """
                    file:
                      path: /etc/cron.d/old-job
                      state: absent
                    """})
@Returns(name = "path", about = "where it lies, links followed")
@Returns(name = "mode", about = "permissions in octal, as text; null where there is nothing, or a link")
@Returns(name = "owner", about = "name of the owner; null where there is nothing, or a link")
@Returns(name = "group", about = "name of the group; null where there is nothing, or a link")
public record FileEntry(
        AbsolutePath path,
        Optional<Kind> state,
        Optional<String> src,
        Optional<FileMode> mode,
        Optional<String> owner,
        Optional<String> group)
        implements Desired<Place> {
    private static final FileMode USUAL_DIRECTORY = new FileMode(0755);

    /** What shall lie there. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        ABSENT,
        TOUCH
    }

    public FileEntry {
        if (src.isPresent() != state.equals(Optional.of(Kind.LINK))) {
            throw new IllegalArgumentException(
                    src.isPresent()
                            ? "'src' is for state: link only"
                            : "state: link needs 'src', what the link points at");
        }
        if (src.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("a link can't point at nothing: 'src' is empty");
        }
        boolean nameless = state.equals(Optional.of(Kind.LINK)) || state.equals(Optional.of(Kind.ABSENT));
        if (nameless && (mode.isPresent() || owner.isPresent() || group.isPresent())) {
            throw new IllegalArgumentException("'mode', 'owner' and 'group' mean nothing with this state");
        }
        if (state.equals(Optional.of(Kind.ABSENT)) && path.value().equals("/")) {
            throw new IllegalArgumentException("'/' can't be absent");
        }
    }

    @Override
    public Probe<Place> probe() {
        return Place.at(path);
    }

    @Override
    public List<Delta> diff(Place seen) {
        return state.map(kind -> switch (kind) {
                    case FILE -> keepFile(seen);
                    case DIRECTORY -> keepDirectory(seen);
                    case LINK -> keepLink(seen, src.orElseThrow());
                    case ABSENT -> keepAbsent(seen);
                    case TOUCH -> seen.isMissing() ? List.of(makeFile(seen)) : keepFile(seen);
                })
                .orElseGet(() -> keepAttributes(seen));
    }

    @Override
    public Data.Mapping result(Place seen) {
        return WantedFile.result("path", seen);
    }

    private Ownership ownership() {
        return new Ownership(mode, owner, group);
    }

    private List<Delta> keepAttributes(Place seen) {
        if (seen.isMissing()) {
            return List.of(Obstacles.missing(path));
        }
        return seen.isDangling()
                ? List.of(Obstacles.dangling(seen))
                : ownership().set(seen.path(), seen.state());
    }

    private List<Delta> keepFile(Place seen) {
        return seen.state() instanceof FileState.Directory || seen.state() instanceof FileState.Special
                ? List.of(Obstacles.inTheWay(seen.path(), seen.state(), "a file"))
                : keepAttributes(seen);
    }

    private List<Delta> keepDirectory(Place seen) {
        if (seen.isMissing()) {
            Attributes wanted = ownership().onNew(USUAL_DIRECTORY, seen.self());
            return List.of(Delta.Change.of(
                    Difference.of("state", "absent", "directory"),
                    new Action.MakeDirectory(path, wanted.mode(), wanted.owner(), wanted.group())));
        }
        if (seen.isDangling()) {
            return List.of(Obstacles.dangling(seen));
        }
        return seen.state() instanceof FileState.Directory
                ? keepAttributes(seen)
                : List.of(Obstacles.inTheWay(seen.path(), seen.state(), "a directory"));
    }

    private List<Delta> keepLink(Place seen, String target) {
        return switch (seen.link()) {
            case FileState.Link(String current, var resolved, var linkOwner, var linkGroup) ->
                current.equals(target) ? List.of() : List.of(link(seen, Difference.of("src", current, target), target));
            case FileState.Missing missing when !seen.hasParent() -> List.of(Obstacles.noParent(path));
            case FileState.Missing missing -> List.of(link(seen, Difference.added("src", Text.of(target)), target));
            case FileState.Regular regular -> List.of(Obstacles.inTheWay(path, regular, "a symbolic link"));
            case FileState.Directory directory -> List.of(Obstacles.inTheWay(path, directory, "a symbolic link"));
            case FileState.Special special -> List.of(Obstacles.inTheWay(path, special, "a symbolic link"));
        };
    }

    private Delta link(Place seen, Difference difference, String target) {
        return Delta.Change.of(difference, new Action.MakeLink(path, seen.link(), target));
    }

    private List<Delta> keepAbsent(Place seen) {
        return seen.link() instanceof FileState.Missing
                ? List.of()
                : List.of(Delta.Change.of(
                        Difference.of("state", Obstacles.describe(seen.link()), "absent"),
                        new Action.Remove(path, seen.link())));
    }

    private Delta makeFile(Place seen) {
        if (!seen.hasParent()) {
            return Obstacles.noParent(path);
        }
        Attributes wanted = ownership().onNew(WantedFile.USUAL, seen.self());
        return Delta.Change.of(
                Difference.of("state", "absent", "file"),
                new Action.WriteFile(
                        path,
                        Optional.empty(),
                        new Content.Inline(Bytes.EMPTY),
                        wanted.mode(),
                        wanted.owner(),
                        wanted.group(),
                        Optional.empty()));
    }
}
