package dev.plumbline.core.schema;

import dev.plumbline.core.module.ModuleKeywords;
import dev.plumbline.core.yaml.Keyword;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may stand below a word of ours. */
final class KeywordSchema {
    static final String TASK = "task";
    static final String ROLE_ARGUMENTS = "arguments";

    private static final Schema TEXT = Schema.type("string", "number", "boolean", "null");
    private static final Schema TEXTS = Schema.type("string", "number", "array", "null")
            .with("items", Schema.type("string", "number").fields());
    private static final Schema CONDITION = Schema.type("string", "boolean", "null");
    private static final Schema HASH = Schema.type("string").with("pattern", "^[0-9A-Fa-f]{64}$");

    private KeywordSchema() {}

    static Map<String, Schema> of(Collection<Keyword> keywords) {
        Map<String, Schema> properties = new LinkedHashMap<>();
        keywords.forEach(keyword -> properties.put(keyword.name(), of(keyword)));
        return properties;
    }

    private static Schema of(Keyword keyword) {
        return shape(keyword.shape()).about(keyword.about()).example(keyword.example());
    }

    private static Schema shape(Keyword.Shape shape) {
        return switch (shape) {
            case TEXT, NAME -> TEXT;
            case TEXTS, NAMES, PATTERN -> TEXTS;
            case FLAG -> TypeSchema.orExpression(TypeSchema.FLAG);
            case WHOLE -> Schema.type("integer", "string", "null").with("pattern", "^[0-9]+$|\\$\\{");
            case CONDITION -> CONDITION;
            case CONDITIONS -> Schema.type("string", "boolean", "array", "null").with("items", CONDITION.fields());
            case VARIABLES -> Schema.open(Schema.ANYTHING);
            case LIST -> Schema.anyOf(Schema.type("array", "object"), Schema.EXPRESSION);
            case LOOP_CONTROL -> loopControl();
            case ROLE_ARGUMENTS -> Schema.reference(ROLE_ARGUMENTS);
            case TASKS, HANDLERS -> Schema.list(Schema.reference(TASK));
            case INTERVAL -> Schema.type("integer", "string").with("pattern", "^[0-9]{1,6}\\s*(ms|s|m|h)?$");
            case SCRIPT -> Schema.type("string");
            case IN_SYNC ->
                Schema.anyOf(
                        Schema.type("string", "boolean"),
                        Schema.closed(
                                Map.of("sh", Schema.type("string").about("Ends with 0 for yes, 1 for no.")),
                                List.of("sh")));
            case PARAMETERS -> Schema.open(Schema.closed(of(ModuleKeywords.OF_PARAMETER), List.of("description")));
            case JARS -> jars();
            case ANYTHING -> Schema.ANYTHING;
        };
    }

    private static Schema loopControl() {
        Map<String, Schema> keys = new LinkedHashMap<>();
        keys.put("loop_var", Schema.type("string").about("What the item is called."));
        keys.put("index_var", Schema.type("string").about("What its number is called; counted from 0."));
        keys.put("label", TEXT.about("What is shown for the item."));
        keys.put("extended", TypeSchema.FLAG.about("Whether ansible_loop tells where in the list it stands."));
        return Schema.closed(keys, List.of());
    }

    private static Schema jars() {
        Map<String, Schema> keys = new LinkedHashMap<>();
        keys.put("jar", Schema.type("string").about("The file, relative to plumb.yml."));
        keys.put("sha256", HASH.about("As 'sha256sum FILE' prints it. Another jar is refused."));
        return Schema.list(Schema.closed(keys, List.of("jar", "sha256")));
    }
}
