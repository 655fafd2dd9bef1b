package dev.plumbline.processor;

import dev.plumbline.api.module.Module;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with the processor. */
record Compilation(Path output, List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    private static final Pattern TYPE = Pattern.compile("public (?:record|class) (\\w+)");

    static Compilation of(Path output, String... sources) throws IOException, URISyntaxException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            files.add(new Source(source));
        }
        Path api = Path.of(
                Module.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    manager,
                    diagnostics,
                    List.of("-d", output.toString(), "-classpath", api.toString(), "-Xlint:all,-processing,-path"),
                    null,
                    files);
            task.setProcessors(List.of(new ModuleProcessor()));
            task.call();
        }
        return new Compilation(output, List.copyOf(diagnostics.getDiagnostics()));
    }

    /** Each as {@code line: message}. */
    List<String> messages() {
        return diagnostics.stream()
                .map(diagnostic -> diagnostic.getLineNumber() + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {output.toUri().toURL()}, Compilation.class.getClassLoader());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + typeName(text) + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static String typeName(String text) {
            return TYPE.matcher(text).results().findFirst().orElseThrow().group(1);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
