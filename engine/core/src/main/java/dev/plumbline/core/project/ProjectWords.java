package dev.plumbline.core.project;

import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.Keyword.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the settings of a {@code plumb.yml} mean. Which of them there are, says the file that reads them. */
public final class ProjectWords {
    private static final Map<String, Keyword> ABOUT = List.of(
                    new Keyword(
                            "inventory",
                            Shape.NAMES,
                            "Inventory files or folders, relative to this file.",
                            "[inventory.yml, more/]"),
                    new Keyword("forks", Shape.WHOLE, "How many hosts are worked on at the same time.", "20"),
                    new Keyword("remote_user", Shape.NAME, "Whom to log in as.", "deploy"),
                    new Keyword("private_key", Shape.NAME, "The key to log in with.", "~/.ssh/id_ed25519"),
                    new Keyword("connect_timeout", Shape.INTERVAL, "How long connecting may take.", "10s"),
                    new Keyword("keepalive", Shape.INTERVAL, "How often a quiet connection is tried.", "10s"),
                    new Keyword(
                            "known_hosts",
                            Shape.NAMES,
                            "Files with host keys; 'plumb trust' writes the first.",
                            "known_hosts"),
                    new Keyword(
                            "become",
                            Shape.FLAG,
                            "Whether tasks become another user where nothing closer says it.",
                            "true"),
                    new Keyword("become_user", Shape.NAME, "Whom they become then.", "root"),
                    new Keyword("color", Shape.NAME, "auto, always or never.", "auto"),
                    new Keyword(
                            "roles_path",
                            Shape.NAMES,
                            "Folders with roles, after roles/ beside the playbook.",
                            "[roles]"),
                    new Keyword(
                            "vault_ids", Shape.NAMES, "Vault ids and where their passwords come from.", "[prod@.pass]"),
                    new Keyword(
                            "vault_password_file",
                            Shape.NAME,
                            "The file, or program, that gives the password.",
                            ".pass"),
                    new Keyword(
                            "secrets",
                            Shape.VARIABLES,
                            "Commands that give secrets, by name.",
                            "{ pass: [pass, show] }"),
                    new Keyword("state", Shape.NAME, "The folder for journals and history.", ".state"),
                    new Keyword(
                            "host_state",
                            Shape.NAME,
                            "The directory on each host for the lock and for debts, or none.",
                            "/var/lib/plumbline"),
                    new Keyword(
                            "lock_timeout",
                            Shape.INTERVAL,
                            "How long to wait for another run that changes a host.",
                            "10m"),
                    new Keyword(
                            "modules",
                            Shape.JARS,
                            "Jars of modules, each with the SHA-256 that it must have.",
                            "[{ jar: lib/disk.jar, sha256: 2d71… }]"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Keyword::name, Function.identity()));

    private ProjectWords() {}

    /** In the order in which {@code plumb config} shows them. */
    public static List<Keyword> all() {
        return ProjectFile.SETTINGS.stream().map(ProjectWords::about).toList();
    }

    private static Keyword about(String setting) {
        Keyword keyword = ABOUT.get(setting);
        if (keyword == null) {
            throw new IllegalStateException("nothing is written about the setting '" + setting + "'");
        }
        return keyword;
    }
}
