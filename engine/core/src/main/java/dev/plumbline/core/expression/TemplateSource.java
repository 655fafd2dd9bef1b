package dev.plumbline.core.expression;

import dev.plumbline.core.function.Functions;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.vault.VaultEnvelope;
import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands templates to FreeMarker, their expressions rewritten as all are. <code>$${</code>, a literal <code>${</code>, becomes three characters that
 * FreeMarker doesn't look at; {@link #restore} makes them <code>${</code> once the template is rendered.
 */
final class TemplateSource implements TemplateLoader {
    private static final int LARGEST = 3 << 20;
    private static final String ESCAPE = "$${";
    private static final char NEVER_WRITTEN = '\uFDD0';
    private static final String ESCAPED = "$" + NEVER_WRITTEN + "{";

    private final TemplateFiles files;
    private final Functions functions;
    private final FactMentions facts;
    private final Map<Path, Prepared> prepared = new ConcurrentHashMap<>();

    /** A template as written, and as FreeMarker sees it. */
    private record Prepared(String original, Rewritten rewritten, Map<Integer, CallSite> calls) {}

    TemplateSource(TemplateFiles files, Functions functions, FactMentions facts) {
        this.files = files;
        this.functions = functions;
        this.facts = facts;
    }

    static String restore(String rendered) {
        return rendered.replace(ESCAPED, "${");
    }

    @Override
    public @Nullable Object findTemplateSource(String name) {
        try {
            return files.find(name).orElse(null);
        } catch (IllegalArgumentException e) {
            return null; // to an include, what may not be read is not there
        }
    }

    @Override
    public long getLastModified(Object source) {
        return 0;
    }

    @Override
    public Reader getReader(Object source, String encoding) throws IOException {
        return new StringReader(prepare((Path) source).rewritten().source());
    }

    @Override
    public void closeTemplateSource(Object source) {
        // nothing is held open
    }

    /** Throws an {@link EvaluationException} with its place where a template's expressions can't be understood. */
    void check(Path file) throws IOException {
        prepare(file);
    }

    /** Where a line and column of FreeMarker's are in a template as written. */
    Position position(String name, int line, int column) {
        Optional<Prepared> template = known(name);
        return template.isPresent()
                ? at(name, template.get().original(), template.get().rewritten().original(line, column, 0))
                : new Position(shown(name), line, column);
    }

    Position position(String name, int offset) {
        return known(name)
                .map(template -> at(name, template.original(), offset))
                .orElseGet(() -> new Position(shown(name), 1, 1));
    }

    /** The calls of functions in a template, by their offsets. */
    Map<Integer, CallSite> calls(String name) {
        return known(name).map(Prepared::calls).orElse(Map.of());
    }

    private Optional<Prepared> known(String name) {
        return files.find(name).map(prepared::get);
    }

    private String shown(String name) {
        return files.find(name).map(files::shown).orElse(name);
    }

    private Position at(String name, String text, int offset) {
        return positionIn(shown(name), text, offset);
    }

    private static Position positionIn(String shown, String text, int offset) {
        int end = Math.min(offset, text.length());
        int line = (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
        int begin = text.lastIndexOf('\n', end - 1) + 1;
        return new Position(shown, line, end - begin + 1);
    }

    private Prepared prepare(Path file) throws IOException {
        Prepared known = prepared.get(file);
        if (known != null) {
            return known;
        }
        String text = read(file);
        facts.lookIn(text);
        try {
            Rewriter rewriter = TemplateScanner.scan(text, functions);
            Prepared fresh = new Prepared(text, rewriter.rewritten(), rewriter.calls());
            prepared.put(file, fresh);
            return fresh;
        } catch (ExpressionSyntaxException e) {
            String code = e.code().startsWith("expression.") ? "template.syntax" : e.code();
            throw Evaluation.failure(
                    code, positionIn(files.shown(file), text, e.offset()), e.explanation(), e.remedy());
        }
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("a template may have " + LARGEST + " bytes and no more");
        }
        byte[] content = Files.readAllBytes(file);
        if (VaultEnvelope.isVaulted(content)) {
            throw new IOException("the template is encrypted; encrypt the variables that it names instead");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the template is not UTF-8", e);
        }
        if (text.indexOf(NEVER_WRITTEN) >= 0) {
            throw new IOException("the template holds U+FDD0, which is no character");
        }
        return text.replace(ESCAPE, ESCAPED);
    }
}
