package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.action.Action;
import dev.plumbline.api.action.Content;
import dev.plumbline.api.action.Effect;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.CommandResult;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.core.exchange.Answers;
import dev.plumbline.core.exchange.Exchange;
import dev.plumbline.core.exchange.HostSession;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.exchange.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every session with a host does alike, whether the host is real or in memory. */
public abstract class HostSessionContract {
    private static final Identity LOGIN = new Identity.Login();

    /** The session under test; the same within one test. The host has {@code true}, {@code false} and {@code echo}. */
    protected abstract HostSession session();

    /** An empty directory that the login user may write. */
    protected abstract AbsolutePath directory();

    private AbsolutePath path(String name) {
        return directory().resolve(name);
    }

    private <T> T seen(Read<T> read) throws ConnectionException {
        return value(session().exchange(Exchange.reading(LOGIN, Set.of(read))), read);
    }

    @SuppressWarnings("unchecked")
    private static <T> T value(Answers answers, Read<T> read) {
        Known<?> known = answers.answers().get(read);
        assertThat(known).as("%s", read).isInstanceOf(Known.Seen.class);
        return ((Known.Seen<T>) java.util.Objects.requireNonNull(known)).value();
    }

    private FileState state(String name) throws ConnectionException {
        return seen(new Read.FileStatus(path(name)));
    }

    private Optional<Bytes> content(String name) throws ConnectionException {
        return seen(new Read.FileContent(path(name)));
    }

    private Answers exchange(Action... actions) throws ConnectionException {
        return session().exchange(new Exchange(LOGIN, List.of(actions), Set.of()));
    }

    /** Does an action, and holds it to the effects that it declares. */
    private void does(Action action) throws ConnectionException {
        assertThat(exchange(action).outcomes().getFirst()).isInstanceOf(StepOutcome.Done.class);
        for (Effect effect : action.effects()) {
            if (effect instanceof Effect.Becomes<?>(Read<?> read, Object value)) {
                assertThat((Object) seen(read)).as("%s", read).isEqualTo(value);
            }
        }
    }

    private void refuses(Action action) throws ConnectionException {
        assertThat(exchange(action).outcomes().getFirst())
                .isInstanceOfSatisfying(
                        StepOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("file.changed"));
    }

    private void fails(String code, Action action) throws ConnectionException {
        assertThat(exchange(action).outcomes().getFirst())
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
    }

    private Action.WriteFile write(String name, Optional<Bytes> expected, Bytes content, int mode)
            throws ConnectionException {
        Account self = seen(new Read.Self());
        return new Action.WriteFile(
                path(name),
                expected.map(Bytes::sha256),
                new Content.Inline(content),
                new FileMode(mode),
                self.user(),
                self.group(),
                Optional.empty());
    }

    private Action.MakeDirectory directory(String name, int mode) throws ConnectionException {
        Account self = seen(new Read.Self());
        return new Action.MakeDirectory(path(name), new FileMode(mode), self.user(), self.group());
    }

    private Action.MakeLink link(String name, String target) throws ConnectionException {
        return new Action.MakeLink(path(name), state(name), target);
    }

    private static Action.Run run(String... arguments) {
        return new Action.Run(
                List.of(arguments).stream().map(Text::of).toList(),
                Bytes.EMPTY,
                Map.of(),
                Optional.empty(),
                List.of(new Effect.Forgets(new dev.plumbline.api.read.Scope.Debts())));
    }

    @Test
    void whatIsNotThereIsMissing() throws ConnectionException {
        assertThat(state("a")).isEqualTo(new FileState.Missing());
        assertThat(state("a/b/c")).isEqualTo(new FileState.Missing());
        assertThat(content("a")).isEmpty();
        assertThat(seen(new Read.FileHash(path("a")))).isEmpty();
        assertThat(seen(new Read.FileModified(path("a")))).isEmpty();
    }

    @Test
    void aFileIsWrittenAsAWhole() throws ConnectionException {
        Bytes content = Bytes.latin1("one\r\ntwo\u0000\u00ff no end");

        does(write("a", Optional.empty(), content, 04751));

        assertThat(content("a")).contains(content);
        assertThat(seen(new Read.FileHash(path("a")))).contains(content.sha256());
        assertThat(seen(new Read.FileModified(path("a")))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "-rf", "it's", "\"q\"", "$HOME", "new\nline", "back\\slash", "ü", "*", "#", "~", " "})
    void namesAreLiteral(String name) throws ConnectionException {
        does(write(name, Optional.empty(), Bytes.utf8("x"), 0600));
        does(write(name, Optional.of(Bytes.utf8("x")), Bytes.utf8("y"), 0600));
        assertThat(content(name)).contains(Bytes.utf8("y"));
        does(new Action.Remove(path(name), state(name)));
        assertThat(state(name)).isEqualTo(new FileState.Missing());
    }

    @Test
    void aFileThatIsNotAsItWasSeenStays() throws ConnectionException {
        Bytes theirs = Bytes.utf8("theirs");
        does(write("a", Optional.empty(), theirs, 0640));
        FileState before = state("a");

        refuses(write("a", Optional.empty(), Bytes.utf8("mine"), 0600));
        refuses(write("a", Optional.of(Bytes.utf8("older")), Bytes.utf8("mine"), 0600));
        refuses(write("b", Optional.of(theirs), Bytes.utf8("mine"), 0600));

        assertThat(content("a")).contains(theirs);
        assertThat(state("a")).isEqualTo(before);
        assertThat(state("b")).isEqualTo(new FileState.Missing());
    }

    @Test
    void whatIsNoFileIsNotWritten() throws ConnectionException {
        does(directory("d", 0755));
        does(link("l", "nowhere"));

        refuses(write("d", Optional.empty(), Bytes.utf8("x"), 0600));
        refuses(write("l", Optional.empty(), Bytes.utf8("x"), 0600));
        fails("file.no_directory", write("none/a", Optional.empty(), Bytes.utf8("x"), 0600));
    }

    @Test
    void aFilesTimeIsThatOfItsContent() throws ConnectionException {
        does(write("a", Optional.empty(), Bytes.utf8("x"), 0600));
        long first = seen(new Read.FileModified(path("a"))).orElseThrow();
        FileState.Regular there = (FileState.Regular) state("a");
        does(new Action.SetAttributes(
                path("a"), there, new FileState.Regular(new FileMode(0644), there.owner(), there.group(), 1)));
        assertThat(seen(new Read.FileModified(path("a")))).contains(first);

        does(write("a", Optional.of(Bytes.utf8("x")), Bytes.utf8("y"), 0644));

        assertThat(seen(new Read.FileModified(path("a"))).orElseThrow()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void attributesAreSetOnWhatWasSeen() throws ConnectionException {
        does(directory("d", 0755));
        FileState.Directory there = (FileState.Directory) state("d");
        FileState becomes = new FileState.Directory(new FileMode(01770), there.owner(), there.group());

        does(new Action.SetAttributes(path("d"), there, becomes));
        refuses(new Action.SetAttributes(path("d"), there, becomes));
    }

    @Test
    void directoriesComeWithTheirParents() throws ConnectionException {
        does(directory("a/b/c", 0700));

        assertThat(state("a/b"))
                .isInstanceOfSatisfying(
                        FileState.Directory.class,
                        made -> assertThat(made.mode()).isEqualTo(new FileMode(0755)));
        refuses(directory("a/b", 0700));
        does(write("f", Optional.empty(), Bytes.EMPTY, 0600));
        refuses(directory("f", 0700));
        fails("file.no_directory", directory("f/g", 0700));
    }

    @Test
    void linksAreSeenAsLinksAndReadThrough() throws ConnectionException {
        does(directory("d", 0755));
        does(write("d/a", Optional.empty(), Bytes.utf8("x"), 0600));
        does(link("l", "d/../d/a"));
        does(link("ll", path("l").value()));

        assertThat(state("ll")).isInstanceOfSatisfying(FileState.Link.class, link -> {
            assertThat(link.target()).isEqualTo(path("l").value());
            assertThat(link.resolved()).contains(path("d/a"));
        });
        assertThat(content("ll")).contains(Bytes.utf8("x"));
        does(link("dl", "d"));
        assertThat(content("dl/a")).contains(Bytes.utf8("x"));
        does(write("dl/a", Optional.of(Bytes.utf8("x")), Bytes.utf8("y"), 0600));
        assertThat(content("d/a")).contains(Bytes.utf8("y"));
    }

    @Test
    void linksThatLeadNowhereDangle() throws ConnectionException {
        does(link("gone", "nowhere"));
        does(link("self", "self"));

        for (String name : List.of("gone", "self")) {
            assertThat(state(name))
                    .isInstanceOfSatisfying(
                            FileState.Link.class,
                            link -> assertThat(link.resolved()).isEmpty());
            assertThat(content(name)).isEmpty();
        }
    }

    @Test
    void aLinkIsTurnedOnlyWhereItIsAsSeen() throws ConnectionException {
        does(link("l", "one"));
        FileState one = state("l");
        does(link("l", "two"));

        refuses(new Action.MakeLink(path("l"), one, "three"));
        refuses(new Action.MakeLink(path("l"), new FileState.Missing(), "three"));
        assertThat(state("l"))
                .isInstanceOfSatisfying(
                        FileState.Link.class, link -> assertThat(link.target()).isEqualTo("two"));
    }

    @Test
    void whatIsRemovedIsGoneAndNothingElse() throws ConnectionException {
        does(directory("d/e", 0755));
        does(write("d/e/a", Optional.empty(), Bytes.utf8("x"), 0600));
        does(write("kept", Optional.empty(), Bytes.utf8("x"), 0600));
        does(link("d/l", path("kept").value()));
        does(link("l", "d"));

        does(new Action.Remove(path("l"), state("l")));
        assertThat(state("d/e/a")).isInstanceOf(FileState.Regular.class);
        refuses(new Action.Remove(path("d"), state("kept")));
        does(new Action.Remove(path("d"), state("d")));

        assertThat(content("d/e/a")).isEmpty();
        assertThat(content("kept")).contains(Bytes.utf8("x"));
    }

    @Test
    void aCommandTellsWhatItPrintedAndHowItEnded() throws ConnectionException {
        assertThat(exchange(run("echo", "a  b", "$HOME")).outcomes().getFirst())
                .isInstanceOfSatisfying(
                        StepOutcome.Done.class,
                        done -> assertThat(done.result().map(CommandResult::output))
                                .contains(Bytes.utf8("a  b $HOME\n")));
        fails("command.failed", run("false"));
        fails("command.failed", run("no-such-program-anywhere"));
        assertThat(seen(new Read.CommandOutput(List.of("false"), Optional.empty(), Map.of()))
                        .code())
                .isEqualTo(1);
        assertThat(seen(new Read.CommandOutput(List.of("no-such-program-anywhere"), Optional.empty(), Map.of()))
                        .code())
                .isEqualTo(127);
    }

    @Test
    void afterTheFirstThatDoesNotSucceedNothingIsDoneButAllIsRead() throws ConnectionException {
        Read<FileState> a = new Read.FileStatus(path("a"));
        Read<FileState> b = new Read.FileStatus(path("b"));

        Answers answers = session()
                .exchange(new Exchange(
                        LOGIN,
                        List.of(
                                write("a", Optional.empty(), Bytes.utf8("x"), 0600),
                                run("false"),
                                write("b", Optional.empty(), Bytes.utf8("x"), 0600)),
                        Set.of(a, b)));

        assertThat(answers.outcomes())
                .hasExactlyElementsOfTypes(StepOutcome.Done.class, StepOutcome.Failed.class, StepOutcome.NotRun.class);
        assertThat(value(answers, a)).isInstanceOf(FileState.Regular.class);
        assertThat(value(answers, b)).isEqualTo(new FileState.Missing());
    }

    @Test
    void debtsAreKeptUntilTheyAreSettled() throws ConnectionException {
        does(new Action.Owe(List.of("restart redis", "it's\n\"odd\"")));
        does(new Action.Owe(List.of("restart redis")));
        assertThat(seen(new Read.Owed())).containsExactlyInAnyOrder("restart redis", "it's\n\"odd\"");

        does(new Action.Settle("restart redis"));
        does(new Action.Settle("never owed"));

        assertThat(seen(new Read.Owed())).containsExactly("it's\n\"odd\"");
    }

    @Test
    void anExchangeIsOneRoundTrip() throws ConnectionException {
        int before = session().roundTrips().shell();

        seen(new Read.Owed());
        exchange(run("true"), run("true"));

        assertThat(session().roundTrips().shell()).isEqualTo(before + 2);
    }
}
