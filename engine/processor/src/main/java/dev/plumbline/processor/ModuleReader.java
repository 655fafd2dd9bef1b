package dev.plumbline.processor;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.processor.ModuleModel.Component;
import dev.plumbline.processor.ModuleModel.Returned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Turns a record into a {@link ModuleModel}, or says all that is wrong with it. */
final class ModuleReader {

    /** Where a mistake is shown. */
    @FunctionalInterface
    interface Mistakes {
        void report(Element at, String message);
    }

    private final Elements elements;
    private final Types types;
    private final Kinds kinds;

    ModuleReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
        this.kinds = new Kinds(types);
    }

    Optional<ModuleModel> read(TypeElement type, Mistakes mistakes) {
        boolean[] broken = {false};
        Mistakes noting = (at, message) -> {
            broken[0] = true;
            mistakes.report(at, message);
        };
        if (type.getKind() != ElementKind.RECORD) {
            noting.report(type, "a module must be a record");
            return Optional.empty();
        }
        checkRecord(type, noting);
        Module module = type.getAnnotation(Module.class);
        checkModule(type, module, noting);
        String comment = Optional.ofNullable(elements.getDocComment(type)).orElse("");
        Documentation documentation = Documentation.parse(comment);
        if (documentation.summary().isBlank()) {
            noting.report(
                    type,
                    "the module '" + module.value()
                            + "' has no summary: write Javadoc whose first sentence says what it keeps");
        }
        List<Component> components = components(type, documentation, noting);
        List<Returned> returned = returned(type, noting);
        if (broken[0]) {
            return Optional.empty();
        }
        return Optional.of(new ModuleModel(
                type,
                elements.getPackageOf(type).getQualifiedName().toString(),
                type.getSimpleName().toString(),
                module.value(),
                documentation,
                components,
                returned,
                List.of(module.examples()).stream().map(String::strip).toList()));
    }

    private void checkRecord(TypeElement type, Mistakes mistakes) {
        if (type.getNestingKind() != NestingKind.TOP_LEVEL) {
            mistakes.report(type, "a module must be a top-level record");
        }
        if (!type.getModifiers().contains(Modifier.PUBLIC)) {
            mistakes.report(type, "a module must be public");
        }
        if (!type.getTypeParameters().isEmpty()) {
            mistakes.report(type, "a module can't have type parameters");
        }
        TypeMirror desired =
                elements.getTypeElement("dev.plumbline.api.module.Desired").asType();
        if (!types.isAssignable(types.erasure(type.asType()), types.erasure(desired))) {
            mistakes.report(type, "a module must implement dev.plumbline.api.module.Desired");
        }
    }

    private static void checkModule(TypeElement type, Module module, Mistakes mistakes) {
        if (!Names.isPlaybookName(module.value())) {
            mistakes.report(
                    type,
                    "'" + module.value()
                            + "' is not a module's name: lower-case letters and digits, words joined by one"
                            + " underscore");
        }
        if (module.examples().length == 0) {
            mistakes.report(type, "the module '" + module.value() + "' shows no example");
        }
        for (String example : module.examples()) {
            if (!example.contains(module.value() + ":")) {
                mistakes.report(type, "an example of '" + module.value() + "' doesn't use it");
            }
        }
    }

    private List<Component> components(TypeElement type, Documentation documentation, Mistakes mistakes) {
        Map<String, VariableElement> fields = new HashMap<>();
        ElementFilter.fieldsIn(type.getEnclosedElements())
                .forEach(field -> fields.put(field.getSimpleName().toString(), field));
        Set<String> names = new HashSet<>();
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : type.getRecordComponents()) {
            String name = component.getSimpleName().toString();
            Element at = fields.getOrDefault(name, null);
            if (!names.add(Names.snakeCase(name))) {
                mistakes.report(at == null ? type : at, "two parameters are called '" + Names.snakeCase(name) + "'");
            }
            component(component, at == null ? type : at, documentation, mistakes)
                    .ifPresent(components::add);
        }
        documentation.parameters().keySet().stream()
                .filter(documented -> !fields.containsKey(documented))
                .forEach(documented -> mistakes.report(type, "@param " + documented + " names no record component"));
        return components;
    }

    private Optional<Component> component(
            RecordComponentElement component, Element at, Documentation documentation, Mistakes mistakes) {
        String name = component.getSimpleName().toString();
        String parameter = Names.snakeCase(name);
        if (!Names.isPlaybookName(parameter)) {
            mistakes.report(at, "'" + parameter + "' is not a parameter's name");
        }
        String text = documentation.parameters().getOrDefault(name, "");
        if (text.isEmpty()) {
            mistakes.report(at, "the parameter '" + parameter + "' is not documented: add '@param " + name + " …'");
        }
        Optional<TypeMirror> inner = kinds.optional(component.asType());
        Optional<Kind> kind = kinds.of(inner.orElse(component.asType()));
        if (kind.isEmpty()) {
            mistakes.report(
                    at,
                    "the parameter '" + parameter + "' has a type that can't be read from a playbook: "
                            + component.asType()
                            + "; give that type a 'public static T parse(String)', or use another");
            return Optional.empty();
        }
        Optional<String> defaultValue =
                Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
        if (defaultValue.isPresent() && inner.isPresent()) {
            mistakes.report(at, "the parameter '" + parameter + "' has a default, so it is never empty: drop Optional");
        }
        defaultValue
                .flatMap(kind.get().accepts()::problem)
                .ifPresent(
                        problem -> mistakes.report(at, "the default of '" + parameter + "' can't be read: " + problem));
        return Optional.of(new Component(parameter, kind.get(), inner.isPresent(), defaultValue, text));
    }

    private static List<Returned> returned(TypeElement type, Mistakes mistakes) {
        Set<String> names = new HashSet<>();
        List<Returned> returned = new ArrayList<>();
        for (Returns field : type.getAnnotationsByType(Returns.class)) {
            if (!Names.isPlaybookName(field.name())) {
                mistakes.report(type, "'" + field.name() + "' is not a returned field's name");
            }
            if (!names.add(field.name())) {
                mistakes.report(type, "two returned fields are called '" + field.name() + "'");
            }
            if (field.about().isBlank()) {
                mistakes.report(type, "the returned field '" + field.name() + "' is not documented");
            }
            returned.add(new Returned(field.name(), field.about().strip()));
        }
        return returned;
    }
}
