package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.yaml.NearestName;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Fills a command's options from its arguments. */
final class CommandLineParser {

    private CommandLineParser() {}

    /**
     * Parses the arguments of a command.
     *
     * @return the usage, where that was asked for
     * @throws ProblemsException where they can't be right
     */
    static Optional<String> parse(String name, Command command, List<String> arguments) {
        CommandLine line = new CommandLine(command)
                .setCommandName("plumb " + name)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(110)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false);
        try {
            line.parseArgs(arguments.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw new ProblemsException(unmatched(name, line, e.getUnmatched()));
        } catch (ParameterException e) {
            throw new ProblemsException(List.of(new Problem(
                    "usage.invalid",
                    Optional.empty(),
                    String.valueOf(e.getMessage()),
                    "'plumb " + name + " --help' lists what it takes")));
        }
        if (line.isUsageHelpRequested()) {
            StringWriter usage = new StringWriter();
            line.usage(new PrintWriter(usage));
            return Optional.of(usage.toString());
        }
        return Optional.empty();
    }

    private static List<Problem> unmatched(String command, CommandLine line, List<String> arguments) {
        List<Problem> problems = new ArrayList<>();
        arguments.stream()
                .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                .map(argument -> option(command, line, argument))
                .forEach(problems::add);
        if (problems.isEmpty()) {
            problems.add(new Problem(
                    "usage.argument",
                    Optional.empty(),
                    "'" + arguments.getFirst() + "' is one argument too many",
                    "'plumb " + command + " --help' lists what it takes"));
        }
        return problems;
    }

    private static Problem option(String command, CommandLine line, String argument) {
        String name = argument.startsWith("--") ? argument.split("=", 2)[0] : argument.substring(0, 2);
        if (FutureOptions.isNotYet(command, name)) {
            return new Problem(
                    "usage.not_yet",
                    Optional.empty(),
                    "the option " + name + " of 'plumb " + command + "' is not there yet",
                    "leave it out");
        }
        List<String> known =
                line.getCommandSpec().optionsMap().keySet().stream().toList();
        String remedy = FutureOptions.instead(name)
                .orElseGet(() -> NearestName.hint(name, known, "'plumb " + command + " --help' lists what it takes"));
        return new Problem("usage.option", Optional.empty(), "'plumb " + command + "' knows no option " + name, remedy);
    }
}
