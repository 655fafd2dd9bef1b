package dev.plumbline.cli;

import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.AnswerLog;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.PlaybookOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Purpose;
import dev.plumbline.cli.report.Report;
import dev.plumbline.core.plan.HostPlan;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.yaml.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb why}: the whole reason of one change. */
@CommandLine.Command(
        description =
                "Tells the whole reason of one task's plan on one host: what is declared and where, what was read,"
                        + " what differs, what would be done.")
final class WhyCommand implements Command {

    @Parameters(index = "0", paramLabel = "HOST")
    private String host = "";

    @Parameters(index = "1", paramLabel = "TASK", description = "its name, a part of it, or FILE:LINE")
    private String task = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "PLAYBOOK",
            description = "may be left out where the folder holds only one")
    private @Nullable Path playbook;

    @Mixin
    private PlaybookOptions part = new PlaybookOptions();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Path file = playbook == null ? OnlyPlaybook.in(surroundings.workingDirectory()) : playbook;
        Preparation preparation =
                Preparation.of(surroundings, file, project, part, part.limit().or(() -> Optional.of(host)), output);
        HostName name = new HostName(host);
        List<HostName> hosts = preparation.loaded().program().hosts();
        if (!hosts.contains(name)) {
            throw problem(
                    "why.host",
                    "the playbook does nothing on a host '" + host + "'",
                    NearestName.hint(
                            host, hosts.stream().map(HostName::value).toList(), "'plumb inventory' shows the hosts"));
        }
        AnswerLog log = new AnswerLog();
        try (PlaybookRun run = PlaybookRun.start(preparation, surroundings, log)) {
            Report report = run.look(Purpose.PLAN);
            HostPlan plan = report.plan()
                    .host(name)
                    .orElseThrow(() -> problem(
                            "why.host",
                            "the playbook does nothing on " + host,
                            "see 'plumb plan " + file + " --list-hosts'"));
            if (plan.unreachable().isPresent()) {
                run.show(report);
                return ExitCode.UNREACHABLE;
            }
            List<TaskPlan> tasks = find(plan);
            Why why = new Why(preparation, log);
            tasks.forEach(each -> surroundings.out().print(why.text(each)));
            return ExitCode.DONE;
        }
    }

    /** Every run of the task that is meant: a loop has several. */
    private List<TaskPlan> find(HostPlan plan) {
        String wanted = task.toLowerCase(Locale.ROOT);
        List<Predicate<TaskPlan>> ways = List.of(
                each -> each.name().equals(task),
                each -> each.name().toLowerCase(Locale.ROOT).equals(wanted),
                each -> each.at().fileAndLine().equals(task)
                        || each.at().fileAndLine().endsWith("/" + task),
                each -> each.name().toLowerCase(Locale.ROOT).contains(wanted),
                each -> each.module().equals(task));
        Optional<List<TaskPlan>> found = ways.stream()
                .map(way -> plan.tasks().stream().filter(way).toList())
                .filter(tasks -> !tasks.isEmpty())
                .findFirst();
        return found.orElseThrow(() -> problem(
                "why.task",
                "there is no task '" + task + "' on " + host,
                NearestName.hint(
                        task,
                        plan.tasks().stream().map(TaskPlan::name).toList(),
                        "--list-tasks with plan shows them")));
    }

    private static ProblemsException problem(String code, String message, String remedy) {
        return new ProblemsException(List.of(new Problem(code, Optional.empty(), message, remedy)));
    }
}
