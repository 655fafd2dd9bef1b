package dev.plumbline.ssh.config;

import dev.plumbline.ssh.pattern.PatternList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One reading of all files for one host: lines in order, each deciding what the next ones mean. */
final class ConfigReading {

    private static final int DEEPEST_INCLUDE = 16;
    private static final Path SYSTEM_FOLDER = Path.of("/etc/ssh");

    private final ConfigSources sources;
    private final Query query;
    private final Map<String, Setting> first = new LinkedHashMap<>();
    private final Map<String, List<Setting>> all = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<PatternList> ignoreUnknown = new ArrayList<>();
    private boolean finalPassWanted;
    private boolean finalPass;
    private String matchedHost;

    private ConfigReading(ConfigSources sources, Query query) {
        this.sources = sources;
        this.query = query;
        this.matchedHost = query.host();
    }

    static ConfigReading of(ConfigSources sources, Query query) {
        ConfigReading reading = new ConfigReading(sources, query);
        reading.readOptions();
        reading.readFiles();
        if (reading.finalPassWanted) {
            reading.finalPass = true;
            reading.matchedHost = reading.hostName();
            reading.readFiles();
        }
        return reading;
    }

    List<String> problems() {
        return problems.stream().distinct().toList();
    }

    Optional<Setting> first(String keyword) {
        return Optional.ofNullable(first.get(keyword));
    }

    List<Setting> all(String keyword) {
        return all.getOrDefault(keyword, List.of());
    }

    void report(ConfigProblem problem) {
        problems.add(String.valueOf(problem.getMessage()));
    }

    /** Returns the name to connect to, as far as has been read. */
    String hostName() {
        Setting setting = first.get("hostname");
        if (setting == null) {
            return query.host();
        }
        try {
            return new Tokens(Map.of('h', query.host()), Map.of())
                    .expand(setting.word(), Tokens.OF_HOSTNAME, setting.shown(), setting.origin());
        } catch (ConfigProblem e) {
            report(e);
            return query.host();
        }
    }

    private void readOptions() {
        Origin origin = new Origin("ssh option", 0);
        List<String> options = query.options();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i).strip();
            if (option.equals("-o") && i + 1 < options.size()) {
                i++;
                option = options.get(i).strip();
            } else if (option.startsWith("-o")) {
                option = option.substring(2).strip();
            }
            try {
                if (option.startsWith("-")) {
                    throw new ConfigProblem(
                            origin, option + " is not supported; write it as -o Name=value, as in ssh_config");
                }
                Line line = Line.parse(option, origin);
                if (Set.of("host", "match", "include").contains(line.keyword())) {
                    throw new ConfigProblem(origin, line.shown() + " can only stand in a file");
                }
                readLine(line, new Scope(true, false), 0);
            } catch (ConfigProblem e) {
                report(e);
            }
        }
    }

    private void readFiles() {
        for (Path file : sources.files()) {
            readFile(file, new Scope(true, false), 0);
        }
    }

    /** Whether lines count, which Host and Match change; {@code never} where an outer section already rules them out. */
    private static final class Scope {
        private boolean active;
        private final boolean never;

        Scope(boolean active, boolean never) {
            this.active = active && !never;
            this.never = never;
        }
    }

    private void readFile(Path file, Scope scope, int depth) {
        List<String> lines;
        try {
            if (!isSafe(file)) {
                problems.add(file + ": others may write to this file or own it; OpenSSH refuses it too."
                        + " Run: chmod go-w " + file);
                return;
            }
            lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            problems.add(file + ": cannot be read: " + e);
            return;
        }
        int number = 0;
        for (String text : lines) {
            number++;
            if (Line.isEmpty(text)) {
                continue;
            }
            try {
                readLine(Line.parse(text, new Origin(file.toString(), number)), scope, depth);
            } catch (ConfigProblem e) {
                report(e);
            }
        }
    }

    private boolean isSafe(Path file) throws IOException {
        if (file.startsWith(SYSTEM_FOLDER)) {
            return true;
        }
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = attributes.permissions();
        String owner = attributes.owner().getName();
        return !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                && (owner.equals("root") || owner.equals(sources.localUser()));
    }

    private void readLine(Line line, Scope scope, int depth) throws ConfigProblem {
        String keyword = Keywords.ALIASES.getOrDefault(line.keyword(), line.keyword());
        if (!Keywords.isKnown(keyword)) {
            if (ignoreUnknown.stream().noneMatch(patterns -> patterns.matches(line.keyword()))) {
                throw new ConfigProblem(
                        line.origin(), line.shown() + " is not a known setting; IgnoreUnknown passes over it");
            }
            return;
        }
        switch (keyword) {
            case "host" ->
                scope.active = !scope.never && PatternList.of(line.words()).matches(matchedHost);
            case "match" -> scope.active = !scope.never && matches(line);
            case "include" -> include(line, scope, depth);
            case "ignoreunknown" -> {
                if (scope.active) {
                    ignoreUnknown.add(PatternList.parse(line.word().toLowerCase(Locale.ROOT)));
                }
            }
            default -> set(keyword, line, scope.active);
        }
    }

    private void set(String keyword, Line line, boolean active) throws ConfigProblem {
        if (Keywords.HARMLESS.contains(keyword)) {
            return;
        }
        if (Keywords.REFUSED.containsKey(keyword)) {
            if (active && !Keywords.REFUSED.get(keyword).contains(line.word().toLowerCase(Locale.ROOT))) {
                throw new ConfigProblem(line.origin(), line.shown() + " " + line.rest() + " is not supported");
            }
            return;
        }
        boolean takesCommand = keyword.equals("proxycommand");
        boolean takesMany = keyword.equals("userknownhostsfile") || keyword.equals("globalknownhostsfile");
        List<String> words = takesCommand ? List.of(line.rest()) : takesMany ? line.words() : List.of(line.word());
        if (!active) {
            return;
        }
        Setting setting = new Setting(line.shown(), words, line.origin());
        if (Keywords.ALL.contains(keyword)) {
            List<Setting> settings = all.computeIfAbsent(keyword, key -> new ArrayList<>());
            if (settings.stream().noneMatch(earlier -> earlier.words().equals(words))) {
                settings.add(setting);
            }
        } else if (keyword.equals("proxyjump") || keyword.equals("proxycommand")) {
            // Of the two, the first one wins.
            if (!first.containsKey("proxyjump") && !first.containsKey("proxycommand")) {
                first.put(keyword, setting);
            }
        } else {
            first.putIfAbsent(keyword, setting);
        }
    }

    private void include(Line line, Scope scope, int depth) throws ConfigProblem {
        if (depth >= DEEPEST_INCLUDE) {
            throw new ConfigProblem(line.origin(), "Include: files include each other more than 16 deep");
        }
        boolean system = Path.of(line.origin().source()).startsWith(SYSTEM_FOLDER);
        Path base = system ? SYSTEM_FOLDER : sources.home().resolve(".ssh");
        for (String word : line.words()) {
            Path pattern = base.resolve(Paths.expandTilde(word, sources, line.shown(), line.origin()));
            for (Path file : Paths.glob(pattern)) {
                readFile(file, new Scope(scope.active, !scope.active), depth + 1);
            }
        }
    }

    private boolean matches(Line line) throws ConfigProblem {
        List<String> words = line.words();
        boolean result = true;
        for (int i = 0; i < words.size(); i++) {
            String criterion = words.get(i);
            boolean negated = criterion.startsWith("!");
            String name = (negated ? criterion.substring(1) : criterion).toLowerCase(Locale.ROOT);
            String argument = "";
            if (name.indexOf('=') > 0) {
                argument = criterion.substring(criterion.indexOf('=') + 1);
                name = name.substring(0, name.indexOf('='));
            } else if (!Set.of("all", "canonical", "final").contains(name)) {
                i++;
                if (i >= words.size()) {
                    throw new ConfigProblem(line.origin(), "Match " + name + " needs a value");
                }
                argument = words.get(i);
            }
            if (name.equals("all") && words.size() > 2) {
                throw new ConfigProblem(line.origin(), "Match all stands alone, or behind canonical or final");
            }
            if (name.equals("final")) {
                finalPassWanted = true;
            }
            if (result || !name.equals("exec")) {
                result &= holds(name, argument, line) != negated;
            }
        }
        return result;
    }

    private boolean holds(String criterion, String argument, Line line) throws ConfigProblem {
        return switch (criterion) {
            case "all" -> true;
            case "canonical", "final" -> finalPass;
            case "host" -> PatternList.parse(argument).matchesHost(hostName());
            case "originalhost" -> PatternList.parse(argument).matchesHost(query.host());
            case "user" -> PatternList.parse(argument).matches(userName());
            case "localuser" -> PatternList.parse(argument).matches(sources.localUser());
            case "tagged" ->
                PatternList.parse(argument)
                        .matches(first("tag").map(Setting::word).orElse(""));
            case "exec", "localnetwork", "version", "sessiontype", "command" ->
                throw new ConfigProblem(line.origin(), "Match " + criterion + " is not supported");
            default -> throw new ConfigProblem(line.origin(), "Match " + criterion + " is not known");
        };
    }

    private String userName() {
        return query.user().or(() -> first("user").map(Setting::word)).orElse(sources.localUser());
    }
}
