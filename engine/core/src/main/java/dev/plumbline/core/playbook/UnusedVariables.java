package dev.plumbline.core.playbook;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.TemplateFiles;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.SourceFile;
import dev.plumbline.core.yaml.VaultedYaml;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Variables that are set where only this playbook sees them, in {@code vars} and by {@code -e}, and that nothing names. Those of
 * inventories and files may be meant for another playbook. Of a playbook that brings in tasks from elsewhere nothing is said.
 */
public final class UnusedVariables {
    private static final Set<String> BARE = Set.of("when", "until", "changed_when", "failed_when", "that");
    private static final List<String> FROM_ELSEWHERE = List.of("roles", "include", "import_");

    private final Expressions expressions;
    private final Set<String> used = new HashSet<>();
    private final Map<String, Definition> set = new LinkedHashMap<>();
    private boolean whole = true;

    private UnusedVariables(Expressions expressions) {
        this.expressions = expressions;
    }

    /** One warning for each; the playbook is one that could be loaded. */
    public static List<Problem> of(PlaybookRequest request) {
        Path project = request.project().toAbsolutePath().normalize();
        UnusedVariables variables =
                new UnusedVariables(new Expressions(new TemplateFiles(request.templateDirectories(), project)));
        request.extra().forEach(variables::set);
        read(request.playbook(), request.shown()).ifPresent(variables::collect);
        variables.collectFiles(request);
        Set<Definition> definitions = Collections.newSetFromMap(new IdentityHashMap<>());
        definitions.addAll(request.extra().values());
        for (HostName host : request.inventory().hosts()) {
            definitions.addAll(request.inventory().variables(host).values());
        }
        definitions.forEach(definition -> variables.names(definition.node()));
        return variables.whole ? variables.unused() : List.of();
    }

    private static Optional<YamlNode> read(Path file, String shown) {
        try {
            return YamlReader.read(shown, SourceFile.bytes(file), new Problems());
        } catch (IOException e) {
            return Optional.empty(); // loading it said so
        }
    }

    private static Optional<YamlNode> vars(PlaybookRequest request, String name) {
        try {
            byte[] content = SourceFile.bytes(request.directory().resolve(name));
            return VaultedYaml.read(request.secrets().vault(), name, content, new Problems());
        } catch (IOException e) {
            return Optional.empty(); // loading it said so
        }
    }

    private void set(String name, Definition definition) {
        if (!name.startsWith("ansible_")) {
            set.putIfAbsent(name, definition);
        }
    }

    private void collect(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> names(scalar);
            case YamlNode.Sequence sequence -> sequence.items().forEach(this::collect);
            case YamlNode.Mapping mapping -> mapping.entries().forEach(this::collect);
        }
    }

    private void collect(YamlNode.Entry entry) {
        String key = ModuleIndex.plain(entry.key());
        whole &= FROM_ELSEWHERE.stream().noneMatch(key::startsWith);
        if (key.equals("vars") && entry.value() instanceof YamlNode.Mapping variables) {
            variables
                    .entries()
                    .forEach(variable ->
                            set(variable.key(), new Definition(variable.value(), variable.keyAt(), "vars")));
        }
        if (BARE.contains(key)) {
            bare(entry.value());
        }
        collect(entry.value());
    }

    private void bare(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> expressions.namesOfBare(scalar).forEach(name -> used.add(name.name()));
            case YamlNode.Sequence sequence -> sequence.items().forEach(this::bare);
            case YamlNode.Mapping _ -> {}
        }
    }

    private void names(YamlNode node) {
        expressions.names(node).forEach(name -> used.add(name.name()));
        if (node instanceof YamlNode.Scalar scalar && scalar.text().endsWith(".ftl")) {
            expressions.namesOfTemplate(scalar.text()).forEach(name -> used.add(name.name()));
        }
    }

    private void collectFiles(PlaybookRequest request) {
        if (read(request.playbook(), request.shown()).orElse(null) instanceof YamlNode.Sequence plays) {
            for (YamlNode play : plays.items()) {
                if (play instanceof YamlNode.Mapping mapping) {
                    new Fields(mapping, new Problems())
                            .words("vars_files", "a list of files")
                            .forEach(file -> vars(request, file.text()).ifPresent(this::names));
                }
            }
        }
    }

    private List<Problem> unused() {
        List<Problem> warnings = new ArrayList<>();
        set.forEach((name, definition) -> {
            if (!used.contains(name)) {
                warnings.add(new Problem(
                        "playbook.variable.unused",
                        Optional.of(definition.at()),
                        "'" + name + "' is set here, but named nowhere",
                        NearestName.hint(name, used, "Take it away, or correct its name.")));
            }
        });
        return warnings;
    }
}
