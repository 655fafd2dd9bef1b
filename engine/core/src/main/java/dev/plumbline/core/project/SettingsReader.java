package dev.plumbline.core.project;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes each setting from the strongest place that has it. */
final class SettingsReader {
    private static final AbsolutePath USUAL_HOST_STATE = new AbsolutePath("/var/lib/plumbline");
    private static final int USUAL_FORKS = 20;
    private static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration USUAL_KEEPALIVE = Duration.ofSeconds(10);

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final Flags flags;
    private final Optional<ProjectFile> file;
    private final Problems problems;

    SettingsReader(
            Path workingDirectory,
            Map<String, String> environment,
            Flags flags,
            Optional<ProjectFile> file,
            Problems problems) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.flags = flags;
        this.file = file;
        this.problems = problems;
    }

    Settings read() {
        VaultSettings vaults = new VaultSettings(this);
        return new Settings(
                inventory(),
                flag("--forks", flags.forks().stream().boxed().findFirst())
                        .orElseGet(() -> single("forks", SettingText::forks, USUAL_FORKS)),
                flag("-u", flags.remoteUser())
                        .map(SettingsReader::optional)
                        .orElseGet(() ->
                                single("remote_user", text -> Optional.of(SettingText.word(text)), Optional.empty())),
                flag("--private-key", flags.privateKey().map(workingDirectory::resolve))
                        .map(SettingsReader::optional)
                        .orElseGet(this::privateKey),
                flag(
                                "--timeout",
                                flags.connectTimeout().stream()
                                        .mapToObj(Duration::ofSeconds)
                                        .findFirst())
                        .orElseGet(() -> single("connect_timeout", SettingText::duration, USUAL_CONNECT_TIMEOUT)),
                single("keepalive", SettingText::duration, USUAL_KEEPALIVE),
                knownHosts(),
                flag("-b", flags.become() ? Optional.of(true) : Optional.empty())
                        .orElseGet(() -> single("become", SettingText::truth, false)),
                flag("--become-user", flags.becomeUser())
                        .orElseGet(() -> single("become_user", SettingText::word, "root")),
                color(),
                paths("roles_path", List.of()),
                state(),
                single("host_state", SettingText::hostState, Optional.of(USUAL_HOST_STATE)),
                flag("--lock-timeout", flags.lockTimeout())
                        .orElseGet(() -> single("lock_timeout", SettingText::wait, Duration.ZERO)),
                vaults.ids(),
                vaults.passwordFile(),
                vaults.secrets(),
                file.flatMap(project -> ModuleJars.of(project, problems)).orElseGet(() -> usual(List.of())));
    }

    Flags flags() {
        return flags;
    }

    Path workingDirectory() {
        return workingDirectory;
    }

    Optional<ProjectFile> file() {
        return file;
    }

    boolean isInEnvironment(String name) {
        return environment.containsKey(variable(name));
    }

    Problems problems() {
        return problems;
    }

    static String variable(String name) {
        return Project.PREFIX + name.toUpperCase(Locale.ROOT);
    }

    static <T> Optional<Setting<T>> flag(String name, Optional<T> value) {
        return value.map(given -> new Setting<>(given, new Origin.Flag(name)));
    }

    private static <T> Setting<Optional<T>> optional(Setting<T> setting) {
        return new Setting<>(Optional.of(setting.value()), setting.origin());
    }

    /** A text and where it stands; paths in it are relative to {@code folder}. */
    record Found(List<String> texts, Origin origin, Path folder) {}

    Optional<Found> found(String name, Function<String, List<String>> split) {
        String given = environment.get(variable(name));
        if (given != null && !given.isEmpty()) {
            return Optional.of(
                    new Found(split.apply(given), new Origin.EnvironmentVariable(variable(name)), workingDirectory));
        }
        return file.flatMap(project -> project.words(name, problems)
                .map(words -> new Found(
                        words.stream().map(ProjectFile.Word::text).toList(),
                        new Origin.ProjectFile(words.getFirst().at()),
                        project.folder())));
    }

    private <T> Setting<T> single(String name, SettingText.Reader<T> reader, T otherwise) {
        return found(name, List::of)
                .map(found -> {
                    if (found.texts().size() > 1) {
                        unfit(name, found.origin(), "is a list", "Write one value.");
                        return usual(otherwise);
                    }
                    try {
                        return new Setting<>(reader.read(found.texts().getFirst()), found.origin());
                    } catch (UnfitSettingException unfit) {
                        unfit(name, found.origin(), unfit.explanation(), unfit.remedy());
                        return usual(otherwise);
                    }
                })
                .orElseGet(() -> usual(otherwise));
    }

    void unfit(String name, Origin origin, String explanation, String remedy) {
        boolean fromFile = origin instanceof Origin.ProjectFile;
        problems.add(new Problem(
                "project.value",
                origin instanceof Origin.ProjectFile(var at) ? Optional.of(at) : Optional.empty(),
                "the setting '" + (fromFile ? name : origin.toString()) + "' " + explanation,
                remedy));
    }

    static <T> Setting<T> usual(T value) {
        return new Setting<>(value, new Origin.Default());
    }

    private Setting<List<String>> inventory() {
        if (!flags.inventory().isEmpty()) {
            return new Setting<>(flags.inventory(), new Origin.Flag("-i"));
        }
        return found("inventory", SettingsReader::sources)
                .map(found -> new Setting<>(
                        found.texts().stream()
                                .map(text -> source(text, found.folder()))
                                .toList(),
                        found.origin()))
                .orElseGet(() -> usual(List.of()));
    }

    /** Several sources have colons between them, but a list of hosts may hold colons itself. */
    private static List<String> sources(String text) {
        return text.indexOf(',') >= 0 ? List.of(text) : List.of(text.split(":", -1));
    }

    private String source(String text, Path folder) {
        Path path = path(text, folder);
        return text.indexOf(',') >= 0 && !Files.exists(path) ? text : path.toString();
    }

    private Setting<Optional<Path>> privateKey() {
        return found("private_key", List::of)
                .map(found ->
                        new Setting<>(Optional.of(path(found.texts().getFirst(), found.folder())), found.origin()))
                .orElseGet(() -> usual(Optional.empty()));
    }

    private Setting<List<Path>> knownHosts() {
        return paths(
                "known_hosts",
                file.map(project -> project.folder().resolve("known_hosts")).stream()
                        .toList());
    }

    private Setting<List<Path>> paths(String name, List<Path> otherwise) {
        return found(name, text -> List.of(text.split(":", -1)))
                .map(found -> new Setting<>(
                        found.texts().stream()
                                .map(text -> path(text, found.folder()))
                                .toList(),
                        found.origin()))
                .orElseGet(() -> usual(otherwise));
    }

    /** NO_COLOR is heeded as no-color.org asks: whatever its value, if it has one. */
    private Setting<Color> color() {
        if (flags.noColor()) {
            return new Setting<>(Color.NEVER, new Origin.Flag("--no-color"));
        }
        Setting<Color> set = single("color", SettingText::color, Color.AUTO);
        boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return noColor && !(set.origin() instanceof Origin.EnvironmentVariable)
                ? new Setting<>(Color.NEVER, new Origin.EnvironmentVariable("NO_COLOR"))
                : set;
    }

    private Setting<Path> state() {
        Optional<Found> found = found("state", List::of);
        if (found.isPresent()) {
            String text = found.get().texts().getFirst();
            if (!text.contains("://")) {
                return new Setting<>(
                        path(text, found.get().folder()), found.get().origin());
            }
            unfit("state", found.get().origin(), "names a database, which is not supported yet", "Name a folder.");
        }
        String folder = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG specification has relative paths ignored.
        return folder.startsWith("/")
                ? new Setting<>(Path.of(folder).resolve("plumbline"), new Origin.EnvironmentVariable("XDG_STATE_HOME"))
                : usual(home().resolve(".local/state/plumbline"));
    }

    Path path(String text, Path folder) {
        if (text.equals("~") || text.startsWith("~/")) {
            return home().resolve(text.substring(Math.min(2, text.length())));
        }
        return folder.resolve(text).normalize();
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    }
}
