package dev.plumbline.core.playbook;

import java.util.Map;

/** What Ansible knows and Plumbline doesn't take, with what to do instead. Nothing is passed over in silence. */
final class Refused {
    private static final String NOT_YET = "It is not supported yet; leave it out.";

    private static final Map<String, String> OF_PLAYS = Map.ofEntries(
            Map.entry("roles", "Roles are not supported yet; put their tasks into the play."),
            Map.entry("serial", NOT_YET),
            Map.entry("strategy", "Hosts always go side by side, each at its own pace; leave it out."),
            Map.entry("order", "Hosts follow the inventory's order; leave it out."),
            Map.entry("any_errors_fatal", NOT_YET),
            Map.entry("max_fail_percentage", NOT_YET),
            Map.entry("failure_budget", NOT_YET),
            Map.entry("between_batches", NOT_YET),
            Map.entry("consent", NOT_YET),
            Map.entry("ignore", NOT_YET),
            Map.entry("environment", NOT_YET),
            Map.entry("remote_user", "Set ansible_user in the inventory, or use -u."),
            Map.entry("connection", "Hosts are always reached by SSH; leave it out."),
            Map.entry("port", "Set ansible_port in the inventory."),
            Map.entry("vars_prompt", "Give the values by -e."),
            Map.entry("module_defaults", "Write the arguments at each task, or give them a name in vars."),
            Map.entry("collections", "Name modules without a collection; leave it out."),
            Map.entry("check_mode", "Use 'plumb plan'."),
            Map.entry("diff", "Differences are always shown; leave it out."),
            Map.entry("no_log", "Secrecy travels with the value: call the variable ..._password or ..._token."),
            Map.entry("debugger", NOT_YET),
            Map.entry("run_once", NOT_YET),
            Map.entry("throttle", "Use --forks."),
            Map.entry("timeout", NOT_YET),
            Map.entry("gather_subset", "What is needed is read by itself; leave it out."),
            Map.entry("gather_timeout", "What is needed is read by itself; leave it out."),
            Map.entry("fact_path", "What is needed is read by itself; leave it out."),
            Map.entry("force_handlers", "A notified handler is never lost; leave it out."),
            Map.entry("ignore_unreachable", NOT_YET),
            Map.entry("ignore_errors", "Say it at the task or the block."),
            Map.entry("become_exe", NOT_YET),
            Map.entry("become_flags", NOT_YET),
            Map.entry("import_playbook", "Name several playbooks, one run each."),
            Map.entry("when", "Say it at the tasks, or in a block around them."));

    private static final Map<String, String> OF_TASKS = Map.ofEntries(
            Map.entry("rescue", NOT_YET),
            Map.entry("always", NOT_YET),
            Map.entry("delegate_to", "Write a play for that host."),
            Map.entry("delegate_facts", NOT_YET),
            Map.entry("run_once", "Write a play for one host: hosts: \"group[0]\"."),
            Map.entry("environment", NOT_YET),
            Map.entry("async", "Use until, retries and delay."),
            Map.entry("poll", "Use until, retries and delay."),
            Map.entry("action", "Name the module as the key: copy: { ... }."),
            Map.entry("local_action", "Plumbline changes hosts by SSH only."),
            Map.entry("args", "Write all arguments below the module's name."),
            Map.entry("check_mode", "Use 'plumb plan'."),
            Map.entry("diff", "Differences are always shown; leave it out."),
            Map.entry("no_log", "Secrecy travels with the value: call the variable ..._password or ..._token."),
            Map.entry("connection", "Hosts are always reached by SSH; leave it out."),
            Map.entry("port", "Set ansible_port in the inventory."),
            Map.entry("remote_user", "Set ansible_user in the inventory, or use -u."),
            Map.entry("throttle", "Use --forks."),
            Map.entry("timeout", NOT_YET),
            Map.entry("debugger", NOT_YET),
            Map.entry("any_errors_fatal", NOT_YET),
            Map.entry("collections", "Name modules without a collection; leave it out."),
            Map.entry("module_defaults", "Write the arguments at each task, or give them a name in vars."),
            Map.entry("ignore_unreachable", NOT_YET),
            Map.entry("become_exe", NOT_YET),
            Map.entry("become_flags", NOT_YET),
            Map.entry("first_available_file", "Write the file's name with an expression."),
            Map.entry("import_tasks", "Put the tasks here."),
            Map.entry("include_tasks", "Put the tasks here."),
            Map.entry("include", "Put the tasks here."),
            Map.entry("import_role", "Put the role's tasks here."),
            Map.entry("include_role", "Put the role's tasks here."),
            Map.entry("include_vars", "Use vars_files at the play."),
            Map.entry("set_fact", "Use vars: they are evaluated where they are used."),
            Map.entry("add_host", "Write the host into the inventory."),
            Map.entry("group_by", "Write the group into the inventory."),
            Map.entry("pause", "Use wait_for."),
            Map.entry("fail", "Use assert."),
            Map.entry("setup", "What is needed is read by itself; leave it out."),
            Map.entry("gather_facts", "What is needed is read by itself; leave it out."));

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

    /** The module here that does what one of Ansible's does. */
    static Map<String, String> insteadOfModules() {
        return INSTEAD_OF_MODULES;
    }
}
