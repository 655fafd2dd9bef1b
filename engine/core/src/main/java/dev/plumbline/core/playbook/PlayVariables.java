package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a play itself defines, its tasks left out.
 *
 * @param play its name, or the pattern of its hosts
 * @param layers the strongest first: {@code vars_files}, then {@code vars}
 * @param scope in which all of these hold
 */
public record PlayVariables(String play, List<Map<String, Definition>> layers, VariableScope scope) {
    public PlayVariables {
        layers = List.copyOf(layers);
    }

    /**
     * Reads those of the plays that are for a host.
     *
     * @param problems takes what is wrong with the variables; the rest of the playbook is not looked at
     */
    public static List<PlayVariables> of(PlaybookRequest request, HostName host, Problems problems) {
        Optional<YamlNode> document = Optional.empty();
        try {
            document = YamlReader.read(request.shown(), SourceFile.bytes(request.playbook()), problems);
        } catch (IOException e) {
            problems.add(
                    "playbook.unreadable",
                    "the playbook '" + request.shown() + "' can't be read",
                    "Name a file that you can read.");
        }
        List<PlayVariables> plays = new ArrayList<>();
        if (document.orElse(null) instanceof YamlNode.Sequence sequence) {
            for (YamlNode node : sequence.items()) {
                if (node instanceof YamlNode.Mapping play) {
                    of(play, request, host, problems).ifPresent(plays::add);
                }
            }
        }
        return plays;
    }

    private static Optional<PlayVariables> of(
            YamlNode.Mapping play, PlaybookRequest request, HostName host, Problems problems) {
        String pattern = play.get("hosts").map(PlayVariables::pattern).orElse("");
        List<HostName> hosts;
        try {
            hosts = pattern.isBlank() ? List.of() : request.inventory().select(pattern);
        } catch (IllegalArgumentException e) {
            hosts = List.of(); // validate says so
        }
        if (!hosts.contains(host)) {
            return Optional.empty();
        }
        Fields fields = new Fields(play, problems);
        Expressions expressions = new Expressions(new TemplateFiles(List.of(), request.project()), request.secrets());
        Variables variables = new Variables(expressions, problems);
        Map<String, Definition> ofPlay = variables.of(fields.mapping("vars", "a mapping of names to values"), "play");
        Map<String, Definition> ofFiles = variables.ofFiles(
                fields.words("vars_files", "a list of files"),
                request.directory(),
                request.secrets().vault());
        VariableScope scope = VariableScope.of(
                        request.inventory(),
                        request.extra(),
                        request.directory().toString())
                .forPlay(hosts)
                .within(ofPlay)
                .within(ofFiles);
        String name = fields.scalar("name", "a text").map(YamlNode.Scalar::text).orElse(pattern);
        return Optional.of(new PlayVariables(name, List.of(ofFiles, ofPlay), scope));
    }

    private static String pattern(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.text();
            case YamlNode.Sequence sequence ->
                String.join(
                        ":",
                        sequence.items().stream().map(PlayVariables::pattern).toList());
            case YamlNode.Mapping _ -> "";
        };
    }
}
