package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a module finds each public type of the API explained. */
class ApiDocumentationTest {

    @Test
    void everyPublicTypeOfTheApiHasJavadoc() throws IOException {
        assertThat(undocumented(Project.root().resolve("engine/api/src/main/java")))
                .isEmpty();
    }

    @Test
    void aTypeWithoutJavadocIsFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Bare.java"), "public record Bare(int a) {}");
        Files.writeString(folder.resolve("Said.java"), "/** Says. */\npublic record Said(int a) {}");
        Files.writeString(folder.resolve("Hidden.java"), "record Hidden(int a) {}");

        assertThat(undocumented(folder)).containsExactly("Bare");
    }

    private static List<String> undocumented(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(path -> path.toString().endsWith(".java")).toList();
        }
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(sources));
            DocTrees documentation = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree declared
                            && declared.getModifiers().getFlags().contains(Modifier.PUBLIC)
                            && documentation.getDocComment(TreePath.getPath(unit, type)) == null) {
                        bare.add(declared.getSimpleName().toString());
                    }
                }
            }
        }
        return bare;
    }
}
