package dev.plumbline.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder as a user of Plumbline has one: settings, inventory, variables and known_hosts. */
record Project(Path folder) {

    /** An empty project. */
    static Project empty(Class<?> owner) {
        Path parent = Tree.scratch("projects");
        try {
            Files.createDirectories(parent);
            return new Project(Files.createTempDirectory(parent, owner.getSimpleName() + "-"))
                    .with("plumb.yml", "inventory: inventory.yml\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A project for a master and its replica, whose Redis password is {@code Sid@123}. */
    static Project of(Class<?> owner, Lab lab, String user, Host master, Host replica) {
        Project project = empty(owner)
                .with("inventory.yml", inventory(user, lab.key(), master, List.of(replica)))
                .withPassword("Sid@123");
        try {
            Files.copy(lab.knownHosts(), project.file("known_hosts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return project;
    }

    static Project of(Class<?> owner, Lab lab, Host master, Host replica) {
        return of(owner, lab, "root", master, replica);
    }

    private static String inventory(String user, Path key, Host master, List<Host> replicas) {
        StringBuilder yaml = new StringBuilder("redis_master:\n  hosts:\n");
        line(yaml, master);
        yaml.append("redis_replica:\n  hosts:\n");
        replicas.forEach(replica -> line(yaml, replica));
        return yaml.append("redis:\n  children: { redis_master: , redis_replica: }\n  vars:\n")
                .append("    ansible_user: " + user + "\n")
                .append("    ansible_ssh_private_key_file: " + key + "\n")
                .toString();
    }

    private static void line(StringBuilder yaml, Host host) {
        yaml.append("    " + host.name() + ": { ansible_host: " + host.address() + " }\n");
    }

    /** Declares the Redis password in a file that only its owner reads. */
    Project withPassword(String password) {
        return with("group_vars/redis.yml", "redis_password: " + inYaml(password) + "\n");
    }

    /** A single-quoted scalar; {@code $${} is how a literal {@code ${} is written. */
    private static String inYaml(String value) {
        return "'" + value.replace("${", "$${").replace("'", "''") + "'";
    }

    Project with(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Plumb plumb() {
        return new Plumb(folder, folder.resolve("home"), Map.of());
    }
}
