package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.function.Arguments;
import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.FunctionException;
import dev.plumbline.core.function.Parameter;
import dev.plumbline.core.function.Type;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of ours as FreeMarker calls it: looks after types, missing values and secrecy, so that functions needn't. */
record Call(Evaluation evaluation, Function function, int offset) implements TemplateMethodModelEx {

    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's signature
    public @Nullable Object exec(List arguments) throws TemplateModelException {
        Deadline.checkpoint();
        List<Data> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            values.add(argument((TemplateModel) arguments.get(i), i));
        }
        boolean secret = values.stream().anyMatch(Extraction::hasSecret);
        try {
            Data result = function.body().apply(new Arguments(values, evaluation.context()));
            return evaluation.result(result, secret && !function.keepsSecrecy());
        } catch (FunctionException e) {
            throw secret
                    ? failure("function.failed", "fails on a value that is secret", "Check what it is called with.")
                    : failure("function.failed", e.explanation(), e.remedy());
        }
    }

    private Data argument(@Nullable TemplateModel model, int index) throws TemplateModelException {
        Parameter parameter = function.parameter(index);
        if (model == null) {
            boolean nothing = evaluation.hasSeenNothing();
            if (parameter.mayBeMissing() || (nothing && parameter.type() == Type.ANYTHING)) {
                return Data.NOTHING;
            }
            throw nothing ? unfit(parameter, Data.NOTHING) : CallFailure.undefined(offset, index);
        }
        Data data;
        try {
            data = evaluation.data(model);
        } catch (UnfitValueException e) {
            throw failure("function.type", e.explanation(), "Write " + function.signature() + ".");
        }
        return parameter.type().fit(data).orElseThrow(() -> unfit(parameter, data));
    }

    private CallFailure unfit(Parameter parameter, Data data) {
        String wanted = parameter.type().label();
        return failure(
                "function.type",
                "'" + parameter.name() + "' must be " + (parameter.type() == Type.TRUTH ? wanted : "a " + wanted)
                        + ", and this is " + Kinds.describe(data),
                "Write " + function.signature() + ".");
    }

    private CallFailure failure(String code, String explanation, String remedy) {
        return new CallFailure(code, offset, function.name() + "(): " + explanation, remedy);
    }
}
