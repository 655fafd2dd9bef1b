package dev.plumbline.core.schema;

import dev.plumbline.api.module.ModuleType;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Playbooks: plays of tasks, of the modules that are there. */
final class PlaybookSchema {
    private static final String PREFIX = "ansible.builtin.";
    private static final String MODULE = "module_";
    private static final String IMPORT = "import_playbook";
    private static final Map<String, String> INCLUDES = new TreeMap<>(Map.of(
            "include_tasks", "A file of tasks; its name may depend on the host.",
            "import_tasks", "A file of tasks.",
            "include_role", "A role whose tasks stand here; its name may depend on the host.",
            "import_role", "A role whose tasks stand here."));

    private PlaybookSchema() {}

    static Schema of(ModuleIndex modules) {
        Map<String, Schema> definitions = new LinkedHashMap<>();
        definitions.put("play", play());
        definitions.put("import", importing());
        definitions.put(
                KeywordSchema.TASK,
                Schema.anyOf(
                        Schema.reference("module_task"),
                        Schema.reference("block"),
                        Schema.reference("include"),
                        Schema.reference("meta")));
        definitions.put("block", block());
        definitions.put("include", include());
        definitions.put("meta", meta());
        definitions.put("module_task", task(modules));
        for (ModuleType module : modules.all()) {
            definitions.put(MODULE + module.name(), TypeSchema.arguments(module));
        }
        return Schema.type("array")
                .with(
                        "items",
                        Schema.anyOf(Schema.reference("play"), Schema.reference("import"))
                                .fields())
                .with("minItems", 1)
                .document("Plumbline playbook", definitions);
    }

    private static Schema play() {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofPlay());
        PlaybookWords.refusedOfPlays().forEach((name, remedy) -> properties.putIfAbsent(name, Schema.refused(remedy)));
        return Schema.closed(properties, List.of("hosts"));
    }

    private static Schema block() {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofBlock());
        refuse(properties);
        return Schema.closed(properties, List.of("block")).about("Tasks for which the words beside it hold together.");
    }

    private static Schema meta() {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofMeta());
        properties.put("meta", Schema.words(PlaybookWords.metaActions()).about("A word about the course of the play."));
        return Schema.closed(properties, List.of("meta"));
    }

    private static Schema importing() {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofImport());
        properties.put(PREFIX + IMPORT, Schema.type("string"));
        return Schema.closed(properties, List.of())
                .withOneOf(List.of(Schema.required(IMPORT), Schema.required(PREFIX + IMPORT)));
    }

    private static Schema include() {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofInclude());
        List<Schema> choices = new ArrayList<>();
        INCLUDES.forEach(
                (word, about) -> offer(word, Schema.type("string", "object").about(about), properties, choices));
        refuse(properties);
        return Schema.closed(properties, List.of())
                .about("Tasks from elsewhere, for which the words beside it hold.")
                .withOneOf(choices);
    }

    /** Offers a word with and without Ansible's prefix. */
    private static void offer(String word, Schema schema, Map<String, Schema> properties, List<Schema> choices) {
        for (String written : List.of(word, PREFIX + word)) {
            properties.put(written, schema);
            choices.add(Schema.required(written));
        }
    }

    private static Schema task(ModuleIndex modules) {
        Map<String, Schema> properties = KeywordSchema.of(PlaybookWords.ofTask());
        List<Schema> choices = new ArrayList<>();
        modules.names().forEach(name -> offer(name, Schema.reference(MODULE + name), properties, choices));
        offer("set_fact", Schema.open(Schema.ANYTHING).about("Variables that hold from here on."), properties, choices);
        offer("include_vars", Schema.type("string", "object").about("A file of variables."), properties, choices);
        refuse(properties);
        return Schema.closed(properties, List.of())
                .about("A module and its arguments, and when and how it is used.")
                .withOneOf(choices);
    }

    private static void refuse(Map<String, Schema> properties) {
        PlaybookWords.refusedOfTasks().forEach((name, remedy) -> properties.putIfAbsent(name, Schema.refused(remedy)));
    }
}
