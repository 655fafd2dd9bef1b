package dev.plumbline.core.playbook;

import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.Keyword.Shape;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the words of plays, blocks and tasks mean. Which of them there are, those say that read them. */
public final class PlaybookWords {
    private static final Map<String, Keyword> ABOUT = List.of(
                    new Keyword("name", Shape.TEXT, "What people call it.", "Redis configuration"),
                    new Keyword(
                            "hosts",
                            Shape.PATTERN,
                            "A pattern of hosts and groups: a:b, a:&b, a:!b, web*, ~regex, group[0].",
                            "redis_master:redis_replica"),
                    new Keyword("vars", Shape.VARIABLES, "Variables, evaluated where they are used.", "{ port: 6379 }"),
                    new Keyword(
                            "vars_files", Shape.TEXTS, "Files of variables beside the playbook.", "[vars/redis.yml]"),
                    new Keyword("become", Shape.FLAG, "Whether it is done as another user.", "true"),
                    new Keyword("become_user", Shape.TEXT, "As which user, if not as root.", "redis"),
                    new Keyword("become_method", Shape.NAME, "How one becomes that user; there is only sudo.", "sudo"),
                    new Keyword("tags", Shape.NAMES, "Words by which -t and --skip-tags select it.", "[config, redis]"),
                    new Keyword(
                            "gather_facts",
                            Shape.FLAG,
                            "Means nothing here: a fact is read where an expression names it.",
                            "false"),
                    new Keyword("pre_tasks", Shape.TASKS, "Tasks before all others.", ""),
                    new Keyword("tasks", Shape.TASKS, "What is to be so, in order.", ""),
                    new Keyword("post_tasks", Shape.TASKS, "Tasks after all others and their handlers.", ""),
                    new Keyword(
                            "handlers",
                            Shape.TASKS,
                            "Tasks that run once, and only where something that notifies them has changed.",
                            ""),
                    new Keyword("block", Shape.TASKS, "Tasks for which the words beside it hold together.", ""),
                    new Keyword("rescue", Shape.TASKS, "Tasks for where one of the block failed.", ""),
                    new Keyword("always", Shape.TASKS, "Tasks after the block, whatever came of it.", ""),
                    new Keyword(
                            "when",
                            Shape.CONDITIONS,
                            "A bare expression, or several that must all hold; without it the task is skipped.",
                            "group_names?seq_contains(\"redis_replica\")"),
                    new Keyword("loop", Shape.LIST, "A list; the task is done for each item.", "[one, two]"),
                    new Keyword(
                            "loop_control", Shape.LOOP_CONTROL, "How the loop's item is called.", "{ loop_var: user }"),
                    new Keyword("with_items", Shape.LIST, "As loop, with lists in it made flat.", "[one, two]"),
                    new Keyword("with_list", Shape.LIST, "As loop.", "[one, two]"),
                    new Keyword("with_dict", Shape.ANYTHING, "As loop, over the entries of a mapping.", ""),
                    new Keyword("meta", Shape.NAME, "A word about the course of the play.", "flush_handlers"),
                    new Keyword("import_playbook", Shape.NAME, "A playbook whose plays stand here.", "site.yml"),
                    new Keyword("register", Shape.NAME, "The variable that holds what came of it.", "result"),
                    new Keyword(
                            "until",
                            Shape.CONDITIONS,
                            "A bare expression; the task is looked at again until it holds.",
                            "result.link == \"up\""),
                    new Keyword("retries", Shape.WHOLE, "How often until looks again; 3 where nothing is said.", "20"),
                    new Keyword("delay", Shape.WHOLE, "Seconds between two looks; 5 where nothing is said.", "1"),
                    new Keyword("notify", Shape.NAMES, "The handlers that a change calls for.", "restart redis"),
                    new Keyword("listen", Shape.NAMES, "Further words by which a handler is notified.", "restart all"),
                    new Keyword(
                            "changed_when",
                            Shape.CONDITIONS,
                            "A bare expression that says whether it changed.",
                            "false"),
                    new Keyword(
                            "failed_when",
                            Shape.CONDITIONS,
                            "A bare expression that says whether it failed.",
                            "result.rc gt 1"),
                    new Keyword("ignore_errors", Shape.FLAG, "Whether the host goes on where it fails.", "true"),
                    new Keyword(
                            "environment", Shape.VARIABLES, "Variables of the commands that are run.", "{ LANG: C }"),
                    new Keyword("no_log", Shape.FLAG, "Whether nothing of it is shown.", "true"),
                    new Keyword("delegate_to", Shape.TEXT, "The host where it is done instead.", "redis1"),
                    new Keyword("run_once", Shape.FLAG, "Whether one host of the batch does it for all.", "true"),
                    new Keyword("throttle", Shape.WHOLE, "On how many hosts at the same time at most.", "1"),
                    new Keyword("roles", Shape.ANYTHING, "Roles whose tasks come before the play's own.", "[common]"),
                    new Keyword(
                            "serial",
                            Shape.ANYTHING,
                            "How many hosts at a time: a number, 30%, or a list of both.",
                            "1"),
                    new Keyword("between_batches", Shape.TASKS, "Tasks that must succeed before the next batch.", ""),
                    new Keyword(
                            "max_fail_percentage",
                            Shape.ANYTHING,
                            "More failed hosts of a batch than this end it.",
                            "10"),
                    new Keyword("failure_budget", Shape.ANYTHING, "More failed hosts than this end the play.", "5%"),
                    new Keyword("any_errors_fatal", Shape.FLAG, "Whether one failed host ends it for all.", "true"),
                    new Keyword("order", Shape.NAME, "In which order hosts are begun.", "inventory"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Keyword::name, Function.identity()));

    private static final List<Keyword> ROLE_ARGUMENT = List.of(
            new Keyword("description", Shape.ANYTHING, "What it means.", "the port"),
            new Keyword("type", Shape.NAME, "One of " + String.join(", ", RoleArgument.types()) + ".", "int"),
            new Keyword("elements", Shape.NAME, "The type of a list's items.", "str"),
            new Keyword("required", Shape.FLAG, "Whether it must be given.", "true"),
            new Keyword("default", Shape.ANYTHING, "What it is where it is left out.", "6379"),
            new Keyword("choices", Shape.LIST, "The values that it may be.", "[present, absent]"),
            new Keyword("options", Shape.ROLE_ARGUMENTS, "What a mapping holds, each as an argument.", ""),
            new Keyword("version_added", Shape.TEXT, "Since when there is such an argument.", "1.2"),
            new Keyword("no_log", Shape.FLAG, "Whether it is a secret.", "true"));

    private PlaybookWords() {}

    /** In alphabetical order, as all of these. */
    public static List<Keyword> ofPlay() {
        return about(Keywords.OF_PLAY);
    }

    public static List<Keyword> ofTask() {
        return about(Keywords.OF_TASK);
    }

    public static List<Keyword> ofBlock() {
        return about(Keywords.OF_BLOCK);
    }

    public static List<Keyword> ofInclude() {
        return about(Keywords.OF_INCLUDE);
    }

    public static List<Keyword> ofImport() {
        return about(Keywords.OF_IMPORT);
    }

    public static List<Keyword> ofMeta() {
        return about(Keywords.OF_META);
    }

    /** Of the description of a role's argument. */
    public static List<Keyword> ofRoleArgument() {
        return ROLE_ARGUMENT;
    }

    /** What Ansible has and we don't take, by name, each with what to do instead. */
    public static Map<String, String> refusedOfPlays() {
        return new TreeMap<>(Refused.ofPlays());
    }

    public static Map<String, String> refusedOfTasks() {
        return new TreeMap<>(Refused.ofTasks());
    }

    /** What {@code meta} can be asked for. */
    public static List<String> metaActions() {
        return NodeReader.ALL_METAS.stream().sorted().toList();
    }

    private static List<Keyword> about(Collection<String> words) {
        return words.stream().sorted().map(PlaybookWords::about).toList();
    }

    private static Keyword about(String word) {
        Keyword keyword = ABOUT.get(word);
        if (keyword == null) {
            throw new IllegalStateException("nothing is written about '" + word + "'");
        }
        return keyword;
    }
}
