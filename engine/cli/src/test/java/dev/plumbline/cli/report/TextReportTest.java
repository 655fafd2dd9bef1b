package dev.plumbline.cli.report;

import static dev.plumbline.cli.report.Plans.change;
import static dev.plumbline.cli.report.Plans.ended;
import static dev.plumbline.cli.report.Plans.host;
import static dev.plumbline.cli.report.Plans.inSync;
import static dev.plumbline.cli.report.Plans.later;
import static dev.plumbline.cli.report.Plans.opaque;
import static dev.plumbline.cli.report.Plans.report;
import static dev.plumbline.cli.report.Plans.skipped;
import static dev.plumbline.cli.report.Plans.unreachable;
import static dev.plumbline.cli.report.Plans.violation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.plan.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final Difference MEMORY = Difference.of("maxmemory", "2gb", "1gb");

    private static String plain(Report report) {
        return TextReport.render(report, Palette.PLAIN, false);
    }

    @Test
    void a_plan_names_hosts_of_the_same_plan_once_and_leaves_out_what_is_in_sync() {
        Report report = report(
                Purpose.PLAN,
                host(
                        "redis1",
                        inSync("Directory"),
                        change("Configuration", MEMORY, Difference.added("bind", Text.of("127.0.0.1"))),
                        later("Check", "known after Configuration on redis1"),
                        skipped("Replica")),
                host("redis3", inSync("Directory")),
                host(
                        "redis2",
                        inSync("Directory"),
                        change("Configuration", MEMORY, Difference.added("bind", Text.of("127.0.0.1"))),
                        later("Check", "known after Configuration on redis2"),
                        skipped("Replica")),
                unreachable("redis4"));

        assertThat(plain(report)).isEqualTo("""
            redis1, redis2: 1 change
              change     Configuration  redis_conf  redis.yml:14
                         maxmemory: 2gb → 1gb
                         bind: (absent) → 127.0.0.1
              later      Check  redis_conf  redis.yml:14
                         known after Configuration

            redis3: in sync
            redis4: unreachable
              redis4: connection refused  [ssh.refused]
              → start sshd there

            4 hosts: 1 in sync, 2 to change, 1 unreachable. 2 changes. Round trips: 2 shell, 1 tunnel.
            """);
    }

    @Test
    void what_was_out_of_the_ordinary_is_noted_in_text_and_json() {
        Report plain = Plans.report(Purpose.PLAN, Plans.host("redis1", Plans.inSync("A")));
        Report noted = new Report(
                plain.purpose(),
                plain.run(),
                plain.plan(),
                plain.tolerated(),
                plain.roundTrips(),
                Map.of(new HostName("redis1"), List.of("Redis was asked \u001b[31motherwise")));

        assertThat(TextReport.render(noted, Palette.PLAIN, false))
                .startsWith("redis1: in sync\n  note: Redis was asked ")
                .doesNotContain("\u001b");
        assertThat(JsonReport.line(noted)).contains("\"notes\":[\"Redis was asked ");
    }

    @Test
    void fidelity_and_violations_are_counted() {
        Report report = report(
                Purpose.PLAN,
                host(
                        "a",
                        change("One", MEMORY),
                        later("Two", "known after One", MEMORY),
                        opaque("make install"),
                        violation("Three", "redis.wrongpass")));

        assertThat(plain(report))
                .contains("  command    make install  command  redis.yml:14\n             run make install\n")
                .contains(
                        "  VIOLATION  Three  redis_conf  redis.yml:14",
                        "             what is wrong with Three  [redis.wrongpass]",
                        "             → what to do about it")
                .endsWith("1 host: 1 with a violation. 3 changes (1 certain, 1 conditional, 1 opaque), 1 violation."
                        + " Round trips: 2 shell, 1 tunnel.\n");
    }

    @Test
    void an_apply_tells_what_became_of_each_task() {
        Report report = report(
                Purpose.APPLY,
                host(
                        "a",
                        ended(inSync("Zero"), Status.UNCHANGED),
                        ended(change("One", MEMORY), Status.CHANGED),
                        ended(violation("Two", "file.full"), Status.FAILED),
                        ended(change("Three", MEMORY), Status.NOT_RUN)),
                host("b", ended(inSync("Zero"), Status.UNCHANGED)));

        assertThat(plain(report)).isEqualTo("""
            a: failed
              changed    One  redis_conf  redis.yml:14
                         maxmemory: 2gb → 1gb
              FAILED     Two  redis_conf  redis.yml:14
                         what is wrong with Two  [file.full]
                         → what to do about it
              not run    Three  redis_conf  redis.yml:14
                         maxmemory: 2gb → 1gb

            b: in sync

            2 hosts: 1 in sync, 1 failed. 1 change made, 1 task not run. Round trips: 2 shell, 1 tunnel.
            """);
    }

    @Test
    void a_drift_shows_only_what_differs() {
        Report report = report(
                Purpose.DRIFT,
                host("a", inSync("Zero"), change("One", MEMORY), skipped("Three"), opaque("make install")));

        assertThat(plain(report)).isEqualTo("""
            a: drifted
              DRIFT      One  redis_conf  redis.yml:14
                         maxmemory: 2gb → 1gb

            1 host: 1 drifted. 1 difference, 1 command that can't be judged. Round trips: 2 shell, 1 tunnel.
            """);
    }

    @Test
    void long_content_is_shown_as_the_lines_that_differ() {
        String before = "one\ntwo\nthree\nfour\nfive\nsix\n";
        String after = "one\ntwo\nthree\nFOUR\nfive\nsix\n";
        Report report = report(Purpose.PLAN, host("a", change("File", Difference.of("content", before, after))));

        assertThat(plain(report)).contains("""
                         content:
                         @ line 2
                           two
                           three
                         - four
                         + FOUR
                           five
                           six
            """);
    }

    @Test
    void a_long_diff_is_folded_unless_more_is_asked_for() {
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            after.append("line ").append(i).append('\n');
        }
        Report report =
                report(Purpose.PLAN, host("a", change("File", Difference.added("content", Text.of(after.toString())))));

        assertThat(plain(report))
                .contains("+ line 39\n", "@ 60 more lines: -v shows them")
                .doesNotContain("line 40\n");
        assertThat(TextReport.render(report, Palette.PLAIN, true)).contains("+ line 99\n");
    }

    @Test
    void secrets_are_masked_on_either_side_of_a_difference() {
        Text after = Text.of("masterauth ").plus(Text.secret("newpass")).plus("\nport 6379\n");
        Text before = Text.of("masterauth oldpass\nport 6379\nrequirepass newpass\n");
        Report report = report(
                Purpose.PLAN,
                host(
                        "a",
                        change(
                                "File",
                                new Difference("content", Optional.of(before), Optional.of(after)),
                                new Difference(
                                        "requirepass",
                                        Optional.of(Text.of("oldpass")),
                                        Optional.of(Text.secret("newpass"))))));

        assertThat(plain(report))
                .contains("+ masterauth ********", "requirepass: ******** → ********", "  port 6379")
                .doesNotContain("oldpass", "newpass");
        assertThat(JsonReport.render(report)).doesNotContain("oldpass", "newpass");
        assertThat(TextReport.render(report, Palette.PLAIN, true)).doesNotContain("oldpass", "newpass");
    }

    @Test
    void nothing_from_a_host_reaches_the_terminal_as_an_escape() {
        Report report = report(
                Purpose.PLAN,
                host(
                        "a",
                        change(
                                "Title\u001b[2J",
                                Difference.of("owner", "\u001b]0;gotcha\u0007root", "redis\u202e"),
                                Difference.of("content", "a\u009b1m\nb\r\n", "c\nb\n"))));

        assertThat(plain(report))
                .contains("Title\\x1b[2J", "owner: \\x1b]0;gotcha\\x07root → redis\\u{202e}", "- a\\x9b1m", "- b\\r")
                .doesNotContain("\u001b", "\u0007", "\u009b", "\r", "\u202e");
    }

    @Test
    void an_empty_value_is_told_from_an_absent_one() {
        Report report = report(
                Purpose.PLAN,
                host("a", change("T", Difference.of("bind", "", " x"), Difference.removed("save", Text.of("900 1")))));

        assertThat(plain(report)).contains("bind: \"\" → \" x\"", "save: 900 1 → (absent)");
    }

    @Test
    void colours_are_only_given_where_asked_for() {
        Report report = report(Purpose.PLAN, host("a", change("T", MEMORY)));

        assertThat(plain(report)).doesNotContain("\u001b");
        assertThat(TextReport.render(report, Palette.COLOURED, false)).contains("\u001b[33mchange\u001b[0m");
    }

    @Test
    void a_final_line_end_is_a_difference_that_can_be_seen() {
        Report report = report(Purpose.PLAN, host("a", change("T", Difference.of("content", "a\nb", "a\nb\n"))));

        assertThat(plain(report)).contains("@ a final line end is added");
    }
}
