package dev.plumbline.core.playbook;

import java.util.Map;

/** What Ansible knows and Plumbline doesn't take, with what to do instead. Nothing is passed over in silence. */
final class Refused {
    private static final String ALONGSIDE = "Hosts always go side by side, each at its own pace; leave it out.";
    private static final String BY_SSH = "Hosts are always reached by SSH; leave it out.";
    private static final String BY_ITSELF = "A fact is read where an expression names it; leave it out.";
    private static final String SHOWN = "Differences are always shown; leave it out.";
    private static final String BY_UNTIL = "Use until, retries and delay.";
    private static final String PLANNED = "Use 'plumb plan'.";
    private static final String NAMED = "Name modules without a collection; leave it out.";
    private static final String BY_NAME = "Write the arguments at each task, or give them a name in vars.";
    private static final String OUT_OF_REACH =
            "A host that can't be reached takes no part in the rest of the run, and the others go on; leave it out.";
    private static final String INVENTORY_USER = "Set ansible_user in the inventory, or use -u.";
    private static final String INVENTORY_PORT = "Set ansible_port in the inventory.";
    private static final String NO_DEBUGGER = "Nothing runs step by step; 'plumb why' shows all that led to a change.";
    private static final String NO_TIMEOUT = "Give the command a limit of its own: command: timeout 60 ....";
    private static final String SUDO = "sudo is called as it is; say what it may do in sudoers.";
    private static final String LATER = "It has no meaning yet; leave it out.";

    private static final Map<String, String> OF_PLAYS = Map.ofEntries(
            Map.entry("strategy", ALONGSIDE),
            Map.entry("consent", LATER),
            Map.entry("ignore", LATER),
            Map.entry("remote_user", INVENTORY_USER),
            Map.entry("connection", BY_SSH),
            Map.entry("port", INVENTORY_PORT),
            Map.entry("vars_prompt", "Give the values by -e."),
            Map.entry("module_defaults", BY_NAME),
            Map.entry("collections", NAMED),
            Map.entry("check_mode", PLANNED),
            Map.entry("diff", SHOWN),
            Map.entry("debugger", NO_DEBUGGER),
            Map.entry("timeout", NO_TIMEOUT),
            Map.entry("gather_subset", BY_ITSELF),
            Map.entry("gather_timeout", BY_ITSELF),
            Map.entry("fact_path", BY_ITSELF),
            Map.entry("force_handlers", "A notified handler is never lost; leave it out."),
            Map.entry("ignore_unreachable", OUT_OF_REACH),
            Map.entry("validate_argspec", "A role's arguments are always checked; leave it out."),
            Map.entry("become_exe", SUDO),
            Map.entry("become_flags", SUDO),
            Map.entry("delegate_to", "Say it at the tasks, or in a block around them."),
            Map.entry("when", "Say it at the tasks, or in a block around them."));

    private static final Map<String, String> OF_TASKS = Map.ofEntries(
            Map.entry("delegate_facts", "Facts stay those of the host; write a play for the other host."),
            Map.entry("async", BY_UNTIL),
            Map.entry("poll", BY_UNTIL),
            Map.entry("action", "Name the module as the key: copy: { ... }."),
            Map.entry("local_action", "Name the module as the key, and add delegate_to: HOST."),
            Map.entry("args", "Write all arguments below the module's name."),
            Map.entry("check_mode", PLANNED),
            Map.entry("diff", SHOWN),
            Map.entry("connection", BY_SSH),
            Map.entry("port", INVENTORY_PORT),
            Map.entry("remote_user", INVENTORY_USER),
            Map.entry("timeout", NO_TIMEOUT),
            Map.entry("debugger", NO_DEBUGGER),
            Map.entry("any_errors_fatal", "Say it at the play."),
            Map.entry("collections", NAMED),
            Map.entry("module_defaults", BY_NAME),
            Map.entry("ignore_unreachable", OUT_OF_REACH),
            Map.entry("become_exe", SUDO),
            Map.entry("become_flags", SUDO),
            Map.entry("first_available_file", "Write the file's name with an expression."),
            Map.entry("import_playbook", "Write it beside the plays."),
            Map.entry("include", "Write include_tasks, or import_playbook beside the plays."),
            Map.entry("add_host", "Write the host into the inventory."),
            Map.entry("group_by", "Write the group into the inventory, or use when."),
            Map.entry("pause", "Use wait_for."),
            Map.entry("fail", "Use assert."),
            Map.entry("setup", BY_ITSELF),
            Map.entry("gather_facts", BY_ITSELF));

    private static final Map<String, String> OF_META = Map.of(
            "refresh_inventory", "The inventory is read once; start another run.",
            "clear_facts", "Facts hold for one run; leave it out.",
            "reset_connection", "A connection is opened again by itself; leave it out.",
            "end_batch", "Use end_host, or end_play for all batches.",
            "end_role", "Put what follows into a block with a when.");

    private static final Map<String, String> OF_ROLE_ARGUMENTS = Map.of(
            "public", "A role's variables are its own and those of roles that depend on it; set_fact hands values on.",
            "allow_duplicates", "A role that is included is done each time; leave it out.",
            "rolespec_validate", "A role's arguments are always checked; leave it out.");

    private static final Map<String, String> INSTEAD_OF_MODULES = Map.ofEntries(
            Map.entry("apt", "package"),
            Map.entry("yum", "package"),
            Map.entry("dnf", "package"),
            Map.entry("service", "systemd_service"),
            Map.entry("systemd", "systemd_service"),
            Map.entry("shell", "command"),
            Map.entry("raw", "command"),
            Map.entry("script", "command"),
            Map.entry("blockinfile", "lineinfile"),
            Map.entry("replace", "lineinfile"),
            Map.entry("uri", "wait_for"),
            Map.entry("stat", "file"),
            Map.entry("redis", "redis_replication_check"));

    private Refused() {}

    static Map<String, String> ofPlays() {
        return OF_PLAYS;
    }

    static Map<String, String> ofTasks() {
        return OF_TASKS;
    }

    /** Words of {@code meta:}. */
    static Map<String, String> ofMeta() {
        return OF_META;
    }

    /** Arguments of {@code include_role} and {@code import_role}. */
    static Map<String, String> ofRoleArguments() {
        return OF_ROLE_ARGUMENTS;
    }

    /** The module here that does what one of Ansible's does. */
    static Map<String, String> insteadOfModules() {
        return INSTEAD_OF_MODULES;
    }
}
