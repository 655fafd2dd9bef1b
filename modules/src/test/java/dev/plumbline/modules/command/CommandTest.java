package dev.plumbline.modules.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.Scope;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.testkit.IdempotenceTest;
import dev.plumbline.testkit.InMemoryHost;
import dev.plumbline.testkit.SimulatedProgram;
import dev.plumbline.testkit.StartingState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CommandTest extends IdempotenceTest {
    private static final AbsolutePath MADE = new AbsolutePath("/opt/tool");

    /** A command under construction. */
    private record Draft(Command command) {
        static Draft cmd(String line) {
            return new Draft(new Command(
                    List.of(),
                    Optional.of(line),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    false,
                    Optional.empty(),
                    Map.of()));
        }

        Command argv(String... argv) {
            return new Command(
                    List.of(argv),
                    Optional.empty(),
                    command.chdir(),
                    command.creates(),
                    command.removes(),
                    command.unless(),
                    command.onlyIf(),
                    command.touches(),
                    command.readOnly(),
                    command.stdin(),
                    command.environment());
        }

        Draft creates(String path) {
            return new Draft(new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    Optional.of(new AbsolutePath(path)),
                    command.removes(),
                    command.unless(),
                    command.onlyIf(),
                    command.touches(),
                    command.readOnly(),
                    command.stdin(),
                    command.environment()));
        }

        Draft removes(String path) {
            return new Draft(new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    command.creates(),
                    Optional.of(new AbsolutePath(path)),
                    command.unless(),
                    command.onlyIf(),
                    command.touches(),
                    command.readOnly(),
                    command.stdin(),
                    command.environment()));
        }

        Draft unless(String line) {
            return new Draft(new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    command.creates(),
                    command.removes(),
                    Optional.of(line),
                    command.onlyIf(),
                    command.touches(),
                    command.readOnly(),
                    command.stdin(),
                    command.environment()));
        }

        Draft onlyIf(String line) {
            return new Draft(new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    command.creates(),
                    command.removes(),
                    command.unless(),
                    Optional.of(line),
                    command.touches(),
                    command.readOnly(),
                    command.stdin(),
                    command.environment()));
        }

        Draft touches(String path) {
            return new Draft(new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    command.creates(),
                    command.removes(),
                    command.unless(),
                    command.onlyIf(),
                    List.of(new AbsolutePath(path)),
                    command.readOnly(),
                    command.stdin(),
                    command.environment()));
        }

        Command readOnly() {
            return new Command(
                    command.argv(),
                    command.cmd(),
                    command.chdir(),
                    command.creates(),
                    command.removes(),
                    command.unless(),
                    command.onlyIf(),
                    command.touches(),
                    true,
                    command.stdin(),
                    command.environment());
        }

        Command given(String directory, Text stdin, Map<String, Text> environment) {
            return new Command(
                    command.argv(),
                    command.cmd(),
                    Optional.of(new AbsolutePath(directory)),
                    command.creates(),
                    command.removes(),
                    command.unless(),
                    command.onlyIf(),
                    command.touches(),
                    command.readOnly(),
                    Optional.of(stdin),
                    environment);
        }
    }

    private static final Draft UNPACK = Draft.cmd("unpack tool").creates("/opt/tool");

    private static void programs(InMemoryHost host) {
        host.program("unpack", call -> {
                    host.file("/opt/tool", "x");
                    return SimulatedProgram.succeeds("unpacked\n");
                })
                .program("clean", call -> {
                    host.remove("/opt/tool");
                    return SimulatedProgram.succeeds("");
                })
                .program("add-user", call -> {
                    host.file("/etc/users", call.arguments().getFirst());
                    return SimulatedProgram.succeeds("");
                })
                .program(
                        "has-user",
                        call -> host.state("/etc/users") instanceof dev.plumbline.api.read.FileState.Missing
                                ? SimulatedProgram.fails(2, "no such user")
                                : SimulatedProgram.succeeds(""))
                .program(
                        "lacks-user",
                        call -> host.state("/etc/users") instanceof dev.plumbline.api.read.FileState.Missing
                                ? SimulatedProgram.succeeds("")
                                : SimulatedProgram.fails(1, ""))
                .program("broken", call -> SimulatedProgram.fails(3, "it broke"))
                .program("say", call -> SimulatedProgram.succeeds(String.join(" ", call.arguments()) + "\n"))
                .program(
                        "receive",
                        call -> call.input().equals(Bytes.utf8("s3cret\n"))
                                        && call.environment().equals(Map.of("LANG", Text.of("C")))
                                ? SimulatedProgram.succeeds("")
                                : SimulatedProgram.fails(1, "something else came"));
    }

    private static void toolThere(InMemoryHost host) {
        programs(host);
        host.file("/opt/tool", "x");
    }

    private static void userThere(InMemoryHost host) {
        programs(host);
        host.file("/etc/users", "redis");
    }

    private static StartingState fresh(String name, Command command) {
        return StartingState.of(name, CommandTest::programs, command);
    }

    @Override
    protected Stream<StartingState> states() {
        return Stream.of(
                fresh("creates: missing", UNPACK.command())
                        .changes("command")
                        .then(host -> assertThat(host.done()).hasSize(1)),
                StartingState.of("creates: there", CommandTest::toolThere, UNPACK.command())
                        .inSync(),
                StartingState.of(
                                "creates: a dangling link is there",
                                host -> host.link("/opt/tool", "/gone"),
                                UNPACK.command())
                        .inSync(),
                StartingState.of("creates: no such program", host -> {}, UNPACK.command())
                        .fails("command.failed"),
                fresh(
                                "creates: the program fails",
                                Draft.cmd("broken").creates("/opt/tool").command())
                        .fails("command.failed"),
                fresh("creates: declared to touch it", UNPACK.touches("/opt").command())
                        .changes("command"),
                StartingState.of(
                                "removes: there",
                                CommandTest::toolThere,
                                Draft.cmd("clean").removes("/opt/tool").command())
                        .changes("command"),
                fresh(
                                "removes: missing",
                                Draft.cmd("clean").removes("/opt/tool").command())
                        .inSync(),
                fresh(
                                "unless: not so",
                                Draft.cmd("add-user redis")
                                        .unless("has-user redis")
                                        .command())
                        .changes("command"),
                StartingState.of(
                                "unless: so",
                                CommandTest::userThere,
                                Draft.cmd("add-user redis")
                                        .unless("has-user redis")
                                        .command())
                        .inSync(),
                fresh(
                                "unless: no such program",
                                Draft.cmd("add-user redis")
                                        .unless("gone")
                                        .creates("/etc/users")
                                        .command())
                        .changes("command"),
                fresh(
                                "only_if: so",
                                Draft.cmd("add-user redis")
                                        .onlyIf("lacks-user redis")
                                        .command())
                        .changes("command"),
                StartingState.of(
                                "only_if: not so",
                                CommandTest::userThere,
                                Draft.cmd("add-user redis")
                                        .onlyIf("lacks-user redis")
                                        .command())
                        .inSync(),
                StartingState.of(
                                "only_if so, but it is there",
                                CommandTest::toolThere,
                                UNPACK.onlyIf("lacks-user").command())
                        .inSync(),
                StartingState.of(
                                "unless not so, and nothing to remove",
                                CommandTest::programs,
                                Draft.cmd("clean")
                                        .removes("/opt/tool")
                                        .unless("has-user")
                                        .command())
                        .inSync(),
                fresh("opaque: in each run", Draft.cmd("say hello").command())
                        .changes("command")
                        .then(host -> assertThat(host.done()).hasSize(2)),
                fresh("opaque: fails", Draft.cmd("broken").command()).fails("command.failed"),
                fresh("opaque: by argv", Draft.cmd("say").argv("say", "$HOME", "a b", "-x"))
                        .changes("command"),
                fresh(
                                "opaque: with directory, input and environment",
                                Draft.cmd("receive").given("/srv", Text.secret("s3cret"), Map.of("LANG", Text.of("C"))))
                        .changes("command"),
                fresh(
                                "opaque: declared to touch",
                                Draft.cmd("say x").touches("/srv").command())
                        .changes("command"),
                fresh("reads only", Draft.cmd("say version 7").readOnly())
                        .inSync()
                        .then(host -> assertThat(host.done()).isEmpty()),
                fresh("reads only: fails", Draft.cmd("broken").readOnly()).violates("command.failed"),
                StartingState.of(
                                "reads only: no such program",
                                host -> {},
                                Draft.cmd("say").readOnly())
                        .violates("command.failed"));
    }

    @Test
    void whatACommandPrintedIsRegistered() {
        Command command = Draft.cmd("say").readOnly();

        Data.Mapping result = command.result(new Command.Seen(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CommandResult(0, Bytes.utf8("one\ntwo\n"), Bytes.utf8("careful\n")))));

        assertThat(result.entries())
                .containsEntry("rc", Data.of(0))
                .containsEntry("stdout", Data.of("one\ntwo"))
                .containsEntry("stdout_lines", Data.of(List.of(Data.of("one"), Data.of("two"))))
                .containsEntry("stderr", Data.of("careful"));
    }

    @Test
    void whatItTouchesIsAllThatIsForgotten() {
        Command command =
                Draft.cmd("unpack").creates("/opt/tool").touches("/srv").command();
        Delta delta = command.diff(new Command.Seen(
                        Optional.of(new dev.plumbline.api.read.FileState.Missing()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .getFirst();

        assertThat(((Delta.Change) delta).action().effects())
                .containsExactly(
                        new Effect.Forgets(new Scope.Path(new AbsolutePath("/srv"))),
                        new Effect.Forgets(new Scope.Path(MADE)));
    }

    @Test
    void aSecretInTheInputDoesNotShow() {
        Command command = Draft.cmd("receive").given("/srv", Text.secret("s3cret"), Map.of("P", Text.secret("t0p")));
        Delta delta = command.diff(new Command.Seen(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .getFirst();

        assertThat(((Delta.Change) delta).action()).isInstanceOf(Action.Run.class);
        assertThat(delta.toString() + command).doesNotContain("s3cret").doesNotContain("t0p");
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> UNPACK.readOnly());
        assertThatIllegalArgumentException().isThrownBy(() -> Draft.cmd("echo 'open"));
        assertThatIllegalArgumentException().isThrownBy(() -> Draft.cmd("  "));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Draft.cmd("say").unless("\"").command());
        assertThatIllegalArgumentException().isThrownBy(() -> Draft.cmd("say").argv());
    }
}
