package loginnote;

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
import java.util.List;
import java.util.Optional;

/**
 * Keeps a note that everybody reads who logs in.
 *
 * @param text what it says; a line end is added
 * @param path the file
 */
@Module(
        value = "login_note",
        examples = {"""
            login_note:
              text: This host is kept by plumb.
            """})
@Returns(name = "length", about = "how many bytes the file has; 0 where it isn't there")
public record LoginNote(String text, @Default("/etc/motd") AbsolutePath path) implements Desired<LoginNote.Seen> {

    /** What the module looks at. */
    public record Seen(FileState state, Optional<Bytes> content) {}

    @Override
    public Probe<Seen> probe() {
        return Probe.both(Probe.of(new Read.FileStatus(path)), Probe.of(new Read.FileContent(path)), Seen::new);
    }

    @Override
    public List<Delta> diff(Seen seen) {
        return switch (seen.state) {
            case FileState.Missing missing -> write(seen, new FileMode(0644), "root", "root");
            case FileState.Regular file -> write(seen, file.mode(), file.owner(), file.group());
            default -> List.of(Delta.Violation.of("login_note.no_file", path + " is no file", "name another"));
        };
    }

    private List<Delta> write(Seen seen, FileMode mode, String owner, String group) {
        Bytes wanted = Bytes.utf8(text + "\n");
        if (seen.content.equals(Optional.of(wanted))) {
            return List.of();
        }
        return List.of(Delta.Change.of(
                new Difference("text", seen.content.flatMap(Bytes::utf8).map(Text::of), Optional.of(Text.of(text))),
                new Action.WriteFile(
                        path,
                        seen.content.map(Bytes::sha256),
                        new Content.Inline(wanted),
                        mode,
                        owner,
                        group,
                        Optional.empty())));
    }

    @Override
    public Data.Mapping result(Seen seen) {
        return Data.mapping()
                .put("length", seen.content.map(Bytes::length).orElse(0))
                .build();
    }
}
