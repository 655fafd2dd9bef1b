package dev.plumbline.core.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commit a folder's Git checkout stands at, read from its files, so that no program is run.
 *
 * @see <a href="https://git-scm.com/docs/gitrepository-layout">gitrepository-layout</a>
 */
public final class Checkout {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final String LINKED = "gitdir: ";
    private static final String SYMBOLIC = "ref: ";
    private static final int SHORT = 7;

    private Checkout() {}

    /** The first digits of the commit; empty where there is no checkout, or nothing was committed yet. */
    public static Optional<String> commit(Path folder) {
        for (Path up = folder.toAbsolutePath(); up != null; up = up.getParent()) {
            Path git = up.resolve(".git");
            if (Files.exists(git)) {
                return directory(git).flatMap(Checkout::head).map(hash -> hash.substring(0, SHORT));
            }
        }
        return Optional.empty();
    }

    /** A linked work tree has a file that names its directory. */
    private static Optional<Path> directory(Path git) {
        return Files.isDirectory(git)
                ? Optional.of(git)
                : line(git)
                        .filter(line -> line.startsWith(LINKED))
                        .map(line -> git.resolveSibling(line.substring(LINKED.length())));
    }

    private static Optional<String> head(Path directory) {
        Optional<String> head = line(directory.resolve("HEAD"));
        if (head.filter(line -> line.startsWith(SYMBOLIC)).isEmpty()) {
            return head.filter(Checkout::isHash);
        }
        String name = head.get().substring(SYMBOLIC.length());
        Path common =
                line(directory.resolve("commondir")).map(directory::resolve).orElse(directory);
        return line(directory.resolve(name))
                .or(() -> line(common.resolve(name)))
                .filter(Checkout::isHash)
                .or(() -> packed(common.resolve("packed-refs"), name));
    }

    private static Optional<String> packed(Path file, String name) {
        return text(file)
                .flatMap(text -> text.lines()
                        .filter(line -> line.endsWith(" " + name))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .filter(Checkout::isHash)
                        .findFirst());
    }

    private static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    private static Optional<String> line(Path file) {
        return text(file).flatMap(text -> text.lines().findFirst()).map(String::strip);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
