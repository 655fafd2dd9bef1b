package dev.plumbline.cli;

import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completion for fish, which picocli doesn't make. */
final class FishCompletion {

    private FishCompletion() {}

    static String of(CommandLine all) {
        StringBuilder script = new StringBuilder("complete -c plumb -e\n");
        Commands.all()
                .forEach(entry -> script.append("complete -c plumb -n __fish_use_subcommand -f -a ")
                        .append(entry.name())
                        .append(" -d ")
                        .append(quoted(entry.summary()))
                        .append('\n'));
        all.getSubcommands().forEach((name, command) -> {
            String when = "complete -c plumb -n '__fish_seen_subcommand_from " + name + "'";
            command.getCommandSpec()
                    .options()
                    .forEach(option -> script.append(when).append(line(option)));
            for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
                String candidates = candidates(parameter);
                if (!candidates.isEmpty()) {
                    script.append(when)
                            .append(" -f -a ")
                            .append(quoted(candidates))
                            .append('\n');
                }
            }
        });
        return script.toString();
    }

    private static String line(OptionSpec option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
        }
        if (option.arity().max() > 0) {
            String candidates = candidates(option);
            line.append(candidates.isEmpty() ? " -r" : " -x -a " + quoted(candidates));
        }
        return line.append(" -d ")
                .append(quoted(String.join(" ", option.description())))
                .append('\n')
                .toString();
    }

    private static String candidates(ArgSpec argument) {
        Iterable<String> known = argument.completionCandidates();
        StringJoiner words = new StringJoiner(" ");
        (known == null ? List.<String>of() : known).forEach(words::add);
        return words.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
