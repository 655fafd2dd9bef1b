package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inventories that a program prints. */
class InventoryProgramTest {
    @TempDir
    private Path directory = Path.of("");

    private Inventories inventories = new Inventories(directory);

    @BeforeEach
    void inADirectoryOfItsOwn() {
        inventories = new Inventories(directory);
    }

    @Test
    void aProgramThatPrintsMetaIsRunOnceAndItsVariablesPointIntoWhatItPrinted() throws IOException {
        LoadedInventory inventory = inventories.program("hosts.sh", """
            #!/bin/sh
            echo "$@" >> calls
            cat <<'END'
            {"web": {"hosts": ["a", "b"], "vars": {"port": 80}, "children": ["edge"]},
            \t"edge": ["c"],
             "_meta": {"hostvars": {"a": {"ansible_host": "192.0.2.1", "smile": "\\ud83d\\ude00 \\/ \\u00e4"}}}}
            END
            """).loadWithPrograms("hosts.sh");

        assertThat(inventory.groups().get("web")).extracting(HostName::value).containsExactly("a", "b", "c");
        Map<String, Definition> ofA = inventory.variables(new HostName("a"));
        assertThat(Objects.requireNonNull(ofA.get("ansible_host")).at()).hasToString("hosts.sh --list:3:31");
        assertThat(Objects.requireNonNull(ofA.get("smile")).node().toString()).contains("\ud83d\ude00 / \u00e4");
        assertThat(Objects.requireNonNull(ofA.get("port")).origin()).isEqualTo("inventory, group web");
        assertThat(Files.readString(directory.resolve("calls"))).isEqualTo("--list\n");
    }

    @Test
    void aProgramWithoutMetaIsAskedForEachHost() {
        LoadedInventory inventory = inventories.program("hosts", """
            #!/bin/sh
            case "$1 $2" in
            "--list ") echo '{"web": ["a", "b"]}' ;;
            "--host a") echo '{"size": 1}' ;;
            "--host b") ;;
            esac
            """).loadWithPrograms("hosts");

        assertThat(inventory.variables(new HostName("a"))).containsOnlyKeys("size");
        assertThat(inventory.variables(new HostName("b"))).isEmpty();
    }

    @Test
    void whatAProgramSaysOnItsErrorOutputExplainsItsFailure() {
        inventories.program("hosts", "#!/bin/sh\necho 'no credentials' >&2\necho 'region unset' >&2\nexit 3\n");

        assertThat(inventories.problems(inventories.programs(), "hosts"))
                .containsExactly("inventory.program.failed hosts:1:1 this inventory is a program that, run with --list,"
                        + " ends with exit code 3:\nno credentials\nregion unset");
    }

    @Test
    void aProgramThatDoesNotEndIsKilledAndWhatItBeganToo() throws Exception {
        inventories.program("hosts", "#!/bin/sh\necho $$ > pid\nsleep 600 & echo $! > child\nwait\n");
        InventoryProgram hasty =
                new InventoryProcess(directory, Map.of("PATH", "/usr/bin:/bin"), Duration.ofMillis(1500));

        assertThat(inventories.problems(hasty, "hosts"))
                .singleElement()
                .asString()
                .contains("inventory.program.slow");
        for (String file : List.of("pid", "child")) {
            long pid = Long.parseLong(Files.readString(directory.resolve(file)).strip());
            ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void outputWithoutEndIsCutOff() {
        inventories.program("hosts", "#!/bin/sh\nwhile :; do echo '{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa\": 1}'; done\n");
        inventories.program("noisy", "#!/bin/sh\nhead -c 5000000 /dev/zero >&2\necho '{\"w\": [\"a\"]}'\n");

        assertThat(inventories.problems(inventories.programs(), "hosts"))
                .singleElement()
                .asString()
                .contains("inventory.program.output");
        assertThat(inventories.problems(inventories.programs(), "noisy")).isEmpty();
    }

    @Test
    void whatAProgramPrintsIsCheckedLikeAnyFile() {
        inventories
                .program("list", "#!/bin/sh\necho '[1]'\n")
                .program("text", "#!/bin/sh\necho 'Traceback: x: y'\n")
                .program("bomb", "#!/bin/sh\nprintf '[%.0s' $(seq 5000)\n")
                .program("types", """
                    #!/bin/sh
                    echo '{"web": {"hosts": {"a": 1}, "vars": [1]}, "b/c": [], "x": ["d/e"], "_meta": {"hostvars": 3}}'
                    """)
                .program("twice", "#!/bin/sh\necho '{\"web\": [\"a\"], \"web\": [\"b\"], \"_meta\": {}}'\n")
                .program("tag", "#!/bin/sh\necho '{\"web\": !!java.net.URL [x], \"_meta\": {}}'\n")
                .program("latin", "#!/bin/sh\nprintf '{\"web\": [\"\\344\"]}'\n");

        assertThat(codes("list")).containsExactly("inventory.type list --list:1:1");
        assertThat(codes("text")).singleElement().asString().startsWith("yaml.");
        assertThat(codes("bomb")).singleElement().asString().startsWith("yaml.depth bomb --list:1:");
        assertThat(codes("types"))
                .containsExactlyInAnyOrder(
                        "inventory.type types --list:1:19",
                        "inventory.type types --list:1:37",
                        "inventory.group.name types --list:1:43",
                        "inventory.host types --list:1:60",
                        "inventory.type types --list:1:90");
        assertThat(codes("twice")).containsExactly("yaml.duplicate_key twice --list:1:16");
        assertThat(codes("tag")).contains("yaml.tag tag --list:1:9");
        assertThat(codes("latin")).singleElement().asString().startsWith("yaml.encoding latin --list:1:");
    }

    private List<String> codes(String source) {
        return inventories.problems(inventories.programs(), source).stream()
                .map(problem -> problem.replaceFirst("^(\\S+ \\S+ --list:\\d+:\\d+).*", "$1"))
                .toList();
    }

    @Test
    void whereNothingOfTheProjectMayRunAProgramIsRefusedByName() throws IOException {
        inventories.program("hosts", "#!/bin/sh\ntouch ran\necho '{}'\n");
        inventories.file("plain", "#!/bin/sh\n");

        assertThat(inventories.problems(InventoryProgram.REFUSED, "hosts"))
                .singleElement()
                .asString()
                .startsWith("inventory.program.refused hosts:1:1");
        assertThat(inventories.problems("plain")).containsExactly("inventory.source.executable plain:1:1");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void aDirectoryMayMixFilesAndPrograms() {
        LoadedInventory inventory = inventories
                .file("all/10-static", "[web]\na x=1\n")
                .program("all/20-cloud", "#!/bin/sh\necho '{\"web\": [\"b\"], \"_meta\": {\"hostvars\": {}}}'\n")
                .file("all/30-more.yml", "web: { hosts: { c: } }\n")
                .file("all/group_vars/web/port.yml", "port: 80\n")
                .loadWithPrograms("all");

        assertThat(inventory.groups().get("web")).extracting(HostName::value).containsExactly("a", "b", "c");
        assertThat(inventory.variables(new HostName("b"))).containsOnlyKeys("port");
    }
}
