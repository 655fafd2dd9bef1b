package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.core.yaml.YamlNode;
import dev.plumbline.core.yaml.YamlNode.Entry;
import dev.plumbline.core.yaml.YamlNode.Mapping;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks that set variables: {@code set_fact} and {@code include_vars}. */
final class VariableTasks {
    static final String SET_FACT = "set_fact";
    static final String INCLUDE_VARS = "include_vars";
    static final Set<String> WORDS = Set.of(SET_FACT, INCLUDE_VARS);

    private final Reading reading;

    VariableTasks(Reading reading) {
        this.reading = reading;
    }

    Optional<TaskReader.Work> setFact(Entry word, Surroundings around) {
        if (!(word.value() instanceof Mapping mapping)) {
            reading.problems()
                    .add(
                            "playbook.arguments",
                            word.value().at(),
                            "'set_fact' needs a mapping of names to values",
                            "Write set_fact: { name: value }.");
            return Optional.empty();
        }
        mapping.entry("cacheable")
                .ifPresent(entry -> reading.problems()
                        .add(
                                "playbook.not_supported",
                                entry.keyAt(),
                                "'cacheable' of set_fact is not supported",
                                "Leave it out: what is set holds for this run."));
        Map<String, Definition> definitions =
                new Variables(around.base().expressions(), reading.problems()).of(Optional.of(mapping), SET_FACT);
        Expressions expressions = around.base().expressions();
        VariableScope scope = around.scope();
        return Optional.of(new TaskReader.Work(
                SET_FACT,
                Optional.empty(),
                new Task.Kind.Sets(List.copyOf(definitions.keySet()), false),
                environment -> new Assigned(values(definitions, expressions, scope, environment)),
                mapping));
    }

    private static Map<String, Data> values(
            Map<String, Definition> definitions,
            Expressions expressions,
            VariableScope scope,
            Environment environment) {
        Map<String, Data> values = new LinkedHashMap<>();
        definitions.forEach((name, definition) -> {
            Data data = expressions.evaluate(definition.node(), name, scope, environment);
            if (!Expressions.isOmitted(data)) {
                values.put(name, SecretNames.guarded(name, data));
            }
        });
        return values;
    }

    Optional<TaskReader.Work> includeVars(Entry word, Surroundings around) {
        Optional<Scalar> file = file(word);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> below = word.value() instanceof Mapping mapping
                ? Names.variable(new Fields(mapping, reading.problems()), "name")
                : Optional.empty();
        around.base().expressions().check(file.get(), reading.problems());
        List<Path> folders = around.base().folders("vars", reading.request().directory());
        Candidates candidates = new Candidates(reading);
        Candidates.Found found = candidates.of(file.get(), around, folders, false);
        Map<String, Map<String, Definition>> files = new LinkedHashMap<>();
        for (String name : found.names()) {
            read(name, file.get(), folders, around).ifPresent(definitions -> files.put(name, definitions));
        }
        Set<String> names = new LinkedHashSet<>();
        below.ifPresentOrElse(names::add, () -> files.values().forEach(each -> names.addAll(each.keySet())));
        Expressions expressions = around.base().expressions();
        VariableScope scope = around.scope();
        Template<String> choice = candidates.choice(file.get(), expressions, scope, files.keySet());
        return Optional.of(new TaskReader.Work(
                INCLUDE_VARS,
                Optional.empty(),
                new Task.Kind.Sets(List.copyOf(names), true),
                environment -> {
                    Map<String, Definition> chosen = files.getOrDefault(choice.evaluate(environment), Map.of());
                    Map<String, Data> values = values(chosen, expressions, scope.within(chosen), environment);
                    return new Assigned(below.isPresent() ? Map.of(below.get(), Data.of(values)) : values);
                },
                file.get()));
    }

    private Optional<Scalar> file(Entry word) {
        if (word.value() instanceof Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar);
        }
        if (word.value() instanceof Mapping mapping) {
            Set<String> known = Set.of("file", "name");
            for (Entry entry : mapping.entries()) {
                if (!known.contains(entry.key())) {
                    reading.problems()
                            .add(
                                    "playbook.not_supported",
                                    entry.keyAt(),
                                    "'" + entry.key() + "' of include_vars is not supported",
                                    NearestName.hint(
                                            entry.key(), known, "Name one file: include_vars: { file: x.yml }."));
                }
            }
            Optional<Scalar> file = new Fields(mapping, reading.problems()).scalar("file", "the name of a file");
            if (file.isPresent()) {
                return file;
            }
        }
        reading.problems()
                .add(
                        "playbook.arguments",
                        word.value().at(),
                        "'include_vars' needs the name of a file",
                        "Write include_vars: x.yml.");
        return Optional.empty();
    }

    private Optional<Map<String, Definition>> read(String name, Scalar asked, List<Path> folders, Surroundings around) {
        Optional<Path> path = Sources.find(folders, name);
        if (path.isEmpty()) {
            reading.problems()
                    .add(
                            "playbook.include.not_found",
                            asked.at(),
                            "there is no file of variables '" + name + "'; looked in " + shown(folders),
                            "Correct the name.");
            return Optional.empty();
        }
        Optional<YamlNode> document = reading.sources().variables(path.get(), asked.at());
        if (document.isPresent() && !(document.get() instanceof Mapping)) {
            reading.problems()
                    .add(
                            "playbook.vars_files",
                            document.get().at(),
                            "a file of variables holds a mapping, and this is "
                                    + document.get().kind(),
                            "Write name: value.");
        }
        Optional<Mapping> mapping = document.filter(Mapping.class::isInstance).map(Mapping.class::cast);
        return Optional.of(new Variables(around.base().expressions(), reading.problems())
                .of(mapping, reading.sources().shown(path.get())));
    }

    private String shown(List<Path> folders) {
        return String.join(
                ", ", folders.stream().map(reading.sources()::shown).distinct().toList());
    }
}
