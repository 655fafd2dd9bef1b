package dev.plumbline.modules.redis;

import dev.plumbline.api.module.Delta.Violation;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.modules.redis.conf.ConfFile;
import dev.plumbline.modules.redis.conf.Declared;
import dev.plumbline.modules.redis.conf.Form;
import dev.plumbline.modules.redis.conf.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whether an included file takes back what is declared: of a directive the last line wins, wherever it stands. */
final class Includes {

    private Includes() {}

    /** Whether the name is that of one file: full and without a pattern. */
    static boolean isReadable(String name) {
        return ConfFile.isOneFile(name);
    }

    /** What included files say against the declarations; the file that wins is named. */
    static List<Violation> against(
            DesiredConf desired, ConfFile file, AbsolutePath path, Map<AbsolutePath, Optional<Bytes>> included) {
        List<Violation> violations = new ArrayList<>();
        for (Declared declared : desired.declared()) {
            winner(declared, file, included)
                    .ifPresent(place -> violations.add(Violation.of(
                            "redis.include.overrides",
                            path + " sets " + declared.written() + ", but " + place
                                    + ", which it includes, sets it otherwise and wins",
                            "take " + declared.written() + " out of the included file, or declare it there")));
        }
        return violations;
    }

    private static Optional<String> winner(
            Declared declared, ConfFile file, Map<AbsolutePath, Optional<Bytes>> included) {
        Optional<String> winner = Optional.empty();
        for (Line line : file.lines()) {
            Optional<Line.Setting> setting = line.setting();
            if (setting.isEmpty()) {
                continue;
            }
            String name = setting.get().directive().name();
            if (name.equals(declared.directive().name()) && declared.directive().form() != Form.SAVE) {
                winner = Optional.empty();
            } else if (name.equals("include")) {
                String target = setting.get()
                        .words()
                        .filter(words -> words.size() == 1)
                        .map(List::getFirst)
                        .orElse("");
                winner = isReadable(target)
                        ? overriding(declared, new AbsolutePath(target), included)
                                .or(winnerSoFar(winner))
                        : winner;
            }
        }
        return winner;
    }

    private static java.util.function.Supplier<Optional<String>> winnerSoFar(Optional<String> winner) {
        return () -> winner;
    }

    /** The line of an included file that says something else; a line that says the same is no harm. */
    private static Optional<String> overriding(
            Declared declared, AbsolutePath target, Map<AbsolutePath, Optional<Bytes>> included) {
        Map<AbsolutePath, Optional<Bytes>> known = new HashMap<>(included);
        ConfFile other =
                ConfFile.parse(known.getOrDefault(target, Optional.empty()).orElse(Bytes.EMPTY));
        if (other.readings(declared.directive()).isEmpty()
                || other.says(declared)
                || declared.directive().form() == Form.LINES) {
            return Optional.empty();
        }
        for (int at = other.lines().size() - 1; at >= 0; at--) {
            if (other.lines()
                    .get(at)
                    .setting()
                    .filter(setting -> setting.directive()
                            .name()
                            .equals(declared.directive().name()))
                    .isPresent()) {
                return Optional.of(target + ":" + (at + 1));
            }
        }
        return Optional.empty();
    }
}
