package dev.plumbline.cli;

import dev.plumbline.core.playbook.ModuleIndex;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.yaml.NearestName;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb new module}: a project to begin with. */
@CommandLine.Command(
        description = "Makes a small Maven project with a module of your own and its test, which passes at once.")
final class NewCommand implements Command {

    @Parameters(index = "0", paramLabel = "module", description = "what to make; there is only 'module'")
    private String what = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "as playbooks shall name it: lower-case words, one_two")
    private String name = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "where; a new folder of the module's name where left out")
    private @Nullable Path directory;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "shows this")
    @SuppressWarnings("unused") // the parser asks picocli for it
    private boolean help;

    @Override
    public ExitCode run(Surroundings surroundings) {
        check();
        Path folder = surroundings
                .workingDirectory()
                .resolve(directory == null ? Path.of(name.replace('_', '-')) : directory)
                .normalize();
        Path home = home();
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw problem("new.exists", folder + " is there already, and not empty", "name another by --dir");
            }
            for (Map.Entry<String, String> file :
                    NewModule.files(name, home.toString()).entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw problem("new.unwritable", folder + " can't be written: " + e.getMessage(), "name another by --dir");
        }
        surroundings.out().println(folder + "\n  mvn package   tests it and makes the jar; README.md tells the rest");
        return ExitCode.DONE;
    }

    private void check() {
        if (!what.equals("module")) {
            throw problem(
                    "usage.new",
                    "'" + what + "' can't be made",
                    NearestName.hint(what, List.of("module"), "there is: plumb new module NAME"));
        }
        if (!NewModule.NAME.matcher(name).matches()) {
            throw problem(
                    "usage.new",
                    "'" + name + "' can't be the name of a module",
                    "use lower-case letters and digits, words joined by one underscore");
        }
        if (ModuleIndex.installed().find(name).isPresent()) {
            throw problem("usage.new", "there is a module '" + name + "' already", "give yours another name");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Where this program was built: what a module is compiled against lies there. */
    private static Path home() {
        try {
            Path code = Path.of(NewCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve("modules/pom.xml"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException e) {
            // Then it isn't known, as where the folder was moved.
        }
        throw problem(
                "new.home",
                "the folder where plumb was built is not found, and a module is compiled against what lies there",
                "use the plumb of a built checkout");
    }

    private static ProblemsException problem(String code, String message, String remedy) {
        return new ProblemsException(List.of(new Problem(code, Optional.empty(), message, remedy)));
    }
}
