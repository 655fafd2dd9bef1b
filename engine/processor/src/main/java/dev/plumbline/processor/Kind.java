package dev.plumbline.processor;

import java.util.List;

/**
 * A parameter's type as the generated code writes it.
 *
 * @param java the type of the decoded value, boxed and fully qualified
 * @param expression Java that makes the {@code ParameterType}
 * @param accepts what a default may be
 */
record Kind(String java, String expression, DefaultCheck accepts) {
    private static final String TYPE = "dev.plumbline.api.module.ParameterType.";

    static Kind simple(String java, String parameterType, DefaultCheck accepts) {
        return new Kind(java, "new " + TYPE + parameterType + "()", accepts);
    }

    static Kind choice(String java, List<String> words) {
        String list = String.join(", ", words.stream().map(Literals::quote).toList());
        return new Kind(
                java,
                "new " + TYPE + "Choice(java.util.List.of(" + list + "), word -> " + java
                        + ".valueOf(word.toUpperCase(java.util.Locale.ROOT)))",
                DefaultCheck.oneOf(words));
    }

    static Kind scalar(String java, String label) {
        return new Kind(
                java,
                "new " + TYPE + "Scalar(" + Literals.quote(label) + ", " + java + "::parse)",
                DefaultCheck.parsedBy(java));
    }

    Kind list() {
        return new Kind(
                "java.util.List<" + java + ">",
                "new " + TYPE + "ListOf(" + expression + ")",
                DefaultCheck.listOf(accepts));
    }

    Kind map() {
        return new Kind(
                "java.util.Map<java.lang.String, " + java + ">",
                "new " + TYPE + "MapOf(" + expression + ")",
                DefaultCheck.EMPTY_MAP);
    }
}
