package dev.plumbline.core.playbook;

import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.FileMode;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.expression.SomeHosts;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.Node;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.program.Program;
import dev.plumbline.core.program.Task;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loads playbooks for tests, in a folder of their own, with modules that record their arguments. */
final class Playbooks {
    enum Power {
        ON,
        OFF
    }

    static final RecordingModule EVERYTHING = new RecordingModule(
            "everything",
            List.of(
                    RecordingModule.optional("word", new ParameterType.Word()),
                    RecordingModule.optional("text", new ParameterType.Characters()),
                    RecordingModule.optional("password", new ParameterType.Characters()),
                    RecordingModule.optional("flag", new ParameterType.Flag()),
                    RecordingModule.byDefault("whole", new ParameterType.Whole(), "7"),
                    RecordingModule.optional("interval", new ParameterType.Interval()),
                    RecordingModule.optional("power", new ParameterType.Choice(List.of("on", "off"), Power::valueOf)),
                    RecordingModule.optional("path", new ParameterType.Scalar("absolute path", AbsolutePath::parse)),
                    RecordingModule.optional("mode", new ParameterType.Scalar("file mode", FileMode::parse)),
                    RecordingModule.optional("words", new ParameterType.ListOf(new ParameterType.Word())),
                    RecordingModule.optional("map", new ParameterType.MapOf(new ParameterType.Characters())),
                    RecordingModule.optional("any", new ParameterType.Anything()),
                    RecordingModule.optional(
                            "anys", new ParameterType.MapOf(new ParameterType.ListOf(new ParameterType.Characters()))),
                    RecordingModule.optional("file", new ParameterType.File()),
                    RecordingModule.optional("from", new ParameterType.Template()),
                    RecordingModule.optional("that", new ParameterType.ListOf(new ParameterType.Expression())),
                    RecordingModule.optional("test", new ParameterType.Expression())));
    static final RecordingModule COPY = new RecordingModule(
            "copy",
            List.of(
                    RecordingModule.required("dest", new ParameterType.Word()),
                    RecordingModule.optional("content", new ParameterType.Characters())));
    static final RecordingModule PACKAGE = new RecordingModule(
            "package", List.of(RecordingModule.required("name", new ParameterType.ListOf(new ParameterType.Word()))));

    final Path folder;
    final SomeHosts inventory = new SomeHosts()
            .host("h1", "{port: 1, redis_password: Sid@123, only_h1: x}", "web", "redis_master")
            .host("h2", "{port: 2, redis_password: Sid@123}", "web", "redis_replica");
    Map<String, Definition> extra = Map.of();
    TagSelection tags = TagSelection.ALL;
    Optional<String> limit = Optional.empty();
    boolean become;
    Secrets secrets = Secrets.none();

    Playbooks(Path folder) {
        this.folder = folder;
    }

    Playbooks file(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Program load(String yaml) {
        file("play.yml", yaml);
        return PlaybookLoader.load(new PlaybookRequest(
                folder.resolve("play.yml"),
                "play.yml",
                folder,
                inventory,
                ModuleIndex.of(List.of(EVERYTHING, COPY, PACKAGE)),
                extra,
                tags,
                limit,
                become,
                Optional.empty(),
                List.of(),
                secrets,
                new dev.plumbline.core.yaml.FilesRead()));
    }

    /** The problems of a playbook as lines: code, position, message and remedy. */
    List<String> problems(String yaml) {
        try {
            load(yaml);
            return List.of();
        } catch (ProblemsException e) {
            return e.problems().stream().map(Playbooks::line).toList();
        }
    }

    static String line(Problem problem) {
        return problem.code()
                + problem.at().map(at -> " " + at.line() + ":" + at.column()).orElse("") + " " + problem.message()
                + " | "
                + problem.remedy();
    }

    static List<Task> tasks(Program program) {
        return program.plays().stream()
                .flatMap(play -> Node.tasks(play.tasks()))
                .toList();
    }

    static Task task(Program program) {
        return tasks(program).getFirst();
    }

    static Environment on(String host) {
        return new Environment(new HostName(host), Map.of(), Map.of());
    }

    static Environment on(String host, String name, Value value) {
        return new Environment(new HostName(host), Map.of(new HostName(host), Map.of(name, value)), Map.of());
    }

    static Map<String, Object> arguments(Task task, Environment environment) {
        return ((RecordingModule.Recorded) task.state().evaluate(environment)).values();
    }

    static TagSelection only(String... tags) {
        return new TagSelection(Set.of(tags), Set.of());
    }

    static TagSelection without(String... tags) {
        return new TagSelection(Set.of(), Set.of(tags));
    }
}
