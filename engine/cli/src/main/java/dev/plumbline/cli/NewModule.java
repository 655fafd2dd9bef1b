package dev.plumbline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A small project with a module of its own and its test. */
final class NewModule {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    private NewModule() {}

    /**
     * The project's files by path.
     *
     * @param home where Plumbline was built, as the project's pom shall name it
     */
    static Map<String, String> files(String name, String home) {
        String packageName = name.replace("_", "");
        String type = Arrays.stream(name.split("_", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        Map<String, String> words = Map.of(
                "__NAME__", name,
                "__ARTIFACT__", name.replace('_', '-'),
                "__PACKAGE__", packageName,
                "__TYPE__", type,
                "__HOME__", home,
                "__DOLLAR__", "$");
        Map<String, String> files = new TreeMap<>();
        files.put("pom.xml", filled("pom.xml", words));
        files.put("README.md", filled("README.md", words));
        files.put(".gitignore", "target/\n");
        files.put("src/main/java/" + packageName + "/" + type + ".java", filled("Module.java.txt", words));
        files.put("src/test/java/" + packageName + "/" + type + "Test.java", filled("ModuleTest.java.txt", words));
        return files;
    }

    private static String filled(String resource, Map<String, String> words) {
        try (InputStream content = NewModule.class.getResourceAsStream("new-module/" + resource)) {
            if (content == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
