package dev.plumbline.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanGraphTest {
    private static final PlanGraph GRAPH = PlanGraph.of(
            Plans.report(
                    Purpose.PLAN,
                    Plans.host(
                            "a",
                            Plans.change("Say \"hi\"", Difference.of("port", "1", "2")),
                            Plans.inSync("Fine"),
                            Plans.later("After", "known after Say \"hi\" on a", Difference.added("x", Text.of("1")))),
                    Plans.host("b", Plans.change("Say \"hi\"", Difference.of("port", "1", "2")))),
            new Program("redis.yml", List.of(), List.of()));

    @Test
    void whatFollowsFromWhatIsTold() {
        assertThat(GRAPH.text()).isEqualTo("""
            Say "hi"  redis_conf  redis.yml:14  on a, b
              decides → After  redis.yml:14
            After  redis_conf  redis.yml:14  on a
            """);
    }

    @Test
    void graphvizReadsIt() {
        assertThat(GRAPH.dot()).isEqualTo("""
            digraph plan {
              rankdir=LR;
              node [shape=box];
              "Say \\"hi\\"" [label="Say \\"hi\\"\\nredis_conf  redis.yml:14\\na, b"];
              "After" [label="After\\nredis_conf  redis.yml:14\\na", style=dashed];
              "Say \\"hi\\"" -> "After" [label="decides", style=dashed];
            }
            """);
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(PlanGraph.of(Plans.report(Purpose.PLAN), new Program("x", List.of(), List.of()))
                        .text())
                .isEqualTo("nothing would be done\n");
    }
}
