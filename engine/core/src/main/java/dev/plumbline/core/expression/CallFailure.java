package dev.plumbline.core.expression;

import freemarker.template.TemplateModelException;
import java.util.OptionalInt;

/** A function's call went wrong; where the expression stands is known further up. */
final class CallFailure extends TemplateModelException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int offset;
    private final int undefined;
    private final String explanation;
    private final String remedy;

    CallFailure(String code, int offset, String explanation, String remedy) {
        this(code, offset, -1, explanation, remedy);
    }

    private CallFailure(String code, int offset, int undefined, String explanation, String remedy) {
        super(explanation);
        this.code = code;
        this.offset = offset;
        this.undefined = undefined;
        this.explanation = explanation;
        this.remedy = remedy;
    }

    /** The argument at an index is not defined. */
    static CallFailure undefined(int offset, int argument) {
        return new CallFailure("expression.undefined", offset, argument, "an argument is not defined", "Define it.");
    }

    String code() {
        return code;
    }

    /** Of the call in its expression or template. */
    int offset() {
        return offset;
    }

    /** The index of the argument that is not defined, where that is what went wrong. */
    OptionalInt undefined() {
        return undefined < 0 ? OptionalInt.empty() : OptionalInt.of(undefined);
    }

    String explanation() {
        return explanation;
    }

    String remedy() {
        return remedy;
    }
}
