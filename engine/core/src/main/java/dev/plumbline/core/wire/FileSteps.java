package dev.plumbline.core.wire;

import dev.plumbline.api.action.Action.MakeDirectory;
import dev.plumbline.api.action.Action.MakeLink;
import dev.plumbline.api.action.Action.Remove;
import dev.plumbline.api.action.Action.Restore;
import dev.plumbline.api.action.Action.SetAttributes;
import dev.plumbline.api.action.Action.WriteFile;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Validation;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.LocalFile;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.core.exchange.StepOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes to files, compiled to calls of the functions in {@code host.sh}. */
final class FileSteps {

    private FileSteps() {}

    static Step write(WriteFile write) {
        AbsolutePath path = write.path();
        Payload payload = switch (write.content()) {
            case Content.Inline(Bytes bytes) -> new Payload.Held(bytes);
            case Content.Streamed(LocalFile file) -> new Payload.Local(Path.of(file.path()));
        };
        StringBuilder body = new StringBuilder();
        write.validation().ifPresent(validation -> body.append(check(path, validation)));
        body.append(enter(path));
        body.append("plumb_write ")
                .append(Quote.words(List.of(
                        path.name(),
                        temporary(path),
                        write.content().hash().hex(),
                        write.mode().toString(),
                        write.owner() + ":" + write.group(),
                        write.expected().map(Sha256::hex).orElse("-"))));
        UnaryOperator<String> mask = Secrets.mask(
                write.validation().map(Validation::appended).stream().toList());
        return new Step(
                body.toString(),
                Optional.of(payload),
                true,
                Optional.of("write " + path),
                said -> Secrets.masked(FileFailure.outcome(path, said), mask));
    }

    private static String check(AbsolutePath path, Validation validation) {
        StringBuilder body = new StringBuilder("plumb_check() {\n");
        body.append("plumb_candidate_make ")
                .append(Quote.words(List.of(path.name(), Tokens.next())))
                .append('\n');
        if (!validation.appended().isEmpty()) {
            body.append("printf %s ")
                    .append(Quote.word(validation.appended().reveal()))
                    .append(" >>\"$plumb_candidate\" || plumb_fail scratch\n");
        }
        body.append("plumb_validate ")
                .append(Math.max(1, validation.timeout().toSeconds()))
                .append(' ')
                .append(Quote.word(validation.accepted().orElse("")));
        for (String argument : validation.arguments()) {
            body.append(' ').append(placed(argument));
        }
        return body.append("\n}\n").toString();
    }

    /** The argument as one word of the shell, with what it stands for put in the places kept for it. */
    private static String placed(String argument) {
        String quoted = Quote.word(argument);
        return quoted.replace(Validation.CANDIDATE, "'\"$plumb_candidate\"'")
                .replace(Validation.SCRATCH, "'\"$plumb_space\"'");
    }

    /** Puts a copy back that {@link Keeping} made. */
    static Step restore(AbsolutePath state, Restore restore) {
        AbsolutePath path = restore.path();
        String body = enter(path)
                + "plumb_restore "
                + Quote.words(List.of(
                        state.value(),
                        restore.run(),
                        Keeping.key(path.value()),
                        path.name(),
                        temporary(path),
                        restore.hash().hex(),
                        restore.mode().toString(),
                        restore.owner() + ":" + restore.group(),
                        restore.expected().map(Sha256::hex).orElse("-")));
        return step(path, body, restore.summary());
    }

    static Step attributes(SetAttributes set) {
        AbsolutePath path = set.path();
        Seen before = Seen.of(set.seen());
        Seen after = Seen.of(set.becomes());
        boolean owned = before.owner().equals(after.owner()) && before.group().equals(after.group());
        boolean kept = before.mode().equals(after.mode()) && owned;
        String body = enter(path)
                + "plumb_attributes "
                + Quote.words(List.of(
                        path.name(),
                        before.kind(),
                        before.mode(),
                        before.owner(),
                        before.group(),
                        before.target(),
                        kept || before.kind().equals("link") ? "" : after.mode(),
                        owned ? "" : after.owner(),
                        owned ? "" : after.group()));
        return step(path, body, "set mode and owner of " + path);
    }

    static Step directory(MakeDirectory make) {
        AbsolutePath path = make.path();
        String body = "plumb_walk " + Quote.word(path.parent().value()) + " 1\nplumb_directory "
                + Quote.words(List.of(path.name(), make.mode().toString(), make.owner() + ":" + make.group()));
        return step(path, body, "make directory " + path);
    }

    static Step link(MakeLink link) {
        AbsolutePath path = link.path();
        String body = enter(path) + "plumb_link "
                + Quote.words(List.of(path.name(), temporary(path), link.target())) + " "
                + Seen.of(link.seen()).words();
        return step(path, body, "link " + path + " to " + link.target());
    }

    static Step remove(Remove remove) {
        AbsolutePath path = remove.path();
        String body = enter(path) + "plumb_remove "
                + Quote.words(List.of(path.name(), temporary(path), mountName(path))) + " "
                + Seen.of(remove.seen()).words();
        return step(path, body, "remove " + path);
    }

    static Step owe(AbsolutePath state, List<String> handlers) {
        StringBuilder body = new StringBuilder("plumb_debts_enter ").append(Quote.word(state.value()));
        for (String handler : handlers) {
            body.append("\nplumb_owe ").append(Quote.words(List.of(Debts.file(handler), Debts.encode(handler))));
        }
        return quiet(state, body + "\nplumb_sync .");
    }

    static Step settle(AbsolutePath state, String handler) {
        String directory = Quote.word(state.value());
        return quiet(
                state,
                "plumb_state_of " + directory + "\n[ -e \"$plumb_state/owed\" ] || exit 0\nplumb_debts_enter "
                        + directory
                        + "\nrm -f ./"
                        + Debts.file(handler) + " || plumb_fail remove\nplumb_sync .");
    }

    static Step nothing() {
        return new Step(":", Optional.empty(), false, Optional.empty(), said -> new StepOutcome.Done(Optional.empty()));
    }

    private static Step step(AbsolutePath path, String body, String log) {
        return new Step(body, Optional.empty(), true, Optional.of(log), said -> FileFailure.outcome(path, said));
    }

    private static Step quiet(AbsolutePath path, String body) {
        return new Step(body, Optional.empty(), false, Optional.empty(), said -> FileFailure.outcome(path, said));
    }

    private static String enter(AbsolutePath path) {
        if (path.name().isEmpty()) {
            throw new IllegalArgumentException("the root directory is not ours to change");
        }
        return "plumb_enter " + Quote.word(path.parent().value()) + "\n";
    }

    /** The same each time, so that what a killed run left behind is replaced by the next one. */
    static String temporary(AbsolutePath path) {
        return ".plumb-" + Bytes.utf8(path.name()).sha256().hex().substring(0, 24);
    }

    /** As /proc/self/mounts spells a path: space, tab, newline and backslash in octal; source: proc(5), fstab(5). */
    private static String mountName(AbsolutePath path) {
        return path.value()
                .replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    /** What must lie at a path, in the words that the functions on the host take. */
    private record Seen(String kind, String mode, String owner, String group, String target) {

        static Seen of(FileState state) {
            return switch (state) {
                case FileState.Missing() -> new Seen("missing", "", "", "", "");
                case FileState.Regular(FileMode mode, String owner, String group, int links) ->
                    new Seen("file", octal(mode), owner, group, "");
                case FileState.Directory(FileMode mode, String owner, String group) ->
                    new Seen("directory", octal(mode), owner, group, "");
                case FileState.Link(String target, Optional<AbsolutePath> resolved, String owner, String group) ->
                    new Seen("link", "", owner, group, target);
                case FileState.Special(String kind, FileMode mode, String owner, String group) ->
                    new Seen("special", octal(mode), owner, group, "");
            };
        }

        /** As stat's {@code %a} prints it: no leading zeros. */
        private static String octal(FileMode mode) {
            return Integer.toOctalString(mode.bits());
        }

        String words() {
            return Quote.words(List.of(kind, mode, owner, group, target));
        }
    }
}
