package dev.plumbline.cli;

import dev.plumbline.api.module.Desired;
import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Where;
import dev.plumbline.api.read.Account;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.read.FileState;
import dev.plumbline.api.read.Reachability;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.read.UnitState;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Sha256;
import dev.plumbline.cli.assembly.AnswerLog;
import dev.plumbline.cli.assembly.Declaration;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.cli.report.TextReport;
import dev.plumbline.core.plan.Sight;
import dev.plumbline.core.plan.TaskPlan;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.FactSource;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Play;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reason of one task's plan, link by link. */
final class Why {
    private static final int WIDTH = 160;

    private final Preparation preparation;
    private final AnswerLog log;

    Why(Preparation preparation, AnswerLog log) {
        this.preparation = preparation;
        this.log = log;
    }

    String text(TaskPlan plan) {
        StringBuilder text = new StringBuilder();
        HostName host = plan.key().host();
        text.append(Printable.line(plan.name()))
                .append(" on ")
                .append(Printable.line(host.value()))
                .append("\n\ndeclared\n");
        Declaration declaration = Declaration.of(preparation.workspace(), plan.at(), host);
        line(text, plan.module() + "  " + plan.at().fileAndLine());
        declaration.arguments().forEach(argument -> line(text, "  " + argument));
        declaration.variables().forEach(variable -> line(text, "  " + variable));
        Optional<Task> task = task(preparation.loaded().program(), plan.key().task());
        if (task.isPresent()) {
            text.append("\nread\n");
            read(task.get(), plan).forEach(answer -> line(text, answer));
        }
        text.append("\nfound\n");
        text.append(TextReport.task(plan, preparation.palette()));
        text.append("\nwould do\n");
        if (plan.deeds().summaries().isEmpty()) {
            line(text, "nothing");
        }
        plan.deeds().summaries().forEach(does -> line(text, does));
        task.map(Task::notifies).orElse(List.of()).forEach(handler -> line(text, "then, when changed: " + handler));
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("  ").append(Printable.line(line, WIDTH)).append('\n');
    }

    private static Optional<Task> task(Program program, String id) {
        return program.plays().stream()
                .flatMap(Play::allTasks)
                .filter(task -> task.id().equals(id))
                .findFirst();
    }

    /** What the module asked for and what the hosts answered. */
    private List<String> read(Task task, TaskPlan plan) {
        Environment bare = new Environment(plan.key().host(), Map.of(), Map.of(), this::facts);
        Environment environment = plan.item()
                .flatMap(item -> task.loop().map(loop -> bare.with(loop.variable(), new Value.Present(item))))
                .orElse(bare);
        Map<String, String> answers = new LinkedHashMap<>();
        try {
            look(task.state().evaluate(environment), plan.key().host(), answers);
        } catch (NotYetKnown | EvaluationException e) {
            answers.put("its arguments name what is known only during the run", "");
        }
        if (answers.isEmpty()) {
            answers.put("nothing", "");
        }
        return answers.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue().isEmpty() ? "" : " → " + entry.getValue()))
                .toList();
    }

    private <O> void look(Desired<O> desired, HostName here, Map<String, String> answers) {
        Sight<O> sight = Sight.look(desired.probe(), new Sight.Lookup() {
            @Override
            public <T> Optional<Known<T>> find(Where where, Read<T> read) {
                HostName host = switch (where) {
                    case Where.Here() -> here;
                    case Where.On(HostName other) -> other;
                };
                Optional<Known<T>> answer = log.find(host, read);
                answers.put(
                        question(read) + (host.equals(here) ? "" : " on " + host),
                        answer.map(Why::answer).orElse("not asked"));
                return answer;
            }
        });
        if (sight instanceof Sight.Blocked<O>(String reason)) {
            answers.put("it stopped there", reason);
        }
    }

    private Data.Mapping facts(HostName host, FactSubset subset, Set<FactSubset> together) {
        return log.find(host, new Read.Facts(subset)).orElse(null)
                        instanceof Known.Seen<Data.Mapping>(Data.Mapping told)
                ? told
                : FactSource.LATER.facts(host, subset, together);
    }

    private static String question(Read<?> read) {
        return switch (read) {
            case Read.FileStatus(var path) -> "what lies at " + path;
            case Read.FileHash(var path) -> "hash of " + path;
            case Read.FileContent(var path) -> "content of " + path;
            case Read.FileModified(var path) -> "when " + path + " was changed";
            case Read.UnitStatus(String name) -> "state of the unit " + name;
            case Read.UnitStarted(String name) -> "since when " + name + " runs";
            case Read.PackageVersion(String name) -> "version of the package " + name;
            case Read.CommandOutput command -> "what " + String.join(" ", command.arguments()) + " prints";
            case Read.Self() -> "who one is there";
            case Read.TcpReach reach -> "whether " + reach.address() + ":" + reach.port() + " can be reached";
            case Read.RedisQuery query ->
                "redis " + query.server().address() + ":" + query.server().port() + " "
                        + String.join(" ", query.command());
            case Read.Facts(var subset) -> "its facts of " + subset.word();
            case Read.Owed() -> "which handlers are owed";
            case Read.LeftBy(String run) -> "what " + run + " left";
        };
    }

    private static String answer(Known<?> known) {
        return switch (known) {
            case Known.Seen<?>(Object value) -> value(value);
            case Known.Unreadable<?>(String reason) -> "unreadable: " + reason;
            case Known.After<?>(String cause) -> "known after " + cause;
        };
    }

    /** What servers, commands and files say may hold passwords that nothing marks: of those only that they answered. */
    private static String value(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(Why::value).orElse("absent");
            case FileState state -> state.toString();
            case UnitState state -> state.toString();
            case Account account -> account.toString();
            case Reachability reachability -> reachability.toString();
            case Sha256 hash -> hash.hex().substring(0, 12);
            case Bytes bytes -> bytes.toString();
            case Set<?> set -> set.isEmpty() ? "none" : set.toString();
            case Long number -> number.toString();
            case String text -> text;
            default -> "answered";
        };
    }
}
