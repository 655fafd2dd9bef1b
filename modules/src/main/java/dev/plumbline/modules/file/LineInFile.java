package dev.plumbline.modules.file;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.file.LineEdit.Insertion;
import dev.plumbline.modules.file.LineInFile.Seen;
import dev.plumbline.modules.file.Ownership.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps one line of a file, or keeps lines away. The last line that matches {@code regexp} becomes {@code line}; where none matches and
 * the line isn't there, it is inserted. All other bytes stay as they are: line ends, a missing last line end, what is no UTF-8.
 *
 * @param path the file on the host; symbolic links are followed and kept
 * @param regexp which line is meant, as a Java regular expression that is searched in each line; the one equal to {@code line} where left
 *     out
 * @param line what shall stand there; needed for {@code state: present}
 * @param state whether the line shall be there
 * @param insertafter {@code EOF}, or a regular expression: a new line goes after the last line that matches, at the end where none does
 * @param insertbefore {@code BOF}, or a regular expression: a new line goes before the last line that matches, at the end where none does
 * @param create whether a missing file is made
 * @param backrefs whether {@code \1} or {@code \g<name>} in the line stand for groups of the match; then nothing is inserted
 * @param mode permissions in octal; as they are, else 0644
 * @param owner the owner; as it is, else who does it
 * @param group the group; as it is, else who does it
 * @param validate a command that checks the new content before it is put in place, with {@code %s} for its path
 */
@Module(
        value = "lineinfile",
        examples = {"""
            lineinfile:
              path: /etc/ssh/sshd_config
              regexp: "^#?PermitRootLogin "
              line: PermitRootLogin no
              validate: sshd -t -f %s
            """, """
                lineinfile:
                  path: /etc/hosts
                  regexp: "\\\\sold-name$"
                  state: absent
                """})
@Returns(name = "path", about = "where the file lies, links followed")
@Returns(name = "mode", about = "permissions in octal, as text; null where there is no file")
@Returns(name = "owner", about = "name of the owner; null where there is no file")
@Returns(name = "group", about = "name of the group; null where there is no file")
public record LineInFile(
        AbsolutePath path,
        Optional<RegularExpression> regexp,
        Optional<Text> line,
        @Default("present") State state,
        Optional<InsertionPoint> insertafter,
        Optional<InsertionPoint> insertbefore,
        @Default("no") boolean create,
        @Default("no") boolean backrefs,
        Optional<FileMode> mode,
        Optional<String> owner,
        Optional<String> group,
        Optional<ValidateCommand> validate)
        implements Desired<Seen> {

    /** Whether the line shall be there. */
    public enum State {
        PRESENT,
        ABSENT
    }

    /** A file and its bytes. */
    record Seen(Place place, Optional<Bytes> content) {}

    public LineInFile {
        if (state == State.PRESENT && line.isEmpty()) {
            throw new IllegalArgumentException("state: present needs 'line'");
        }
        if (state == State.ABSENT && line.isEmpty() && regexp.isEmpty()) {
            throw new IllegalArgumentException("state: absent needs 'regexp' or 'line'");
        }
        if (line.filter(text ->
                        text.reveal().indexOf('\n') >= 0 || text.reveal().indexOf('\r') >= 0)
                .isPresent()) {
            throw new IllegalArgumentException("'line' must be one line");
        }
        if (insertafter.isPresent() && insertbefore.isPresent()) {
            throw new IllegalArgumentException("'insertafter' and 'insertbefore' exclude each other");
        }
        if (backrefs && regexp.isEmpty()) {
            throw new IllegalArgumentException("'backrefs' needs 'regexp'");
        }
    }

    @Override
    public Probe<Seen> probe() {
        Probe<Seen> unresolved = Probe.both(Place.at(path), Probe.of(new Read.FileContent(path)), Seen::new);
        return unresolved.then(seen -> seen.place.path().equals(path)
                ? Probe.just(seen)
                : Probe.of(new Read.FileContent(seen.place.path())).map(real -> new Seen(seen.place, real)));
    }

    @Override
    public List<Delta> diff(Seen seen) {
        return switch (seen.place.state()) {
            case FileState.Missing missing -> missing(seen.place);
            case FileState.Regular regular -> edited(seen);
            case FileState.Link link -> List.of(Obstacles.dangling(seen.place));
            case FileState.Directory directory -> List.of(Obstacles.inTheWay(seen.place.path(), directory, "a file"));
            case FileState.Special special -> List.of(Obstacles.inTheWay(seen.place.path(), special, "a file"));
        };
    }

    @Override
    public Data.Mapping result(Seen seen) {
        return WantedFile.result("path", seen.place);
    }

    private List<Delta> missing(Place place) {
        if (state == State.ABSENT) {
            return List.of();
        }
        if (!create) {
            return List.of(Delta.Violation.of(
                    "file.not_found", path + " does not exist", "add 'create: true' if it shall be made"));
        }
        return place.hasParent()
                ? edited(new Seen(place, Optional.of(Bytes.EMPTY)))
                : List.of(Obstacles.noParent(path));
    }

    private List<Delta> edited(Seen seen) {
        Lines before = Lines.of(seen.content.orElse(Bytes.EMPTY));
        Optional<Lines> after = state == State.ABSENT
                ? Optional.of(edit(before).absent(before))
                : edit(before).present(before);
        if (after.isEmpty()) {
            return List.of(Delta.Violation.of(
                    "lineinfile.endless",
                    "the line matches 'regexp' in a new way each time that it is set in " + path,
                    "write 'regexp' so that it matches the finished line to the same groups"));
        }
        Ownership ownership = new Ownership(mode, owner, group);
        Bytes bytes = after.get().bytes();
        return after.get().equals(before) && !seen.place.isMissing()
                ? ownership.set(seen.place.path(), seen.place.state())
                : List.of(write(seen, ownership, bytes));
    }

    private Delta write(Seen seen, Ownership ownership, Bytes bytes) {
        Optional<Attributes> there = Ownership.attributes(seen.place.state());
        Attributes wanted =
                there.map(ownership::on).orElseGet(() -> ownership.onNew(WantedFile.USUAL, seen.place.self()));
        Optional<Bytes> before = seen.place.isMissing() ? Optional.empty() : seen.content;
        List<Difference> differences = new ArrayList<>();
        differences.add(ContentDifference.of(before, shown(bytes)));
        there.ifPresent(current -> differences.addAll(current.differencesTo(wanted)));
        if (seen.place.state() instanceof FileState.Regular regular && regular.links() > 1) {
            differences.add(Difference.of("hard_links", Integer.toString(regular.links()), "1"));
        }
        return Delta.Change.of(
                differences,
                new Action.WriteFile(
                        seen.place.path(),
                        before.map(Bytes::sha256),
                        new Content.Inline(bytes),
                        wanted.mode(),
                        wanted.owner(),
                        wanted.group(),
                        validate.map(ValidateCommand::validation)));
    }

    /** The new content for people: the line as secret as it was given. */
    private Text shown(Bytes bytes) {
        Optional<String> text = bytes.utf8();
        if (text.isEmpty()) {
            return Text.of(bytes.length() + " bytes that are no text in UTF-8");
        }
        if (line.isEmpty() || !line.get().isSecret()) {
            return Text.of(text.get());
        }
        Text shown = Text.EMPTY;
        for (String each : Lines.of(bytes).lines()) {
            String body = Lines.body(each);
            boolean ours = body.equals(line.get().reveal());
            Text veiled = ours ? line.get() : backrefs && matches(body) ? Text.secret(body) : Text.of(body);
            shown = shown.plus(veiled).plus(Lines.end(each));
        }
        return shown;
    }

    private boolean matches(String body) {
        return regexp.filter(expression -> expression.pattern().matcher(body).find())
                .isPresent();
    }

    private LineEdit edit(Lines lines) {
        return new LineEdit(
                regexp.map(expression -> Pattern.compile(lines.asHeld(expression.source()))),
                line.map(text -> lines.asHeld(text.reveal())).orElse(""),
                insertion(lines),
                backrefs);
    }

    private Insertion insertion(Lines lines) {
        if (insertbefore.isPresent()) {
            InsertionPoint point = insertbefore.get();
            return point.isBegin()
                    ? new Insertion.AtBegin()
                    : new Insertion.Before(Pattern.compile(lines.asHeld(point.source())));
        }
        return insertafter
                .filter(point -> !point.isEnd())
                .<Insertion>map(point -> new Insertion.After(Pattern.compile(lines.asHeld(point.source()))))
                .orElseGet(Insertion.AtEnd::new);
    }
}
