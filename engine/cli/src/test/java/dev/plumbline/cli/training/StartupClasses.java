package dev.plumbline.cli.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes the classes of the packaged program fit for the AOT cache; what they do stays the same. The cache of JDK 25 takes no class whose
 * format is older than Java 6, which is picocli's, and keeps of the call sites that are linked at run time only lambdas and
 * concatenations: {@link PlainCalls} takes the place of the others.
 *
 * @see <a href="https://openjdk.org/jeps/483">JEP 483: Ahead-of-Time Class Loading &amp; Linking</a>
 */
final class StartupClasses {
    private static final int OLDEST_CACHED = ClassFile.JAVA_6_VERSION;

    private final ClassHierarchyResolver hierarchy;

    private StartupClasses(ClassHierarchyResolver hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** Rewrites those jars of a folder that hold such classes, each at once or not at all. */
    static void prepare(Path library) throws IOException {
        List<Path> jars;
        try (Stream<Path> all = Files.list(library)) {
            jars = all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        URL[] locations = new URL[jars.size()];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = jars.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(locations)) {
            StartupClasses classes = new StartupClasses(
                    ClassHierarchyResolver.ofResourceParsing(loader).cached());
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                if (name.startsWith("plumb") || name.startsWith("picocli")) {
                    classes.rewrite(jar);
                }
            }
        }
    }

    private void rewrite(Path jar) throws IOException {
        Map<ZipEntry, byte[]> entries = new LinkedHashMap<>();
        boolean differs = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                byte[] after = entry.getName().endsWith(".class") ? rewritten(content) : content;
                differs |= !Arrays.equals(content, after);
                ZipEntry kept = new ZipEntry(entry.getName());
                kept.setTime(entry.getTime());
                entries.put(kept, after);
            }
        }
        if (!differs) {
            return;
        }
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(fresh))) {
            entries.forEach((entry, content) -> {
                try {
                    out.putNextEntry(entry);
                    out.write(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] rewritten(byte[] content) {
        ClassModel model = ClassFile.of().parse(content);
        if (model.majorVersion() < OLDEST_CACHED) {
            // From Java 8 on each method needs its stack maps, which are made where its body is copied.
            return ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy))
                    .transformClass(
                            model,
                            ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                                    .andThen((builder, element) -> {
                                        if (element instanceof ClassFileVersion) {
                                            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                                        } else {
                                            builder.with(element);
                                        }
                                    }));
        }
        List<PlainCalls.Call> calls = new ArrayList<>();
        byte[] after = ClassFile.of(ClassHierarchyResolverOption.of(hierarchy))
                .transformClass(model, PlainCalls.transform(model, calls));
        return calls.isEmpty() ? content : after;
    }
}
