package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes values out of FreeMarker. */
final class Extraction {
    private static final int MOST_ITEMS = 200_000;
    private static final int DEEPEST = 50;

    private final IdentityHashMap<Data, Boolean> computed = new IdentityHashMap<>();
    private int items;

    private Extraction() {}

    /**
     * The value of a model. What FreeMarker computed itself, and not only passed on, is secret where a secret was looked at.
     *
     * @param noSecret whether no secret was looked at; asked after the last part was computed
     */
    static Data data(@Nullable TemplateModel model, BooleanSupplier noSecret) {
        Extraction extraction = new Extraction();
        try {
            Data data = extraction.convert(model, 0);
            return noSecret.getAsBoolean() ? data : extraction.hide(data);
        } catch (TemplateModelException e) {
            throw new UnfitValueException(noSecret.getAsBoolean() ? Complaint.of(e) : "a secret value does not fit");
        }
    }

    /** The same value, all its text secret; numbers become text, since only text can be. */
    static Data secret(Data data) {
        return switch (data) {
            case Data.Nothing nothing -> nothing;
            case Data.Truth truth -> truth;
            case Data.Number number -> Data.of(Text.secret(number.written()));
            case Data.Words words -> Data.of(words.value().asSecret());
            case Data.Sequence sequence ->
                Data.of(sequence.items().stream().map(Extraction::secret).toList());
            case Data.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> entries.put(key, secret(value)));
                yield Data.of(entries);
            }
        };
    }

    /** Whether any text in a value is secret. */
    static boolean hasSecret(Data data) {
        return switch (data) {
            case Data.Words words -> words.value().isSecret();
            case Data.Sequence sequence -> sequence.items().stream().anyMatch(Extraction::hasSecret);
            case Data.Mapping mapping -> mapping.entries().values().stream().anyMatch(Extraction::hasSecret);
            case Data.Nothing _, Data.Truth _, Data.Number _ -> false;
        };
    }

    private Data hide(Data data) {
        if (computed.containsKey(data)) {
            return secret(data);
        }
        return switch (data) {
            case Data.Sequence sequence ->
                Data.of(sequence.items().stream().map(this::hide).toList());
            case Data.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, value) -> entries.put(key, hide(value)));
                yield Data.of(entries);
            }
            default -> data;
        };
    }

    private Data convert(@Nullable TemplateModel model, int depth) throws TemplateModelException {
        count(depth);
        return switch (model) {
            case null -> Data.NOTHING;
            case Models.Own own -> counted(own.data(), depth);
            case TemplateNumberModel number -> computed(Data.of(plain(number)));
            case TemplateScalarModel scalar -> computed(Data.of(bounded(scalar.getAsString())));
            case TemplateBooleanModel truth -> Data.of(truth.getAsBoolean());
            case TemplateCollectionModel collection -> collection(collection, depth);
            case TemplateSequenceModel sequence -> sequence(sequence, depth);
            case TemplateHashModelEx hash -> mapping(hash, depth);
            default ->
                throw new UnfitValueException(
                        "the expression gives something that is no value, such as a function or all variables of a"
                                + " host");
        };
    }

    /** A value can hold another many times, and take no place for it until it is written down. */
    private Data counted(Data data, int depth) {
        if (data instanceof Data.Sequence || data instanceof Data.Mapping) {
            Collection<Data> parts =
                    data instanceof Data.Mapping mapping ? mapping.entries().values() : ((Data.Sequence) data).items();
            for (Data part : parts) {
                count(depth + 1);
                counted(part, depth + 1);
            }
        }
        return data;
    }

    private void count(int depth) {
        items++;
        if (items > MOST_ITEMS || depth > DEEPEST) {
            throw new UnfitValueException(
                    "the value is too large: at most " + MOST_ITEMS + " items, " + DEEPEST + " levels deep");
        }
    }

    private static String bounded(String text) {
        if (text.length() > BoundedWriter.MOST_CHARACTERS) {
            throw new UnfitValueException("the text has more than " + BoundedWriter.MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private static BigDecimal plain(TemplateNumberModel number) throws TemplateModelException {
        Number value = number.getAsNumber();
        if (value instanceof Double real && !Double.isFinite(real)) {
            throw new UnfitValueException("the expression gives no finite number");
        }
        return new BigDecimal(Sandbox.plain(Sandbox.decimal(value)));
    }

    private Data computed(Data data) {
        computed.put(data, true);
        return data;
    }

    private Data collection(TemplateCollectionModel collection, int depth) throws TemplateModelException {
        List<Data> list = new ArrayList<>();
        TemplateModelIterator iterator = collection.iterator();
        while (iterator.hasNext()) {
            list.add(convert(iterator.next(), depth + 1));
        }
        return Data.of(list);
    }

    private Data sequence(TemplateSequenceModel sequence, int depth) throws TemplateModelException {
        List<Data> list = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            list.add(convert(sequence.get(i), depth + 1));
        }
        return Data.of(list);
    }

    private Data mapping(TemplateHashModelEx hash, int depth) throws TemplateModelException {
        Map<String, Data> entries = new LinkedHashMap<>();
        TemplateModelIterator keys = hash.keys().iterator();
        while (keys.hasNext()) {
            if (!(keys.next() instanceof TemplateScalarModel key)) {
                throw new UnfitValueException("a key of the mapping is no text");
            }
            String name = key.getAsString();
            entries.put(name, convert(hash.get(name), depth + 1));
        }
        return Data.of(entries);
    }
}
