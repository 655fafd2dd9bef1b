package dev.plumbline.cli.options;

import picocli.CommandLine.Option;

/** What of a playbook is listed, without a host being contacted. */
public final class ListOptions {

    @Option(names = "--list-hosts", description = "lists the hosts of each play and does nothing else")
    private boolean hosts;

    @Option(names = "--list-tasks", description = "lists the tasks of each play and does nothing else")
    private boolean tasks;

    @Option(names = "--list-tags", description = "lists the tags of each play and does nothing else")
    private boolean tags;

    public boolean isHosts() {
        return hosts;
    }

    public boolean isTasks() {
        return tasks;
    }

    public boolean isTags() {
        return tags;
    }

    public boolean isAny() {
        return hosts || tasks || tags;
    }
}
