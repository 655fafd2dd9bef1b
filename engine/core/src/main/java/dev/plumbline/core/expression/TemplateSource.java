package dev.plumbline.core.expression;

import freemarker.cache.TemplateLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hands templates to FreeMarker. <code>$${</code>, a literal <code>${</code>, becomes three characters that FreeMarker doesn't look at, so that
 * columns stay right; {@link #restore} makes them <code>${</code> once the template is rendered.
 */
final class TemplateSource implements TemplateLoader {
    private static final int LARGEST = 3 << 20;
    private static final String ESCAPE = "$${";
    private static final char NEVER_WRITTEN = '\uFDD0';
    private static final String ESCAPED = "$" + NEVER_WRITTEN + "{";
    private static final Pattern COMMENT = Pattern.compile("<#--.*?-->", Pattern.DOTALL);
    private static final Pattern RUNS_VALUES = Pattern.compile("\\?\\s*(eval|interpret)\\b");

    private final TemplateFiles files;

    TemplateSource(TemplateFiles files) {
        this.files = files;
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
        return new StringReader(read((Path) source));
    }

    @Override
    public void closeTemplateSource(Object source) {
        // nothing is held open
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("a template may have " + LARGEST + " bytes and no more");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("the template is not UTF-8", e);
        }
        if (text.indexOf(NEVER_WRITTEN) >= 0) {
            throw new IOException("the template holds U+FDD0, which is no character");
        }
        Matcher runs = RUNS_VALUES.matcher(COMMENT.matcher(text).replaceAll(""));
        if (runs.find()) {
            throw new IOException("?" + runs.group(1) + " is not allowed: values are never run as code");
        }
        return text.replace(ESCAPE, ESCAPED);
    }
}
