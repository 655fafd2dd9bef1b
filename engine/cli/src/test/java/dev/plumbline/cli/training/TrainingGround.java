package dev.plumbline.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A project and the files of its hosts, so laid out that an apply finds everything as it should be and changes nothing. Were it to find
 * something else, all that it names is within the folder, or a unit that no machine has.
 *
 * @param folder where all of it stands
 */
record TrainingGround(Path folder) {
    private static final String PASSWORD = "training";
    private static final String REPLICATION_ID = "0123456789abcdef0123456789abcdef01234567";

    private static final String PLAYBOOK = """
        - name: The hosts fit together
          hosts: training
          vars: &shared
            place: "FOLDER"
            members: "${groups.first + groups.second}"
            addresses: "${members?map(host -> host + '=127.0.0.1:' + hostvars[host].redis_port)}"
            units: "${redis_service!['plumb-training', 'plumb-training-too']}"
          tasks:
            - assert: { that: ["groups.first?size == 1", "redis_password?has_content"] }
            - redis_preflight: { hosts: "${members}", addresses: "${addresses}", port: "${redis_port}" }

        - name: Ordinary things
          hosts: training
          vars: *shared
          tasks:
            - name: Folder
              file: { path: "${place}/etc", state: directory, mode: 0755 }
              when: redis_port gt 0
            - name: Content
              copy: { dest: "${place}/etc/${item}", content: "for ${item}\\n" }
              loop: [a, b]
              notify: done
            - name: Template
              template: { src: training.ftl, dest: "${place}/etc/template" }
            - name: Line
              lineinfile: { path: "${place}/etc/a", line: "for a" }
            - name: Kernel
              command: { argv: [uname, -a], read_only: true }
              register: kernel
          handlers:
            - name: done
              command: { argv: ["true"] }

        - name: Redis
          hosts: training
          vars: *shared
          tasks:
            - name: Configuration
              redis_conf:
                path: ["${place}/${inventory_hostname}.conf", "${place}/none.conf"]
                directives:
                  bind: ["127.0.0.1", "-::1"]
                  protected-mode: no
                  port: "${redis_port}"
                  requirepass: "${redis_password}"
                  save: [3600 1, 300 100]
                  replicaof: "${source}"
              notify: restart redis
            - name: Service
              systemd_service: { name: "${units}", state: started, enabled: true }
          handlers:
            - name: restart redis
              systemd_service: { name: "${units}", state: restarted }

        - name: They replicate
          hosts: first
          vars: *shared
          tasks:
            - name: Check
              redis_replication_check:
                master: "${groups.first[0]}"
                replicas: "${groups.second}"
                addresses: "${addresses}"
                port: "${redis_port}"
                password: "${redis_password}"
              register: replication
              until: replication.link == "up"
              retries: 1
              delay: 1
        """;

    /** What this program asks of systemctl, as systemd 252 prints it. */
    private static final String SYSTEMCTL = """
        #!/bin/sh
        cat <<'UNIT'
        Id=plumb-training.service
        LoadState=loaded
        ActiveState=active
        UnitFileState=enabled
        NeedDaemonReload=no
        MainPID=240
        ExecMainStartTimestamp=Thu 2026-01-01 16:02:43.000000 UTC
        ExecMainStartTimestampMonotonic=9664872152

        Id=plumb-training.service
        LoadState=loaded
        ActiveState=active
        UnitFileState=enabled
        NeedDaemonReload=no
        MainPID=240
        ExecMainStartTimestamp=Thu 2026-01-01 16:02:43.000000 UTC
        ExecMainStartTimestampMonotonic=9664872152
        UNIT
        """;

    /** The folder that comes first in the PATH of the hosts' shells. */
    Path programs() {
        return folder.resolve("bin");
    }

    /**
     * Writes everything.
     *
     * @param hostKeys lines of {@code known_hosts}
     * @param privateKey that of the login user, in OpenSSH's format
     */
    void lay(int sshPort, String hostKeys, String privateKey, int masterPort, int replicaPort) throws IOException {
        Files.createDirectory(folder.resolve("templates"));
        Files.createDirectory(folder.resolve("etc"));
        Files.createDirectory(programs());
        Path systemctl = Files.writeString(programs().resolve("systemctl"), SYSTEMCTL);
        Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder.resolve("etc"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("etc/a"), "for a\n");
        Files.writeString(folder.resolve("etc/b"), "for b\n");
        Files.writeString(folder.resolve("etc/template"), "port of one\na b \n");
        Files.writeString(
                folder.resolve("templates/training.ftl"),
                "port of ${groups.first[0]}\n<#list ['a', 'b'] as name>${name} </#list>\n");
        Files.writeString(folder.resolve("one.conf"), configuration(masterPort, ""));
        Files.writeString(folder.resolve("two.conf"), configuration(replicaPort, "127.0.0.1 " + masterPort));
        Files.writeString(folder.resolve("plumb.yml"), "inventory: hosts.yml\nstate: state\n");
        Files.writeString(folder.resolve("hosts.yml"), inventory(sshPort, masterPort, replicaPort));
        Files.writeString(folder.resolve("site.yml"), PLAYBOOK.replace("FOLDER", folder.toString()));
        Files.writeString(folder.resolve("known_hosts"), hostKeys);
        Path key = Files.writeString(folder.resolve("id_ecdsa"), privateKey);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static String inventory(int sshPort, int masterPort, int replicaPort) {
        return """
            first: { hosts: { one: { redis_port: MASTER, source: [] } } }
            second: { hosts: { two: { redis_port: REPLICA, source: "127.0.0.1 MASTER" } } }
            training:
              children: { first: , second: }
              vars:
                ansible_host: 127.0.0.1
                ansible_port: SSH
                ansible_user: nobody
                ansible_ssh_private_key_file: id_ecdsa
                redis_password: PASSWORD
            """.replace("MASTER", Integer.toString(masterPort))
                .replace("REPLICA", Integer.toString(replicaPort))
                .replace("SSH", Integer.toString(sshPort))
                .replace("PASSWORD", PASSWORD);
    }

    private static String configuration(int port, String source) {
        return "# as a distribution ships it\nbind 127.0.0.1 -::1\nprotected-mode no\nport " + port + "\nrequirepass "
                + PASSWORD + "\nsave 3600 1 300 100\n" + (source.isEmpty() ? "" : "replicaof " + source + "\n");
    }

    /** What CONFIG GET says of a server that runs with the file. */
    static List<String> running(int port, String source) {
        return List.of(
                "bind",
                "127.0.0.1 -::1",
                "protected-mode",
                "no",
                "port",
                Integer.toString(port),
                "requirepass",
                PASSWORD,
                "save",
                "3600 1 300 100",
                "replicaof",
                source,
                "databases",
                "16");
    }

    /** What INFO says of the master. */
    static String master(int replicaPort) {
        return """
            # Server
            redis_version:7.0.15
            redis_mode:standalone
            config_file:
            # Persistence
            loading:0
            rdb_last_bgsave_status:ok
            # Replication
            role:master
            connected_slaves:1
            slave0:ip=127.0.0.1,port=REPLICA,state=online,offset=100,lag=0
            master_replid:ID
            master_repl_offset:100
            """.replace("REPLICA", Integer.toString(replicaPort)).replace("ID", REPLICATION_ID);
    }

    /** What INFO says of the replica. */
    static String replica(int masterPort) {
        return """
            # Server
            redis_version:7.0.15
            redis_mode:standalone
            config_file:
            # Persistence
            loading:0
            rdb_last_bgsave_status:ok
            # Replication
            role:slave
            master_host:127.0.0.1
            master_port:MASTER
            master_link_status:up
            master_last_io_seconds_ago:0
            master_sync_in_progress:0
            slave_repl_offset:100
            slave_read_only:1
            connected_slaves:0
            master_replid:ID
            master_repl_offset:100
            """.replace("MASTER", Integer.toString(masterPort)).replace("ID", REPLICATION_ID);
    }
}
