package dev.plumbline.cli.report;

import static dev.plumbline.cli.report.Plans.change;
import static dev.plumbline.cli.report.Plans.ended;
import static dev.plumbline.cli.report.Plans.host;
import static dev.plumbline.cli.report.Plans.inSync;
import static dev.plumbline.cli.report.Plans.report;
import static dev.plumbline.cli.report.Plans.unreachable;
import static dev.plumbline.cli.report.Plans.violation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.module.Difference;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.plan.Status;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    @Test
    void the_document_has_the_documented_shape() {
        Report report = report(
                Purpose.DRIFT,
                host("redis1", change("Configuration", Difference.added("maxmemory", Text.of("1gb")))),
                unreachable("redis2"));

        assertThat(JsonReport.render(report)).isEqualTo("""
            {
              "version" : 1,
              "command" : "drift",
              "playbook" : "redis.yml",
              "run" : "run-1",
              "summary" : {
                "hosts" : 2,
                "in_sync" : 0,
                "changed" : 1,
                "unreachable" : 1,
                "failed" : 0,
                "unknown" : 0,
                "changes" : 1,
                "violations" : 0,
                "fidelity" : {
                  "certain" : 1,
                  "conditional" : 0,
                  "opaque" : 0
                },
                "round_trips" : {
                  "shell" : 2,
                  "tunnel" : 1
                }
              },
              "hosts" : [
                {
                  "host" : "redis1",
                  "status" : "drifted",
                  "error" : null,
                  "notes" : [ ],
                  "tasks" : [
                    {
                      "name" : "Configuration",
                      "module" : "redis_conf",
                      "at" : "redis.yml:14",
                      "verdict" : "change",
                      "because" : null,
                      "apply" : null,
                      "kind" : "drift",
                      "since" : null,
                      "differences" : [
                        {
                          "attribute" : "maxmemory",
                          "before" : null,
                          "after" : "1gb"
                        }
                      ],
                      "outcome" : null,
                      "error" : null
                    }
                  ]
                },
                {
                  "host" : "redis2",
                  "status" : "unreachable",
                  "error" : {
                    "code" : "ssh.refused",
                    "message" : "redis2: connection refused",
                    "remedy" : "start sshd there"
                  },
                  "notes" : [ ],
                  "tasks" : [ ]
                }
              ]
            }
            """);
    }

    @Test
    void outcomes_and_errors_are_told() {
        Report report = report(
                Purpose.APPLY,
                host(
                        "a",
                        ended(inSync("Zero"), Status.SKIPPED),
                        ended(violation("One", "redis.wrongpass"), Status.FAILED),
                        ended(inSync("Two"), Status.NOT_RUN)));

        assertThat(JsonReport.line(report))
                .contains(
                        "\"status\":\"failed\"",
                        "\"outcome\":\"unchanged\"",
                        "\"outcome\":\"failed\",\"error\":{\"code\":\"redis.wrongpass\","
                                + "\"message\":\"what is wrong with One\",\"remedy\":\"what to do about it\"}",
                        "\"outcome\":\"not_run\"")
                .satisfies(line -> assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1));
    }
}
