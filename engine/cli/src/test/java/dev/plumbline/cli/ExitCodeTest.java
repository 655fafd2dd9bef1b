package dev.plumbline.cli;

import static dev.plumbline.cli.report.Plans.change;
import static dev.plumbline.cli.report.Plans.ended;
import static dev.plumbline.cli.report.Plans.handler;
import static dev.plumbline.cli.report.Plans.host;
import static dev.plumbline.cli.report.Plans.inSync;
import static dev.plumbline.cli.report.Plans.later;
import static dev.plumbline.cli.report.Plans.opaque;
import static dev.plumbline.cli.report.Plans.report;
import static dev.plumbline.cli.report.Plans.unreachable;
import static dev.plumbline.cli.report.Plans.violation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Difference;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    private static final Difference DIFFERENCE = Difference.of("mode", "0644", "0600");

    private static int drift(HostPlan... hosts) {
        return ExitCode.of(report(Purpose.DRIFT, hosts), false).code();
    }

    private static int apply(HostPlan... hosts) {
        return ExitCode.of(report(Purpose.APPLY, hosts), false).code();
    }

    @Test
    void of_several_reasons_the_first_counts() {
        List<ExitCode> order = List.of(
                ExitCode.INTERRUPTED,
                ExitCode.WRONG,
                ExitCode.REFUSED,
                ExitCode.FAILED,
                ExitCode.UNREACHABLE,
                ExitCode.DIFFERENT,
                ExitCode.DONE);

        for (int i = 0; i < order.size(); i++) {
            Set<ExitCode> fromHere = EnumSet.copyOf(order.subList(i, order.size()));
            assertThat(ExitCode.first(fromHere)).isEqualTo(order.get(i));
        }
        assertThat(order).extracting(ExitCode::code).containsExactly(130, 3, 5, 1, 4, 2, 0);
        assertThat(ExitCode.TERMINATED.code()).isEqualTo(143);
        assertThat(ExitCode.INTERNAL.code()).isEqualTo(70);
        assertThat(ExitCode.first(EnumSet.of(ExitCode.TERMINATED, ExitCode.WRONG)))
                .isEqualTo(ExitCode.TERMINATED);
        assertThat(ExitCode.first(Set.of())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void a_plan_with_changes_is_done_unless_details_are_asked_for() {
        Report changed = report(Purpose.PLAN, host("a", change("T", DIFFERENCE)));

        assertThat(ExitCode.of(changed, false)).isEqualTo(ExitCode.DONE);
        assertThat(ExitCode.of(changed, true)).isEqualTo(ExitCode.DIFFERENT);
        assertThat(ExitCode.of(report(Purpose.PLAN, host("a", inSync("T"))), true))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void what_drifted_is_a_difference() {
        assertThat(drift(host("a", inSync("T")))).isEqualTo(0);
        assertThat(drift(host("a", change("T", DIFFERENCE)))).isEqualTo(2);
        assertThat(drift(host("a", violation("T", "redis.role")))).isEqualTo(2);
        assertThat(drift(host("a", change("T", DIFFERENCE)), unreachable("b"))).isEqualTo(4);
    }

    @Test
    void opaque_commands_and_what_only_they_bring_about_are_never_drift() {
        assertThat(drift(host("a", opaque("make install")))).isEqualTo(0);
        assertThat(drift(host("a", opaque("make install"), handler("restart")))).isEqualTo(0);
        assertThat(drift(host("a", opaque("make install"), later("Check", "known after make", DIFFERENCE))))
                .isEqualTo(0);
        assertThat(drift(host("a", change("restart every time")))).isEqualTo(0);
    }

    @Test
    void a_handler_that_an_earlier_run_owes_is_drift() {
        assertThat(drift(host("a", inSync("T"), handler("restart")))).isEqualTo(2);
    }

    @Test
    void what_could_not_be_read_is_a_failure_and_not_drift() {
        assertThat(drift(host("a", violation("T", "read.unreadable")))).isEqualTo(1);
    }

    @Test
    void an_apply_fails_where_a_task_did() {
        assertThat(apply(host("a", ended(change("T", DIFFERENCE), Status.CHANGED))))
                .isEqualTo(0);
        assertThat(apply(host("a", ended(violation("T", "x"), Status.FAILED)))).isEqualTo(1);
        assertThat(apply(host("a", ended(change("T", DIFFERENCE), Status.UNKNOWN))))
                .isEqualTo(1);
        assertThat(apply(host("a", ended(violation("T", "x"), Status.FAILED)), unreachable("b")))
                .isEqualTo(1);
        assertThat(apply(host("a", ended(inSync("T"), Status.UNCHANGED)), unreachable("b")))
                .isEqualTo(4);
    }

    @Test
    void aFailureThatThePlaybookIgnoresIsNone() {
        assertThat(apply(host("a", ended(violation("Tolerated", "x"), Status.FAILED))))
                .isEqualTo(0);
        assertThat(drift(host("a", violation("Tolerated", "x")))).isEqualTo(0);
    }
}
