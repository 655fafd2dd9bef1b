package dev.plumbline.core.wire;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How a command is run by the shell: its arguments literally, its environment and input out of anybody's sight. */
final class Commands {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Commands() {}

    /** Whether a shell can export it. */
    static boolean isVariable(String name) {
        return VARIABLE.matcher(name).matches();
    }

    /** The body of a subshell that becomes the command. */
    static String body(
            List<String> arguments, Map<String, Text> environment, Optional<AbsolutePath> directory, boolean input) {
        StringBuilder body = new StringBuilder("umask \"$plumb_umask\"\n");
        String instead = input ? "{ plumb_note directory; plumb_drain; exit 1; }" : "{ plumb_note directory; exit 1; }";
        directory.ifPresent(path -> body.append("cd ")
                .append(Quote.word(path.value()))
                .append(" || ")
                .append(instead)
                .append('\n'));
        new TreeMap<>(environment)
                .forEach((name, value) -> body.append("export ")
                        .append(name)
                        .append('=')
                        .append(Quote.word(value.reveal()))
                        .append('\n'));
        String run = arguments.isEmpty() || arguments.getFirst().startsWith("-")
                ? "printf 'no such program\\n' >&2; exit 127"
                : "exec " + Quote.words(arguments);
        if (input) {
            body.append("plumb_take | ( ( ")
                    .append(run)
                    .append(" ); plumb_status=$?; cat >/dev/null; exit $plumb_status )");
        } else {
            body.append(run);
        }
        return body.toString();
    }
}
