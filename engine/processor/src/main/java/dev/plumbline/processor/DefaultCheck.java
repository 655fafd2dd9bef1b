package dev.plumbline.processor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says what is wrong with a default, as far as that can be known while compiling. */
@FunctionalInterface
interface DefaultCheck {
    Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    Pattern INTERVAL = Pattern.compile("\\d+(\\.\\d+)?(ms|s|m|h|d)?");
    List<String> FLAGS = List.of("true", "false", "yes", "no", "on", "off");

    DefaultCheck ANYTHING = text -> Optional.empty();
    DefaultCheck NOTHING = text -> Optional.of("a parameter of this type can't have a default: make it Optional");
    DefaultCheck FLAG = oneOf(FLAGS);
    DefaultCheck NUMBER = matching(WHOLE, "a whole number");
    DefaultCheck TIME = matching(INTERVAL, "a number of seconds, or a number with ms, s, m, h or d");
    DefaultCheck EMPTY_MAP =
            text -> text.equals("{}") ? Optional.empty() : Optional.of("the default of a mapping can only be {}");

    /** Empty where the default is right. */
    Optional<String> problem(String text);

    static DefaultCheck oneOf(List<String> words) {
        return text -> words.contains(text)
                ? Optional.empty()
                : Optional.of("'" + text + "' is none of " + String.join(", ", words));
    }

    static DefaultCheck matching(Pattern form, String name) {
        return text -> form.matcher(text).matches() ? Optional.empty() : Optional.of("'" + text + "' is not " + name);
    }

    static DefaultCheck listOf(DefaultCheck element) {
        return text -> {
            if (text.equals("[]")) {
                return Optional.empty();
            }
            if (!text.startsWith("[") || !text.endsWith("]")) {
                return Optional.of("the default of a list is written as [] or [a, b]");
            }
            for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
                Optional<String> problem = element.problem(item.strip());
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        };
    }

    /** Asks the type itself where the processor has it, as it has those of the API; a type that is only now compiled is believed. */
    static DefaultCheck parsedBy(String type) {
        return text -> {
            Method parse;
            try {
                parse = Class.forName(type, true, DefaultCheck.class.getClassLoader())
                        .getMethod("parse", String.class);
            } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
                return Optional.empty();
            }
            try {
                parse.invoke(null, text);
                return Optional.empty();
            } catch (InvocationTargetException e) {
                return Optional.of(String.valueOf(e.getTargetException().getMessage()));
            } catch (IllegalAccessException e) {
                return Optional.empty();
            }
        };
    }
}
