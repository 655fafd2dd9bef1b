package dev.plumbline.modules.file;

import dev.plumbline.api.action.Content;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Rendered;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a file's content as a template renders it. A symbolic link at the destination is followed and kept. Values that are secret stay
 * masked in all that is shown.
 *
 * @param src the FreeMarker template beside the playbook
 * @param dest where the file lies on the host; its directory must be there
 * @param mode its permissions in octal; those of the file that is there, else 0644
 * @param owner its owner; that of the file that is there, else who does it
 * @param group its group; that of the file that is there, else who does it
 * @param validate a command that checks the new content before it is put in place, with {@code %s} for its path
 */
@Module(value = "template", examples = """
    template:
      src: redis.conf.ftl
      dest: /etc/redis/redis.conf
      owner: redis
      group: redis
      mode: 0640
    """)
@Returns(name = "dest", about = "where the file lies, links followed")
@Returns(name = "mode", about = "permissions in octal, as text")
@Returns(name = "owner", about = "name of the owner")
@Returns(name = "group", about = "name of the group")
public record TemplateFile(
        Rendered src,
        AbsolutePath dest,
        Optional<FileMode> mode,
        Optional<String> owner,
        Optional<String> group,
        Optional<ValidateCommand> validate)
        implements Desired<FileSight> {

    @Override
    public Probe<FileSight> probe() {
        return FileSight.comparing(dest, content().hash());
    }

    @Override
    public List<Delta> diff(FileSight seen) {
        return new WantedFile(content(), new Ownership(mode, owner, group), validate.map(ValidateCommand::validation))
                .diff(seen, () -> ContentDifference.of(seen.content(), src.text()));
    }

    @Override
    public Data.Mapping result(FileSight seen) {
        return WantedFile.result("dest", seen.place());
    }

    private Content content() {
        return new Content.Inline(Bytes.utf8(src.text().reveal()));
    }
}
