package dev.plumbline.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The commands by name. Only the one that was asked for is made. */
final class Commands {

    /** A command that exists. */
    record Entry(String name, String synopsis, String summary, Supplier<Command> maker) {
        /** Whether it is likely to log in to a host soon. */
        boolean connects() {
            return CONNECTING.contains(name);
        }
    }

    private static final Set<String> CONNECTING =
            Set.of("plan", "apply", "drift", "watch", "exec", "why", "facts", "undo");

    private static final List<Entry> ALL = List.of(
            new Entry("plan", "PLAYBOOK", "shows what would change, and changes nothing", PlanCommand::new),
            new Entry("apply", "PLAYBOOK|FILE", "shows the plan, asks, applies it and checks", ApplyCommand::new),
            new Entry("drift", "PLAYBOOK", "shows what differs from what is declared", DriftCommand::new),
            new Entry("watch", "PLAYBOOK", "looks for drift again and again", WatchCommand::new),
            new Entry(
                    "validate", "PLAYBOOK", "checks everything that can be known without a host", ValidateCommand::new),
            new Entry("why", "HOST TASK [PLAYBOOK]", "tells the whole reason of one change", WhyCommand::new),
            new Entry(
                    "inventory",
                    "[HOST]",
                    "shows hosts, groups and variables and where they come from",
                    InventoryCommand::new),
            new Entry(
                    "vars",
                    "HOST [NAME]",
                    "shows what variables come to and every place that sets them",
                    VarsCommand::new),
            new Entry("facts", "HOSTS [NAME…]", "shows what hosts say of themselves", FactsCommand::new),
            new Entry("history", "", "lists past runs", HistoryCommand::new),
            new Entry("show", "RUN|FILE", "shows one past run, step by step, or a plan in a file", ShowCommand::new),
            new Entry("undo", "RUN", "brings back what a run changed", UndoCommand::new),
            new Entry("config", "", "shows the settings and where they come from", ConfigCommand::new),
            new Entry("trust", "HOSTS", "fetches host keys, and keeps those that you confirm", TrustCommand::new),
            new Entry("exec", "HOSTS -- ARGV", "plans and runs one command or module on hosts", ExecCommand::new),
            new Entry("vault", "ACTION [FILE…]", "encrypts, decrypts, shows and edits secrets", VaultCommand::new),
            new Entry("doc", "[MODULE]", "shows modules and their parameters", DocCommand::new),
            new Entry("schema", "[KIND]", "prints the JSON Schema of our files, for editors", SchemaCommand::new),
            new Entry("new", "module NAME", "makes a project with a module of your own", NewCommand::new),
            new Entry("completion", "SHELL", "prints completion for bash, zsh or fish", CompletionCommand::new));

    /** Those that are planned. */
    private static final List<String> NOT_YET = List.of("explain", "init", "convert", "silence");

    private Commands() {}

    static List<Entry> all() {
        return ALL;
    }

    static Optional<Entry> find(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    static boolean isNotYet(String name) {
        return NOT_YET.contains(name);
    }
}
