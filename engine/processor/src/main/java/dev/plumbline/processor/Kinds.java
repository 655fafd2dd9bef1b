package dev.plumbline.processor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/** Which parameter type a record component's Java type stands for. */
final class Kinds {
    private static final String VALUE = "dev.plumbline.api.value.";
    private static final Map<String, Kind> SIMPLE = Map.of(
            "java.lang.String",
            Kind.simple("java.lang.String", "Word", DefaultCheck.ANYTHING),
            "java.lang.Boolean",
            Kind.simple("java.lang.Boolean", "Flag", DefaultCheck.FLAG),
            "java.lang.Integer",
            Kind.simple("java.lang.Integer", "Whole", DefaultCheck.NUMBER),
            "java.time.Duration",
            Kind.simple("java.time.Duration", "Interval", DefaultCheck.TIME),
            VALUE + "Text",
            Kind.simple(VALUE + "Text", "Characters", DefaultCheck.ANYTHING),
            VALUE + "Data",
            Kind.simple(VALUE + "Data", "Anything", DefaultCheck.ANYTHING),
            VALUE + "LocalFile",
            Kind.simple(VALUE + "LocalFile", "File", DefaultCheck.NOTHING),
            VALUE + "Rendered",
            Kind.simple(VALUE + "Rendered", "Template", DefaultCheck.NOTHING),
            VALUE + "Condition",
            Kind.simple(VALUE + "Condition", "Expression", DefaultCheck.NOTHING));

    private final Types types;

    Kinds(Types types) {
        this.types = types;
    }

    /** The type within {@code Optional<X>}; empty for any other. */
    Optional<TypeMirror> optional(TypeMirror type) {
        return type instanceof DeclaredType declared && name(declared).equals("java.util.Optional")
                ? declared.getTypeArguments().stream()
                        .<TypeMirror>map(argument -> argument)
                        .findFirst()
                : Optional.empty();
    }

    /** Empty where no parameter can have this type. */
    Optional<Kind> of(TypeMirror type) {
        if (type.getKind() == TypeKind.BOOLEAN || type.getKind() == TypeKind.INT) {
            return Optional.ofNullable(SIMPLE.get(types.boxedClass(types.getPrimitiveType(type.getKind()))
                    .getQualifiedName()
                    .toString()));
        }
        if (!(type instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        String name = name(declared);
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        if (name.equals("java.util.List") && arguments.size() == 1) {
            return of(arguments.getFirst()).map(Kind::list);
        }
        if (name.equals("java.util.Map")
                && arguments.size() == 2
                && arguments.getFirst() instanceof DeclaredType key
                && name(key).equals("java.lang.String")) {
            return of(arguments.getLast()).map(Kind::map);
        }
        return Optional.ofNullable(SIMPLE.get(name)).or(() -> ofElement((TypeElement) declared.asElement()));
    }

    private Optional<Kind> ofElement(TypeElement element) {
        String name = element.getQualifiedName().toString();
        if (element.getKind() == ElementKind.ENUM) {
            return Optional.of(Kind.choice(
                    name,
                    element.getEnclosedElements().stream()
                            .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                            .map(member -> member.getSimpleName().toString().toLowerCase(Locale.ROOT))
                            .toList()));
        }
        boolean parses = ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                .anyMatch(method -> isParser(method, element));
        return parses
                ? Optional.of(
                        Kind.scalar(name, Names.words(element.getSimpleName().toString())))
                : Optional.empty();
    }

    private boolean isParser(ExecutableElement method, Element type) {
        return method.getSimpleName().contentEquals("parse")
                && method.getModifiers().contains(Modifier.PUBLIC)
                && method.getModifiers().contains(Modifier.STATIC)
                && method.getParameters().size() == 1
                && method.getParameters().getFirst().asType() instanceof DeclaredType parameter
                && name(parameter).equals("java.lang.String")
                && types.isSameType(types.erasure(method.getReturnType()), types.erasure(type.asType()));
    }

    private static String name(DeclaredType type) {
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }
}
