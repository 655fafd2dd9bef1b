package dev.plumbline.processor;

import dev.plumbline.processor.ModuleModel.Component;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the Java of a module's {@code ModuleType}. */
final class TypeSource {
    private static final String API = "dev.plumbline.api.module.";

    private TypeSource() {}

    static String of(ModuleModel module) {
        String packageLine = module.packageName().isEmpty() ? "" : "package " + module.packageName() + ";\n\n";
        return packageLine
                + """
                /** What the engine knows of {@link %RECORD%}. */
                @javax.annotation.processing.Generated("dev.plumbline.processor.ModuleProcessor")
                public final class %TYPE% implements %API%ModuleType {
                    private static final java.util.List<%API%Parameter> PARAMETERS = java.util.List.of(%PARAMETERS%);
                    private static final java.util.List<%API%ReturnedField> RETURNED = java.util.List.of(%RETURNED%);
                    private static final java.util.List<java.lang.String> EXAMPLES = java.util.List.of(%EXAMPLES%);

                    /** For {@link java.util.ServiceLoader}. */
                    public %TYPE%() {}

                    @Override
                    public java.lang.String name() {
                        return %NAME%;
                    }

                    @Override
                    public java.lang.String summary() {
                        return %SUMMARY%;
                    }

                    @Override
                    public java.lang.String description() {
                        return %DESCRIPTION%;
                    }

                    @Override
                    public java.util.List<%API%Parameter> parameters() {
                        return PARAMETERS;
                    }

                    @Override
                    public java.util.List<%API%ReturnedField> returned() {
                        return RETURNED;
                    }

                    @Override
                    public java.util.List<java.lang.String> examples() {
                        return EXAMPLES;
                    }

                    @Override
                    public %RECORD% create(%API%Arguments arguments) {
                        return new %RECORD%(%ARGUMENTS%);
                    }
                }
                """.replace("%API%", API)
                        .replace("%TYPE%", module.typeName())
                        .replace("%RECORD%", module.recordName())
                        .replace("%ARGUMENTS%", list(module.components(), TypeSource::argument))
                        .replace("%NAME%", Literals.quote(module.name()))
                        .replace("%PARAMETERS%", list(module.components(), TypeSource::parameter))
                        .replace(
                                "%RETURNED%",
                                list(
                                        module.returned(),
                                        field -> "new " + API + "ReturnedField(" + Literals.quote(field.name()) + ", "
                                                + Literals.quote(field.about()) + ")"))
                        .replace("%EXAMPLES%", list(module.examples(), Literals::quote))
                        .replace(
                                "%SUMMARY%",
                                Literals.quote(module.documentation().summary()))
                        .replace(
                                "%DESCRIPTION%",
                                Literals.quote(module.documentation().description()));
    }

    private static String parameter(Component component) {
        boolean required = !component.optional() && component.defaultValue().isEmpty();
        String defaultValue = component
                .defaultValue()
                .map(value -> "java.util.Optional.of(" + Literals.quote(value) + ")")
                .orElse("java.util.Optional.empty()");
        return "new " + API + "Parameter(" + Literals.quote(component.parameter()) + ", "
                + component.kind().expression() + ", " + required + ", " + defaultValue + ", "
                + Literals.quote(component.documentation()) + ")";
    }

    private static String argument(Component component) {
        return "arguments.<" + component.kind().java() + ">" + (component.optional() ? "optional" : "required") + "("
                + Literals.quote(component.parameter()) + ")";
    }

    private static <T> String list(List<T> items, Function<T, String> write) {
        return items.stream().map(write).map(item -> "\n            " + item).collect(Collectors.joining(","));
    }
}
