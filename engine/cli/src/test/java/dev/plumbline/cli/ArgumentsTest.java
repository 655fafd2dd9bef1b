package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final List<String> OF_PLAYBOOKS = List.of(
            "-i x",
            "--inventory x",
            "-l x",
            "--limit x",
            "-t x",
            "--tags x",
            "--skip-tags x",
            "--reason x",
            "--lock-timeout 5m",
            "-e x=1",
            "-u x",
            "-b",
            "--become-user x",
            "--ask-become-pass",
            "--private-key x",
            "--forks 3",
            "--vault-id x",
            "--vault-password-file x",
            "-J",
            "--format json",
            "-q",
            "-v",
            "--no-color");

    private static final List<String> LISTS = List.of("--list-hosts", "--list-tasks", "--list-tags");

    @TempDir
    private Path folder = Path.of("");

    private Invocation run(String command, String words) {
        List<String> arguments = new ArrayList<>(List.of(command, "missing.yml"));
        arguments.addAll(List.of(words.split(" ")));
        return Invocation.of(folder, arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "drift", "watch", "validate"})
    void everyDocumentedOptionIsKnown(String command) {
        List<String> options = new ArrayList<>(OF_PLAYBOOKS);
        if (!command.equals("watch")) {
            options.addAll(LISTS);
        }
        for (String option : options) {
            Invocation invocation = run(command, option);
            assertThat(invocation.err()).as(option).doesNotContain("[usage.option]", "[usage.invalid]", "[internal]");
            assertThat(invocation.code()).as(option).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plan, --untrusted",
        "watch, --check",
        "watch, --http :80",
        "watch, --labels",
        "plan, --format markdown",
        "plan, --format junit",
        "plan, --format html=x.html"
    })
    void soAreThoseOfOneCommand(String command, String words) {
        Invocation invocation = run(command, words + (command.equals("watch") ? " --once" : ""));

        assertThat(invocation.err()).contains("not there yet", "[usage.not_yet]");
        assertThat(invocation.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "init", "convert", "silence"})
    void soAreCommands(String command) {
        Invocation invocation = Invocation.of(folder, command, "x");

        assertThat(invocation.err()).contains("the command '" + command + "' is not there yet  [usage.not_yet]");
        assertThat(invocation.code()).isEqualTo(3);
    }

    @Test
    void anUnknownOptionIsAnsweredWithTheNearestOne() {
        Invocation invocation = run("plan", "--limt x");

        assertThat(invocation.err()).isEqualTo("""
            plumb: 'plumb plan' knows no option --limt  [usage.option]
              → Did you mean '--limit'?
            """);
        assertThat(invocation.code()).isEqualTo(3);
    }

    @Test
    void habitsFromElsewhereAreAnswered() {
        assertThat(run("apply", "--check").err()).contains("'plumb plan' shows what would change");
        assertThat(run("apply", "-C").err()).contains("'plumb plan' shows what would change");
        assertThat(run("apply", "--auto-approve").err()).contains("it is called --yes");
    }

    @Test
    void allUnknownOptionsAreReportedTogether() {
        assertThat(run("plan", "--foo --bar=1 --untrusted").err())
                .contains("--foo", "--bar", "--untrusted", "3 problems");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearestOne() {
        Invocation invocation = Invocation.of(folder, "aply", "site.yml");

        assertThat(invocation.err()).contains("there is no command 'aply'", "Did you mean 'apply'?");
        assertThat(invocation.code()).isEqualTo(3);
    }

    @Test
    void optionsBeforeTheCommandAreRefused() {
        assertThat(Invocation.of(folder, "-v", "plan").err()).contains("options stand after the command");
    }

    @Test
    void withoutAPlaybookNothingRuns() {
        Invocation invocation = Invocation.of(folder, "apply");

        assertThat(invocation.err()).contains("PLAYBOOK", "[usage.invalid]");
        assertThat(invocation.code()).isEqualTo(3);
    }

    @Test
    void anArgumentTooManyIsRefused() {
        assertThat(Invocation.of(folder, "plan", "a.yml", "b.yml").err()).contains("'b.yml' is one argument too many");
    }

    @Test
    void helpAndVersionAreDone() {
        assertThat(Invocation.of(folder, "--help").out()).contains("apply PLAYBOOK", "Exit codes");
        assertThat(Invocation.of(folder, "help", "apply").out()).contains("--yes");
        assertThat(Invocation.of(folder, "--version").out()).startsWith("plumb ");
        assertThat(Invocation.of(folder, "--version").code()).isEqualTo(0);
        for (Commands.Entry entry : Commands.all()) {
            Invocation help = Invocation.of(folder, entry.name(), "--help");
            assertThat(help.out()).contains("Usage: plumb " + entry.name());
            assertThat(help.code()).isEqualTo(0);
        }
        assertThat(Invocation.of(folder).code()).isEqualTo(3);
    }

    @Test
    void twoFormatsForStandardOutputAreRefused() {
        assertThat(run("plan", "--format json --format text").err()).contains("standard output can take only one");
    }

    @Test
    void aReportThatCanNotBeWrittenIsRefusedBeforeAnythingIsDone() {
        assertThat(run("plan", "--format json=nowhere/x.json").err()).contains("a report can't be written to");
    }

    @Test
    void watchNeedsToKnowHowOften() {
        assertThat(Invocation.of(folder, "watch", "site.yml").err()).contains("--interval 15m");
        assertThat(run("watch", "--interval soon").err()).contains("'soon' is no interval");
    }

    @Test
    void execNeedsSomethingToRun() {
        assertThat(Invocation.of(folder, "exec", "all").err()).contains("exec was given nothing to run");
        assertThat(Invocation.of(folder, "exec", "all", "-m", "file", "path").err())
                .contains("'path' is no parameter");
    }
}
