package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.yaml.YamlNode;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx2;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values as FreeMarker sees them. Each tells the evaluation when a secret is looked at, and evaluates its parts only when they are asked for. */
final class Models {

    /** A value of ours, which can be taken out again with all that FreeMarker would lose: secrecy, and how a number was written. */
    interface Own extends TemplateModel {
        Data data();
    }

    private final Evaluation evaluation;

    Models(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The model of a finished value; null, FreeMarker's word for a missing value, for nothing. */
    @Nullable
    TemplateModel of(Data data) {
        return switch (data) {
            case Data.Nothing nothing -> {
                evaluation.sawNothing();
                yield null;
            }
            case Data.Truth truth -> new Truth(truth);
            case Data.Number number -> new Numeric(number, Text.of(number.written()), evaluation);
            case Data.Words words -> new Words(words, evaluation);
            case Data.Sequence sequence ->
                new Listed(
                        () -> data,
                        sequence.items().size(),
                        i -> of(sequence.items().get(i)));
            case Data.Mapping mapping ->
                new Mapped(() -> data, List.copyOf(mapping.entries().keySet()), key -> {
                    Data value = mapping.entries().get(key);
                    return value == null ? evaluation.missing() : of(value);
                });
        };
    }

    /** A number whose digits are secret. */
    TemplateModel secretNumber(Data.Number number) {
        return new Numeric(number, Text.secret(number.written()), evaluation);
    }

    /** A sequence or mapping as written, its scalars evaluated when they are asked for. */
    TemplateModel of(HostName host, YamlNode.Sequence sequence, String label, boolean secret) {
        IntFunction<@Nullable TemplateModel> item =
                i -> evaluation.node(host, sequence.items().get(i), label + "[" + i + "]", secret);
        return new Listed(
                once(() -> Data.of(sequence.items().stream()
                        .map(node -> evaluation.data(evaluation.node(host, node, label, secret)))
                        .toList())),
                sequence.items().size(),
                item);
    }

    TemplateModel of(HostName host, YamlNode.Mapping mapping, String label, boolean secret) {
        Function<String, @Nullable TemplateModel> value = key -> mapping.get(key)
                .map(node -> evaluation.node(host, node, label + "." + key, secret || SecretNames.isSecret(key)))
                .orElseGet(evaluation::missing);
        Supplier<Data> whole = once(() -> {
            Map<String, Data> entries = new LinkedHashMap<>();
            mapping.keys().forEach(key -> entries.put(key, evaluation.data(value.apply(key))));
            return Data.of(entries);
        });
        return new Mapped(whole, mapping.keys(), value);
    }

    /** Evaluates at most once: lists that name others several times would take twice the time with each level. */
    private static Supplier<Data> once(Supplier<Data> value) {
        List<Data> known = new ArrayList<>(1);
        return () -> {
            if (known.isEmpty()) {
                known.add(value.get());
            }
            return known.getFirst();
        };
    }

    record Truth(Data.Truth truth) implements Own, TemplateBooleanModel {
        @Override
        public boolean getAsBoolean() {
            return truth.value();
        }

        @Override
        public Data data() {
            return truth;
        }
    }

    record Words(Data.Words words, Evaluation evaluation) implements Own, TemplateScalarModel {
        @Override
        public String getAsString() {
            evaluation.looksAt(words.value());
            return words.value().reveal();
        }

        @Override
        public Data data() {
            return words;
        }
    }

    record Numeric(Data.Number number, Text digits, Evaluation evaluation) implements Own, TemplateNumberModel {
        @Override
        public Number getAsNumber() {
            evaluation.looksAt(digits);
            BigDecimal value = number.value();
            boolean small = value.scale() <= 0 && value.precision() - value.scale() < 10;
            return small ? (Number) value.intValueExact() : (Number) value;
        }

        String written() {
            evaluation.looksAt(digits);
            return number.written();
        }

        @Override
        public Data data() {
            return digits.isSecret() ? Data.of(digits) : number;
        }
    }

    record Listed(Supplier<Data> whole, int size, IntFunction<@Nullable TemplateModel> item)
            implements Own, TemplateSequenceModel, TemplateCollectionModel {
        @Override
        public @Nullable TemplateModel get(int index) {
            return index >= 0 && index < size ? item.apply(index) : null; // FreeMarker's word for a missing value
        }

        @Override
        public TemplateModelIterator iterator() {
            return new TemplateModelIterator() {
                private int next;

                @Override
                public @Nullable TemplateModel next() {
                    return item.apply(next++);
                }

                @Override
                public boolean hasNext() {
                    return next < size;
                }
            };
        }

        @Override
        public Data data() {
            return whole.get();
        }
    }

    record Mapped(Supplier<Data> whole, List<String> names, Function<String, @Nullable TemplateModel> value)
            implements Own, TemplateHashModelEx2 {
        @Override
        public @Nullable TemplateModel get(String key) {
            return value.apply(key);
        }

        @Override
        public boolean isEmpty() {
            return names.isEmpty();
        }

        @Override
        public int size() {
            return names.size();
        }

        @Override
        public TemplateCollectionModel keys() {
            Data all = Data.of(names.stream().map(Data::of).toList());
            return new Listed(() -> all, names.size(), i -> new SimpleScalar(names.get(i)));
        }

        @Override
        public TemplateCollectionModel values() {
            Supplier<Data> all = () -> whole.get() instanceof Data.Mapping mapping
                    ? Data.of(List.copyOf(mapping.entries().values()))
                    : Data.NOTHING;
            return new Listed(all, names.size(), i -> value.apply(names.get(i)));
        }

        @Override
        public KeyValuePairIterator keyValuePairIterator() {
            Iterator<String> iterator = names.iterator();
            return new KeyValuePairIterator() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public KeyValuePair next() {
                    String name = iterator.next();
                    return new KeyValuePair() {
                        @Override
                        public TemplateModel getKey() {
                            return new SimpleScalar(name);
                        }

                        @Override
                        public @Nullable TemplateModel getValue() throws TemplateModelException {
                            return get(name);
                        }
                    };
                }
            };
        }

        @Override
        public Data data() {
            return whole.get();
        }
    }
}
