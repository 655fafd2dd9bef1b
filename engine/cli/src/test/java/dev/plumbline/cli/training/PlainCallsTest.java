package dev.plumbline.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rewritten class answers is compared with what the compiler's class answers. */
class PlainCallsTest {
    private final Map<String, List<PlainCalls.Call>> rewritten = new ConcurrentHashMap<>();
    private Function<Object, Object> compiled = new Samples();
    private Function<Object, Object> plain = compiled;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void loadBoth() throws ReflectiveOperationException {
        plain = (Function<Object, Object>) new Rewriting()
                .loadClass(Samples.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        assertThat(plain.getClass()).isNotEqualTo(Samples.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "long enough to be told apart"})
    void aSwitchChoosesTheSameCase(String text) {
        for (Object value : List.of(text, 1, -1, 2L, List.of(text), Map.of(), 'c')) {
            assertThat(plain.apply(value)).as("%s", value).isEqualTo(compiled.apply(value));
        }
        assertThat(rewritten.get(Samples.class.getName())).isNotEmpty();
    }

    @Test
    void recordsAreEqualAndHashAsBefore() {
        assertThat(plain.apply(Samples.ROWS)).isEqualTo(compiled.apply(Samples.ROWS));
        assertThat(rewritten.get(Samples.Row.class.getName())).hasSize(2);
    }

    /** All that is rewritten at packaging: a null selector, guards, a sealed type's cases, each kind of component. */
    public static final class Samples implements Function<Object, Object> {
        static final String ROWS = "rows";

        public Samples() {}

        @Override
        public Object apply(Object value) {
            return value.equals(ROWS) ? rows() : choose(value) + choose(null);
        }

        private static String choose(@Nullable Object value) {
            return switch (value) {
                case null -> "nothing";
                case String text when text.isEmpty() -> "empty";
                case String text when text.length() > 10 -> "long";
                case String text -> "text " + text;
                case Integer number when number < 0 -> "negative";
                case Number number -> "number " + number;
                case List<?> list -> "list " + list.size();
                default -> "other";
            };
        }

        private static List<Object> rows() {
            List<Object> seen = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(9, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 1L << 40, 3, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, Double.NaN, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, Double.NaN, 4, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, -0f, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 0f, true, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 4, false, 'c', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 4, true, 'd', (byte) 5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) -5, (short) 6, "text", null));
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) 5, (short) -6, "text", null));
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "other", null));
            rows.add(new Row(1, 2, 3, 4, true, 'c', (byte) 5, (short) 6, "text", List.of()));
            for (Row one : rows) {
                seen.add(one.hashCode());
                seen.add(Objects.equals(one, seen));
                rows.forEach(other -> seen.add(one.equals(other)));
            }
            return seen;
        }

        record Row(
                int number,
                long large,
                double ratio,
                float share,
                boolean on,
                char letter,
                byte small,
                short shorter,
                String text,
                @Nullable List<String> more) {}
    }

    /** Loads the samples rewritten, and all else as it is. */
    private final class Rewriting extends ClassLoader {
        Rewriting() {
            super(PlainCallsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Samples.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] content = Objects.requireNonNull(in).readAllBytes();
                var model = ClassFile.of().parse(content);
                List<PlainCalls.Call> calls = new ArrayList<>();
                byte[] after = ClassFile.of().transformClass(model, PlainCalls.transform(model, calls));
                rewritten.put(name, calls);
                return defineClass(name, after, 0, after.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
