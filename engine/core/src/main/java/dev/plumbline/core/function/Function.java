package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.function.Parameter.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function of the language.
 *
 * @param about one sentence
 * @param keepsSecrecy whether what it gives is as secret as the parts that it was made of; otherwise all of it is secret where any argument is
 */
public record Function(
        String name,
        List<Parameter> parameters,
        Type result,
        String about,
        boolean keepsSecrecy,
        List<Example> examples,
        Body body) {

    /** What a function does. The same arguments always give the same value. */
    @FunctionalInterface
    public interface Body {
        /** Throws {@link FunctionException} where it can't. */
        Data apply(Arguments arguments);
    }

    /** A call and what it gives, as text. */
    public record Example(String call, String gives) {}

    public Function {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /** A function without parameters, to be given some. */
    public static Function named(String name, Type result, String about, Body body) {
        return new Function(name, List.of(), result, about, false, List.of(), body);
    }

    public Function takes(String parameter, Type type) {
        return with(new Parameter(parameter, type, Presence.REQUIRED, "", false));
    }

    /** An argument that may be undefined or nothing. */
    public Function takesMissing(String parameter, Type type) {
        return with(new Parameter(parameter, type, Presence.REQUIRED, "", true));
    }

    public Function optional(String parameter, Type type, String standard) {
        return with(new Parameter(parameter, type, Presence.OPTIONAL, standard, false));
    }

    /** Any number of further arguments, which may be undefined or nothing only where the last one before may. */
    public Function repeated(String parameter, Type type) {
        boolean mayBeMissing = !parameters.isEmpty() && parameters.getLast().mayBeMissing();
        return with(new Parameter(parameter, type, Presence.REPEATED, "", mayBeMissing));
    }

    public Function keepingSecrecy() {
        return new Function(name, parameters, result, about, true, examples, body);
    }

    public Function example(String call, String gives) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(call, gives));
        return new Function(name, parameters, result, about, keepsSecrecy, more, body);
    }

    private Function with(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Function(name, more, result, about, keepsSecrecy, examples, body);
    }

    /** The parameter that the argument at an index is for; not asked for an index too far. */
    public Parameter parameter(int index) {
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    public boolean mayMissArguments() {
        return parameters.stream().anyMatch(Parameter::mayBeMissing);
    }

    /** As it is called: {@code hash(text, algorithm)}. */
    public String signature() {
        return name + parameters.stream().map(Parameter::shown).collect(Collectors.joining(", ", "(", ")"));
    }

    /** What is wrong with a number of arguments. */
    public Optional<String> refusal(int given) {
        long least = parameters.stream()
                .filter(parameter -> parameter.presence() == Presence.REQUIRED)
                .count();
        boolean open = !parameters.isEmpty() && parameters.getLast().presence() == Presence.REPEATED;
        if (given >= least && (open || given <= parameters.size())) {
            return Optional.empty();
        }
        String wanted = open
                ? "at least " + least
                : least == parameters.size() ? String.valueOf(least) : least + " to " + parameters.size();
        return Optional.of(
                name + "() takes " + wanted + (wanted.endsWith(" 1") || wanted.equals("1") ? " argument" : " arguments")
                        + ", and here " + (given == 1 ? "is 1" : "are " + given));
    }
}
