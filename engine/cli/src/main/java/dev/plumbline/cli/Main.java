package dev.plumbline.cli;

import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.ProblemsException;
import dev.plumbline.core.yaml.NearestName;
import dev.plumbline.ssh.WarmUp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the program begins and ends. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name, and exits with its code. */
    public static void main(String[] arguments) {
        int code = run(Surroundings.ofProcess(), arguments);
        // Halts what hosts left hanging; a first Ctrl-C has its own way out.
        System.exit(code);
    }

    /** The same within a running program: nothing is exited. */
    public static int run(Surroundings surroundings, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        try {
            return dispatch(surroundings, words).code();
        } catch (ProblemsException e) {
            tell(surroundings, words, e.problems());
            return ExitCode.WRONG.code();
        } catch (CommandException e) {
            tell(surroundings, words, e.problems());
            return e.exit().code();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        } catch (RuntimeException | Error e) {
            return internal(surroundings, words, e).code();
        } finally {
            surroundings.out().flush();
        }
    }

    private static void tell(Surroundings surroundings, List<String> words, List<Problem> problems) {
        surroundings.err().print(ProblemText.of(problems));
        if (ProblemJson.isWanted(words)) {
            surroundings.out().print(ProblemJson.of(words.getFirst(), problems));
        }
    }

    private static ExitCode dispatch(Surroundings surroundings, List<String> words) throws InterruptedException {
        String first = words.isEmpty() ? "" : words.getFirst();
        return switch (first) {
            case "", "-h", "--help", "help" -> help(surroundings, words);
            case "--version", "-V", "version" -> {
                surroundings.out().println("plumb " + Version.text());
                yield ExitCode.DONE;
            }
            default -> {
                Commands.Entry entry = Commands.find(first).orElseThrow(() -> unknown(first));
                if (entry.connects()) {
                    WarmUp.begin();
                }
                Command command = entry.maker().get();
                Optional<String> usage = CommandLineParser.parse(first, command, words.subList(1, words.size()));
                if (usage.isPresent()) {
                    surroundings.out().print(usage.get());
                    yield ExitCode.DONE;
                }
                yield command.run(surroundings);
            }
        };
    }

    private static ExitCode help(Surroundings surroundings, List<String> words) throws InterruptedException {
        if (words.size() > 1 && words.getFirst().equals("help")) {
            return dispatch(surroundings, List.of(words.get(1), "--help"));
        }
        (words.isEmpty() ? surroundings.err() : surroundings.out()).print(Help.text());
        return words.isEmpty() ? ExitCode.WRONG : ExitCode.DONE;
    }

    private static ProblemsException unknown(String name) {
        if (Commands.isNotYet(name)) {
            return new ProblemsException(List.of(new Problem(
                    "usage.not_yet",
                    Optional.empty(),
                    "the command '" + name + "' is not there yet",
                    "'plumb --help' lists what is")));
        }
        List<String> known = Commands.all().stream().map(Commands.Entry::name).toList();
        return new ProblemsException(List.of(
                name.startsWith("-")
                        ? new Problem(
                                "usage.option",
                                Optional.empty(),
                                "options stand after the command, and '" + name + "' stands before it",
                                "write it as in: plumb plan site.yml " + name)
                        : new Problem(
                                "usage.command",
                                Optional.empty(),
                                "there is no command '" + name + "'",
                                NearestName.hint(name, known, "'plumb --help' lists what there is"))));
    }

    /** A fault of ours is one line; what lies behind it is shown only when asked for, since it may hold anything. */
    private static ExitCode internal(Surroundings surroundings, List<String> words, Throwable fault) {
        surroundings
                .err()
                .println("plumb: this is a fault of plumb itself: "
                        + fault.getClass().getSimpleName()
                        + Arrays.stream(fault.getStackTrace())
                                .findFirst()
                                .map(frame -> " at " + frame.getClassName() + ":" + frame.getLineNumber())
                                .orElse("")
                        + "  [internal]");
        surroundings
                .err()
                .println("  → report it with the output of the same command and -vv, and of 'plumb --version'");
        if (words.contains("-vv") || words.contains("-vvv")) {
            fault.printStackTrace(surroundings.err());
        }
        return ExitCode.INTERNAL;
    }
}
