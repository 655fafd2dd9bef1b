package dev.plumbline.core.wire;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.exchange.StepOutcome;
import dev.plumbline.core.exchange.StepOutcome.Failed;
import dev.plumbline.core.exchange.StepOutcome.Refused;
import java.util.List;
import java.util.Optional;

/** What the end of a change to a file means: the script's own word for where it ended, and the tool's words for why. */
final class FileFailure {
    private static final int REFUSED = 3;

    private static final String AGAIN = "look who else changes it, and plan again";

    private FileFailure() {}

    static StepOutcome outcome(AbsolutePath path, Section said) {
        if (!said.ended()) {
            return new StepOutcome.Unknown("its end was not seen");
        }
        if (said.succeeded()) {
            return new StepOutcome.Done(Optional.empty());
        }
        List<String> words =
                said.lines().stream().filter(line -> !line.isBlank()).toList();
        String word = words.isEmpty() ? "" : words.getLast();
        String shown = Quote.shown(path.value());
        return said.status().getAsInt() == REFUSED ? refused(shown, word) : failed(shown, word, said);
    }

    private static Refused refused(String path, String word) {
        return switch (word) {
            case "link_untrusted" ->
                new Refused(
                        "file.link_untrusted",
                        "a symbolic link on the way to " + path
                                + " belongs to neither root nor us, and may lead anywhere",
                        "name the real path, or give the link to root");
            case "link" -> new Refused("file.changed", path + " is now a symbolic link", AGAIN);
            case "appeared" -> new Refused("file.changed", path + " exists by now", AGAIN);
            case "vanished" -> new Refused("file.changed", path + " is gone", AGAIN);
            case "kind" -> new Refused("file.changed", path + " is no regular file any more", AGAIN);
            case "content" -> new Refused("file.changed", path + " holds something else by now", AGAIN);
            default -> new Refused("file.changed", path + " is not as it was seen", AGAIN);
        };
    }

    private static Failed failed(String path, String word, Section said) {
        String error = said.lastError();
        if (word.startsWith("invalid")) {
            return invalid(path, word, said);
        }
        if (error.contains("No space left on device")) {
            return fail(
                    "file.disk_full",
                    "the disk of " + path + " or its inodes are full: " + error,
                    "make room on the host");
        }
        if (error.contains("Disk quota exceeded")) {
            return fail(
                    "file.quota",
                    "the disk quota is used up at " + path + ": " + error,
                    "raise the quota or make room");
        }
        if (error.contains("Read-only file system")) {
            return fail("file.read_only", path + " lies on a read-only file system", "mount it writable");
        }
        if (error.contains("Operation not permitted") && !word.equals("owner")) {
            return fail(
                    "file.immutable",
                    path + " or its directory is immutable: " + error,
                    "see 'lsattr'; 'chattr -i' or '-a' lifts it");
        }
        if (error.contains("Device or resource busy")) {
            return fail("file.busy", path + " is a mount point: " + error, "unmount it, or write what is mounted");
        }
        if (error.contains("File name too long")) {
            return fail("file.name", path + " is too long a name for its file system", "choose a shorter one");
        }
        if (word.equals("owner") && (error.contains("invalid") || error.contains("unknown"))) {
            return fail(
                    "file.owner",
                    "the owner of " + path + " is not known there: " + error,
                    "create the user or group first");
        }
        if (error.contains("Permission denied") || error.contains("Operation not permitted")) {
            return fail(
                    "file.denied",
                    "no right to change " + path + ": " + error,
                    "use become, or log in as another user");
        }
        return switch (word) {
            case "enter" ->
                fail(
                        "file.no_directory",
                        "the directory of " + path + " does not exist",
                        "make it first, as by file: state: directory");
            case "not_directory" ->
                fail("file.no_directory", "what holds " + path + " is no directory", "choose another path");
            case "mounted" -> fail("file.mounted", "a file system is mounted at or below " + path, "unmount it first");
            case "damaged" ->
                fail(
                        "file.damaged",
                        "what arrived for " + path
                                + " is not what was sent, or the local file changed since it was read",
                        "run again");
            case "no_copy" ->
                fail(
                        "undo.no_copy",
                        "the host no longer has what " + path + " held before",
                        "take it from a backup, or declare what it shall hold");
            case "foreign" ->
                fail("debts.foreign", path + " belongs to somebody else", "look what it is, and give it to root");
            default ->
                fail(
                        "file.failed",
                        path + " could not be changed (" + word + ")" + (error.isEmpty() ? "" : ": " + error),
                        "try it by hand on the host");
        };
    }

    private static Failed invalid(String path, String word, Section said) {
        List<String> lines =
                said.errorText().lines().filter(line -> !line.isBlank()).toList();
        String last = String.join(
                "\n",
                lines.subList(Math.max(0, lines.size() - 5), lines.size()).stream()
                        .map(Quote::shown)
                        .toList());
        String status = word.substring("invalid".length()).strip();
        String how = status.equals("124") || status.equals("143")
                ? "the check of the new " + path + " did not end in time"
                : "the new " + path + " is not valid (exit status " + status + ")";
        return fail(
                "file.invalid",
                how + (last.isEmpty() ? "" : ":\n" + last),
                "mend the content; the file was left as it was");
    }

    private static Failed fail(String code, String message, String remedy) {
        return new Failed(code, message, remedy, Optional.empty());
    }
}
