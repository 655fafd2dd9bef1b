package dev.plumbline.modules.file;

import dev.plumbline.api.action.Validation;
import dev.plumbline.modules.command.ShellWords;
import java.util.List;

/** The command that checks a file's new content before it is put in place; {@code %s} stands for the content's path. */
public record ValidateCommand(List<String> words) {

    public ValidateCommand {
        words = List.copyOf(words);
    }

    /** Reads a line such as {@code visudo -cf %s}. */
    public static ValidateCommand parse(String line) {
        List<String> words = ShellWords.split(line);
        if (words.stream().noneMatch(word -> word.contains("%s"))) {
            throw new IllegalArgumentException("'" + line + "' does not name the file to check: write %s for its path");
        }
        return new ValidateCommand(words);
    }

    Validation validation() {
        return Validation.command(words.stream()
                .map(word -> word.replace("%s", Validation.CANDIDATE))
                .toList());
    }
}
