package dev.plumbline.core.schema;

import dev.plumbline.core.module.ModuleKeywords;
import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.playbook.PlaybookWords;
import dev.plumbline.core.project.ProjectWords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of files that a schema describes. */
public enum SchemaKind {
    PLAYBOOK("playbook"),
    INVENTORY("inventory"),
    PROJECT("plumb.yml"),
    MODULE("module"),
    ROLE_ARGUMENTS("role-arguments");

    private final String word;

    SchemaKind(String word) {
        this.word = word;
    }

    /** As the command line names it. */
    public String word() {
        return word;
    }

    public static Optional<SchemaKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The schema, where a playbook may name these modules. */
    public Schema schema(ModuleIndex modules) {
        return switch (this) {
            case PLAYBOOK -> PlaybookSchema.of(modules);
            case INVENTORY -> InventorySchema.of();
            case PROJECT ->
                Schema.closed(KeywordSchema.of(ProjectWords.all()), List.of())
                        .with("type", List.of("object", "null"))
                        .document("Plumbline project", Map.of());
            case ROLE_ARGUMENTS ->
                Schema.reference(KeywordSchema.ROLE_ARGUMENTS)
                        .document("Plumbline role arguments", Map.of(KeywordSchema.ROLE_ARGUMENTS, roleArguments()));
            case MODULE ->
                Schema.closed(KeywordSchema.of(ModuleKeywords.OF_MODULE), List.of("summary", "in_sync", "apply"))
                        .document("Plumbline module", Map.of());
        };
    }

    private static Schema roleArguments() {
        return Schema.open(Schema.closed(KeywordSchema.of(PlaybookWords.ofRoleArgument()), List.of()));
    }
}
