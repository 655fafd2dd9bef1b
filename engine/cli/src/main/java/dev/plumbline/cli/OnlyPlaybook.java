package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The playbook that is meant where none is named: the only one in a folder. */
final class OnlyPlaybook {
    private static final Pattern PLAY = Pattern.compile("(?m)^(- |  )hosts\\s*:");

    private OnlyPlaybook() {}

    static Path in(Path folder) {
        List<Path> found;
        try (Stream<Path> files = Files.list(folder)) {
            found = files.filter(OnlyPlaybook::isPlaybook).sorted().toList();
        } catch (IOException e) {
            found = List.of();
        }
        if (found.size() != 1) {
            throw new ProblemsException(List.of(new Problem(
                    "usage.playbook",
                    Optional.empty(),
                    found.isEmpty()
                            ? "there is no playbook in this folder"
                            : "there are several playbooks in this folder",
                    "name it, as in: plumb why HOST TASK site.yml")));
        }
        return folder.relativize(found.getFirst());
    }

    private static boolean isPlaybook(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(".yml") && !name.endsWith(".yaml")) {
            return false;
        }
        try {
            String text = Files.readString(file);
            return text.lines().anyMatch(line -> line.startsWith("- "))
                    && PLAY.matcher(text).find();
        } catch (IOException e) {
            return false;
        }
    }
}
