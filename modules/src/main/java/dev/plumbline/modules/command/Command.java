package dev.plumbline.modules.command;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Difference;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.modules.command.Command.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a command, without a shell: no variables, pipes or wildcards. Unless something says when it is needed ({@code creates},
 * {@code removes}, {@code unless}, {@code only_if}), it runs in each run, and nobody can tell before what it does; so say it where
 * you can. Secrets go by {@code stdin} or {@code environment}, since every user of the host sees the arguments of all processes.
 *
 * @param argv the program and its arguments, each literally; this or {@code cmd}
 * @param cmd the same in one line, split at blanks; quotes and backslashes as in a shell; this or {@code argv}
 * @param chdir the directory in which it runs
 * @param creates it is not needed where this path exists
 * @param removes it is not needed where this path doesn't exist
 * @param unless a command that changes nothing: where it ends with 0, the other is not needed
 * @param onlyIf a command that changes nothing: only where it ends with 0 is the other needed
 * @param touches the paths that it may change; nothing else is looked at again after it
 * @param readOnly whether it changes nothing: then it is run also to plan
 * @param stdin what it reads; a line end is added
 * @param environment further variables
 */
@Module(
        value = "command",
        examples = {"""
            command:
              argv: [mkfs.ext4, -L, data, /dev/vdb]
              unless: blkid -L data
            """, """
                command:
                  cmd: tar -xzf /tmp/tool.tar.gz -C /opt
                  creates: /opt/tool
                  touches: [/opt]
                """, """
                    command:
                      cmd: redis-server --version
                      read_only: true
                    """})
@Returns(name = "rc", about = "the exit status, a number; null where it did not run")
@Returns(name = "stdout", about = "what it printed, as text without the last line end; empty where it did not run")
@Returns(name = "stdout_lines", about = "the same, as a list of lines")
@Returns(name = "stderr", about = "what it printed as errors, as text without the last line end")
public record Command(
        @Default("[]") List<String> argv,
        Optional<String> cmd,
        Optional<AbsolutePath> chdir,
        Optional<AbsolutePath> creates,
        Optional<AbsolutePath> removes,
        Optional<String> unless,
        Optional<String> onlyIf,
        @Default("[]") List<AbsolutePath> touches,
        @Default("no") boolean readOnly,
        Optional<Text> stdin,
        @Default("{}") Map<String, Text> environment)
        implements Desired<Seen> {

    /**
     * What tells whether the command is needed.
     *
     * @param answer what it printed, where it only reads
     */
    record Seen(
            Optional<FileState> creates,
            Optional<FileState> removes,
            Optional<CommandResult> unless,
            Optional<CommandResult> onlyIf,
            Optional<CommandResult> answer) {}

    public Command {
        argv = List.copyOf(argv);
        touches = List.copyOf(touches);
        environment = Map.copyOf(environment);
        if (argv.isEmpty() == cmd.isEmpty()) {
            throw new IllegalArgumentException("either 'argv' or 'cmd' must be given, and not both");
        }
        boolean conditional = creates.isPresent() || removes.isPresent() || unless.isPresent() || onlyIf.isPresent();
        if (readOnly && (conditional || !touches.isEmpty() || stdin.isPresent())) {
            throw new IllegalArgumentException(
                    "a command that is 'read_only' is always run: it takes no creates, removes, unless, only_if,"
                            + " touches or stdin");
        }
        cmd.ifPresent(ShellWords::split);
        unless.ifPresent(ShellWords::split);
        onlyIf.ifPresent(ShellWords::split);
    }

    @Override
    public Probe<Seen> probe() {
        Probe<Seen> paths = Probe.both(
                optional(creates.map(Read.FileStatus::new)),
                optional(removes.map(Read.FileStatus::new)),
                (made, removed) -> new Seen(made, removed, Optional.empty(), Optional.empty(), Optional.empty()));
        Probe<Seen> conditions = Probe.both(
                paths,
                optional(unless.map(this::question)),
                (seen, answer) -> new Seen(seen.creates, seen.removes, answer, Optional.empty(), Optional.empty()));
        Probe<Seen> all = Probe.both(
                conditions,
                optional(onlyIf.map(this::question)),
                (seen, answer) -> new Seen(seen.creates, seen.removes, seen.unless, answer, Optional.empty()));
        return readOnly
                ? Probe.both(
                        all,
                        Probe.of(new Read.CommandOutput(words(), chdir, environment)),
                        (seen, answer) ->
                                new Seen(seen.creates, seen.removes, seen.unless, seen.onlyIf, Optional.of(answer)))
                : all;
    }

    private static <T> Probe<Optional<T>> optional(Optional<? extends Read<T>> read) {
        return read.map(one -> Probe.of(one).map(Optional::of)).orElseGet(() -> Probe.just(Optional.empty()));
    }

    private Read.CommandOutput question(String line) {
        return new Read.CommandOutput(ShellWords.split(line), chdir, environment);
    }

    @Override
    public List<Delta> diff(Seen seen) {
        if (readOnly) {
            return seen.answer
                    .filter(answer -> answer.code() != 0)
                    .map(this::failed)
                    .map(List::of)
                    .orElseGet(List::of);
        }
        return isNeeded(seen) ? List.of(change()) : List.of();
    }

    private static boolean isNeeded(Seen seen) {
        return seen.creates
                        .filter(state -> !(state instanceof FileState.Missing))
                        .isEmpty()
                && seen.removes.filter(FileState.Missing.class::isInstance).isEmpty()
                && seen.unless.filter(answer -> answer.code() == 0).isEmpty()
                && seen.onlyIf.filter(answer -> answer.code() != 0).isEmpty();
    }

    private Delta change() {
        boolean conditional = creates.isPresent() || removes.isPresent() || unless.isPresent() || onlyIf.isPresent();
        return new Delta.Change(
                List.of(Difference.added("command", Text.of(String.join(" ", words())))),
                new Action.Run(
                        words().stream().map(Text::of).toList(),
                        stdin.map(text -> Bytes.utf8(text.reveal() + "\n")).orElse(Bytes.EMPTY),
                        environment,
                        chdir,
                        effects()),
                !conditional);
    }

    private List<Effect> effects() {
        if (touches.isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        touches.forEach(path -> effects.add(new Effect.Forgets(new Scope.Path(path))));
        creates.ifPresent(path -> effects.add(new Effect.Forgets(new Scope.Path(path))));
        removes.ifPresent(path -> effects.add(new Effect.Forgets(new Scope.Path(path))));
        return effects;
    }

    private Delta failed(CommandResult answer) {
        return Delta.Violation.of(
                "command.failed",
                words().getFirst() + " ended with status " + answer.code()
                        + answer.error()
                                .utf8()
                                .filter(text -> !text.isBlank())
                                .map(text -> ": " + text.strip())
                                .orElse(""),
                "set 'failed_when' if that status is no failure");
    }

    @Override
    public Data.Mapping result(Seen seen) {
        return seen.answer.map(Command::result).orElseGet(Command::notRun);
    }

    private static Data.Mapping notRun() {
        return Data.mapping()
                .put("rc", Data.NOTHING)
                .put("stdout", "")
                .put("stdout_lines", Data.of(List.of()))
                .put("stderr", "")
                .build();
    }

    private static Data.Mapping result(CommandResult answer) {
        String output = text(answer.output());
        return Data.mapping()
                .put("rc", answer.code())
                .put("stdout", output)
                .put("stdout_lines", Data.of(output.lines().map(Data::of).toList()))
                .put("stderr", text(answer.error()))
                .build();
    }

    private static String text(Bytes bytes) {
        return bytes.utf8().orElseGet(bytes::latin1).stripTrailing();
    }

    private List<String> words() {
        return cmd.map(ShellWords::split).orElse(argv);
    }
}
