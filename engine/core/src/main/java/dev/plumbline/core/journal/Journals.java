package dev.plumbline.core.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journals of a state folder, one file a run, in {@code runs/}. They are named by their runs, which begin with the time, so that their
 * names are in order.
 */
public final class Journals {
    /** How many are kept; the oldest go first. */
    static final int KEPT = 1_000;

    private static final String END = ".jsonl";
    private static final String SET_ASIDE = ".damaged";

    private final Path folder;
    private final Clock clock;

    public Journals(Path state, Clock clock) {
        this.folder = state.resolve("runs");
        this.clock = clock;
    }

    /**
     * Begins a run's journal.
     *
     * @throws JournalException where it can't be written: then nothing may be changed
     */
    public Journal begin(RunHeader header) throws JournalException {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            prune();
        } catch (IOException e) {
            throw new JournalException(
                    "the folder for journals, " + folder + ", can't be made: "
                            + e.getClass().getSimpleName() + " " + e.getMessage(),
                    e);
        }
        return Journal.create(folder.resolve(header.run() + END), header, clock);
    }

    /** All runs, the newest first. A journal of which nothing can be read is set aside, and told to {@code damaged}. */
    public List<RunRecord> all(List<Path> damaged) throws IOException {
        List<RunRecord> all = new ArrayList<>();
        for (Path file : files().reversed()) {
            Optional<RunRecord> run = read(file);
            run.ifPresent(all::add);
            if (run.isEmpty()) {
                damaged.add(Files.move(file, file.resolveSibling(file.getFileName() + SET_ASIDE)));
            }
        }
        return all;
    }

    /** The run with this name, or the only one whose name begins or ends so. */
    public Optional<RunRecord> find(String name) throws IOException {
        List<Path> suiting = files().stream()
                .filter(file -> {
                    String run = name(file);
                    return run.equals(name) || (name.length() >= 4 && (run.startsWith(name) || run.endsWith(name)));
                })
                .toList();
        return suiting.size() == 1 ? read(suiting.getFirst()) : Optional.empty();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - END.length());
    }

    private static Optional<RunRecord> read(Path file) throws IOException {
        return JournalReader.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(END))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private void prune() throws IOException {
        List<Path> files = files();
        for (Path file : files.subList(0, Math.max(0, files.size() - KEPT))) {
            Files.deleteIfExists(file);
        }
    }
}
