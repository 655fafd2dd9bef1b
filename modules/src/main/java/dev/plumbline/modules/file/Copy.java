package dev.plumbline.modules.file;

import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a file's content, from a file of the control node or as given. A symbolic link at the destination is followed and kept. The new
 * file takes the old one's place in one step; other hard links to the old one keep the old content.
 *
 * @param src the file beside the playbook that is copied, decrypted if a vault has encrypted it; this or {@code content}
 * @param content the content itself; this or {@code src}
 * @param dest where the file lies on the host; its directory must be there
 * @param mode its permissions in octal; those of the file that is there, else 0644
 * @param owner its owner; that of the file that is there, else who does it
 * @param group its group; that of the file that is there, else who does it
 * @param validate a command that checks the new content before it is put in place, with {@code %s} for its path
 */
@Module(
        value = "copy",
        examples = {"""
            copy:
              src: motd
              dest: /etc/motd
              mode: 0644
            """, """
                copy:
                  content: "deploy ALL=(ALL) NOPASSWD: /usr/bin/systemctl\\n"
                  dest: /etc/sudoers.d/deploy
                  mode: 0440
                  validate: visudo -cf %s
                """})
@Returns(name = "dest", about = "where the file lies, links followed")
@Returns(name = "mode", about = "permissions in octal, as text")
@Returns(name = "owner", about = "name of the owner")
@Returns(name = "group", about = "name of the group")
public record Copy(
        Optional<LocalFile> src,
        Optional<Text> content,
        AbsolutePath dest,
        Optional<FileMode> mode,
        Optional<String> owner,
        Optional<String> group,
        Optional<ValidateCommand> validate)
        implements Desired<FileSight> {

    public Copy {
        if (src.isPresent() == content.isPresent()) {
            throw new IllegalArgumentException("either 'src' or 'content' must be given, and not both");
        }
    }

    @Override
    public Probe<FileSight> probe() {
        return FileSight.comparing(dest, bytes().hash());
    }

    @Override
    public List<Delta> diff(FileSight seen) {
        return new WantedFile(bytes(), new Ownership(mode, owner, group), validate.map(ValidateCommand::validation))
                .diff(
                        seen,
                        () -> content.map(text -> ContentDifference.of(seen.content(), text))
                                .orElseGet(() -> byHash(seen)));
    }

    @Override
    public Data.Mapping result(FileSight seen) {
        return WantedFile.result("dest", seen.place());
    }

    private Content bytes() {
        return content.<Content>map(text -> new Content.Inline(Bytes.utf8(text.reveal())))
                .or(() -> src.map(Content::of))
                .orElseThrow();
    }

    /** What is secret is not shown by its hash either: a short secret can be guessed from it. */
    private Difference byHash(FileSight seen) {
        if (src.flatMap(LocalFile::held).isPresent()) {
            return new Difference(
                    "content",
                    seen.hash().map(hash -> Text.secret(hash.hex())),
                    Optional.of(Text.secret(bytes().hash().hex())));
        }
        return new Difference("content", seen.hash().map(Copy::describe), Optional.of(describe(bytes().hash())));
    }

    private static Text describe(Sha256 hash) {
        return Text.of("sha256 " + hash);
    }
}
