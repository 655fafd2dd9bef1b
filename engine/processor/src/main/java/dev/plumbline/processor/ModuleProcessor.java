package dev.plumbline.processor;

import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.ModuleApi;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Generates, for each record with {@link Module}, a {@link dev.plumbline.api.module.ModuleType} that needs no reflection, and names them
 * all for {@link java.util.ServiceLoader}. What is undocumented or can't be read from a playbook is a compile error.
 *
 * <p>A JDK from 23 on runs a processor only where it is named, by {@code --processor-path} or {@code -processor}.
 */
public final class ModuleProcessor extends AbstractProcessor {
    private final List<ModuleModel> modules = new ArrayList<>();
    private final Map<String, TypeElement> byName = new HashMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Module.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ModuleReader reader = new ModuleReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils());
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Module.class))) {
            reader.read(type, this::error).ifPresent(this::add);
        }
        if (round.processingOver() && !round.errorRaised() && !modules.isEmpty()) {
            writeIndex();
        }
        return false;
    }

    private void add(ModuleModel module) {
        TypeElement other = byName.putIfAbsent(module.name(), module.record());
        if (other != null) {
            error(
                    module.record(),
                    "the module '" + module.name() + "' is also declared by " + other.getQualifiedName());
            return;
        }
        modules.add(module);
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(module.qualifiedTypeName(), module.record())
                .openWriter()) {
            writer.write(TypeSource.of(module));
        } catch (IOException e) {
            error(module.record(), "its type can't be written: " + e.getMessage());
        }
    }

    private void writeIndex() {
        write(
                ModuleApi.INDEX,
                modules.stream().map(ModuleModel::qualifiedTypeName).sorted().toList());
        write(ModuleApi.MARK, List.of(Integer.toString(ModuleApi.VERSION)));
    }

    private void write(String resource, List<String> lines) {
        Element[] records = modules.stream().map(ModuleModel::record).toArray(Element[]::new);
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", resource, records)
                .openWriter()) {
            for (String line : lines) {
                writer.write(line + "\n");
            }
        } catch (IOException e) {
            error(modules.getFirst().record(), "the index of modules can't be written: " + e.getMessage());
        }
    }

    private void error(Element at, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, at);
    }
}
