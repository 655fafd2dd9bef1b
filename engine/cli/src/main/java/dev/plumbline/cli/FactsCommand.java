package dev.plumbline.cli;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.FactSubset;
import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.cli.assembly.Connections;
import dev.plumbline.cli.assembly.HostFacts;
import dev.plumbline.cli.assembly.Workspace;
import dev.plumbline.cli.options.Destination;
import dev.plumbline.cli.options.Format;
import dev.plumbline.cli.options.OutputOptions;
import dev.plumbline.cli.options.ProjectOptions;
import dev.plumbline.cli.report.Printable;
import dev.plumbline.core.fact.FactName;
import dev.plumbline.core.inventory.HostConnection;
import dev.plumbline.core.plan.Fault;
import dev.plumbline.core.run.FactsLook;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plumb facts}: what hosts say of themselves. */
@CommandLine.Command(description = "Shows what hosts say of themselves, as expressions see it under 'facts'.")
final class FactsCommand implements Command {
    /** What is long and seldom wanted is shown only when it is named. */
    private static final Set<FactSubset> LONG = EnumSet.of(FactSubset.PACKAGES, FactSubset.SERVICES, FactSubset.USERS);

    @Parameters(index = "0", paramLabel = "HOSTS", description = "a pattern of hosts")
    private String pattern = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME",
            completionCandidates = FactWords.class,
            description = "only these facts or subsets; else all but packages, services and users")
    private List<String> names = List.of();

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** One host's facts by name, and why others are missing. */
    private record Told(Map<String, Data> facts, Map<String, String> unreadable, Optional<Fault> unreachable) {}

    @Override
    public ExitCode run(Surroundings surroundings) throws InterruptedException {
        Problems problems = new Problems();
        List<Destination> destinations = output.destinations(surroundings.workingDirectory(), problems);
        Workspace workspace = Workspace.open(
                surroundings.workingDirectory(),
                surroundings.environment(),
                project.flags(output.isNoColor()),
                Optional.empty(),
                new Prompt(surroundings)::password,
                problems);
        surroundings.err().print(ProblemText.warnings(workspace.warnings()));
        List<FactName> wanted = wanted(problems);
        List<HostName> hosts = workspace.select(pattern, problems);
        Map<HostName, HostConnection> connections =
                new Connections(workspace, Map.of(), Optional.empty()).of(hosts, problems);
        problems.throwIfAny();
        Set<FactSubset> subsets = wanted.stream()
                .map(FactName::subset)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FactSubset.class)));
        Map<HostName, Told> told = new LinkedHashMap<>();
        HostFacts.of(workspace, connections, hosts, Preparation.passwords(surroundings, project), subsets)
                .forEach((host, seen) -> told.put(host, told(seen, wanted)));
        Outputs.write(destinations, surroundings, format -> format == Format.TEXT ? text(told) : json(told));
        return told.values().stream().anyMatch(each -> each.unreachable().isPresent())
                ? ExitCode.UNREACHABLE
                : ExitCode.DONE;
    }

    private List<FactName> wanted(Problems problems) {
        for (String name : names) {
            if (FactName.find(name).isEmpty() && FactSubset.find(name).isEmpty()) {
                problems.add(
                        "usage.fact",
                        "there is no fact '" + name + "'",
                        NearestName.hint(name, new FactWords().all(), "the guide's page on facts lists them"));
            }
        }
        return FactName.ALL.stream()
                .filter(fact -> names.isEmpty()
                        ? !LONG.contains(fact.subset())
                        : names.contains(fact.name())
                                || names.contains(fact.subset().word()))
                .toList();
    }

    private static Told told(FactsLook.Seen seen, List<FactName> wanted) {
        Map<String, Data> facts = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        for (FactName fact : wanted) {
            Known<Data.Mapping> known = seen.facts().get(fact.subset());
            if (known instanceof Known.Seen<Data.Mapping>(Data.Mapping all)) {
                Optional.ofNullable(all.entries().get(fact.name())).ifPresent(value -> facts.put(fact.name(), value));
            } else if (known instanceof Known.Unreadable<Data.Mapping>(String reason)) {
                unreadable.put(fact.subset().word(), reason);
            }
        }
        return new Told(facts, unreadable, seen.unreachable());
    }

    private static String text(Map<HostName, Told> told) {
        StringBuilder text = new StringBuilder();
        told.forEach((host, each) -> {
            text.append(text.isEmpty() ? "" : "\n").append(Printable.line(host.value()));
            each.unreachable()
                    .ifPresent(fault -> text.append(": ")
                            .append(Printable.line(fault.message()))
                            .append("  [")
                            .append(fault.code())
                            .append("]\n  → ")
                            .append(Printable.line(fault.remedy())));
            text.append('\n');
            each.facts()
                    .forEach((name, value) ->
                            text.append("  %-27s %s%n".formatted(name, Printable.line(DataText.of(value)))));
            each.unreadable()
                    .forEach((subset, reason) ->
                            text.append("  %-27s not readable: %s%n".formatted(subset, Printable.line(reason))));
        });
        return text.toString();
    }

    private static String json(Map<HostName, Told> told) {
        return Json.document(json -> {
            json.writeStringField("command", "facts");
            json.writeArrayFieldStart("hosts");
            for (Map.Entry<HostName, Told> host : told.entrySet()) {
                json.writeStartObject();
                json.writeStringField("host", host.getKey().value());
                json.writeFieldName("facts");
                DataJson.write(mapping(host.getValue().facts()), json);
                json.writeObjectFieldStart("unreadable");
                for (Map.Entry<String, String> each :
                        host.getValue().unreadable().entrySet()) {
                    json.writeStringField(each.getKey(), each.getValue());
                }
                json.writeEndObject();
                Optional<Fault> fault = host.getValue().unreachable();
                if (fault.isPresent()) {
                    json.writeObjectFieldStart("error");
                    json.writeStringField("code", fault.get().code());
                    json.writeStringField("message", fault.get().message());
                    json.writeStringField("remedy", fault.get().remedy());
                    json.writeEndObject();
                } else {
                    json.writeNullField("error");
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static Data mapping(Map<String, Data> facts) {
        Data.Builder mapping = Data.mapping();
        facts.forEach(mapping::put);
        return mapping.build();
    }
}
