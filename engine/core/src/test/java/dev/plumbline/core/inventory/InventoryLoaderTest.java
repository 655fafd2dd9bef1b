package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryLoaderTest {
    @TempDir
    private Path directory;

    private Inventories inventories;

    @BeforeEach
    void emptyDirectory() {
        inventories = new Inventories(directory);
    }

    @Test
    void everyProblemOfAnIniFileIsReportedAtOnceAndWithItsPlace() {
        inventories.file("hosts", """
            ok
            [web]
            a x=1 x=2
              b "open
            c lonely
            d[5:1]
            [web:odd]
            ignored until the next section
            [ spaced ]
            [ghost:vars]
            x=1
            [web:vars]
            x=1
            x=2
            no equals
            [web:children]
            nowhere
            two words
            """);

        assertThat(inventories.problems("hosts"))
                .containsExactly(
                        "inventory.variable.duplicate hosts:3:7",
                        "inventory.syntax hosts:4:3",
                        "inventory.syntax hosts:5:3",
                        "inventory.host hosts:6:1",
                        "inventory.section hosts:7:1",
                        "inventory.section hosts:9:1",
                        "inventory.variable.duplicate hosts:14:1",
                        "inventory.syntax hosts:15:1",
                        "inventory.syntax hosts:18:1",
                        "inventory.group.undefined hosts:10:1",
                        "inventory.group.undefined hosts:17:1");
    }

    @Test
    void everyProblemOfAYamlFileIsReportedAtOnceAndWithItsPlace() {
        inventories.file("hosts.yml", """
            web:
              hosts: [a, b]
              host: { c: }
              vars: { x: 1, x: 2 }
            db: 5
            cache:
              hosts: { "d/e": , f: 7 }
            """);

        assertThat(inventories.problems("hosts.yml"))
                .containsExactlyInAnyOrder(
                        "yaml.duplicate_key hosts.yml:4:17",
                        "inventory.type hosts.yml:2:10",
                        "inventory.key.unknown hosts.yml:3:3",
                        "inventory.type hosts.yml:5:5",
                        "inventory.host hosts.yml:7:12",
                        "inventory.type hosts.yml:7:24");
    }

    @Test
    void problemsOfAllSourcesAndVariableFilesAreReportedTogether() {
        inventories
                .file("one", "[web:children]\nmissing\n")
                .file("two.yml", "web: { hosts: { a: { v: 1, v: 2 } } }")
                .file("group_vars/web.yml", "- a list\n")
                .file("host_vars/a", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
                .file("three.toml", "[a]\n")
                .file("four", "#!/bin/sh\n");

        assertThat(inventories.problems("one", "two.yml", "three.toml", "four", "five"))
                .containsExactlyInAnyOrder(
                        "inventory.group.undefined one:2:1",
                        "yaml.duplicate_key two.yml:1:28",
                        "inventory.type group_vars/web.yml:1:1",
                        "vault.malformed host_vars/a:1:1",
                        "inventory.source.unsupported three.toml:1:1",
                        "inventory.source.executable four:1:1",
                        "inventory.source.missing");
    }

    @Test
    void groupsThatHoldEachOtherAreAProblemWhereTheCircleCloses() {
        inventories.file("hosts", "[a:children]\nb\n[b:children]\nc\n[c:children]\na\n[d:children]\nd\n");

        assertThat(inventories.problems("hosts"))
                .containsExactly("inventory.group.cycle hosts:6:1", "inventory.group.cycle hosts:8:1");
    }

    @Test
    void noValueOfAVariableIsRepeatedInAProblem() {
        inventories.file(
                "hosts", "a ansible_password=correct horse battery\nb p='open sesame\n[all:vars]\nswordfish\n");
        Problems problems = new Problems();

        InventoryLoader.load(List.of("hosts"), directory, Optional.empty(), directory, problems);

        assertThat(problems.list()).hasSize(4);
        assertThat(problems.list().toString()).doesNotContain("horse", "battery", "sesame", "swordfish");
    }

    @Test
    void whatIsAllowedButSeldomMeantIsAWarning() {
        inventories
                .file("dir/hosts", "web\n[web]\na v=x#y\n[b-c]\na\n")
                .file("dir/more.ini", "[web]\nnever\n")
                .file("dir/group_vars/web/x.yml", "ansible_group_priority: 5")
                .file("dir/group_vars/web.yml", "x: 1");

        assertThat(inventories.load("dir").warnings().stream().map(Inventories::shortened))
                .containsExactlyInAnyOrder(
                        "inventory.comment dir/hosts:3:6",
                        "inventory.group.name dir/hosts:4:1",
                        "inventory.name.twice dir/hosts:1:1",
                        "inventory.source.passed_over dir/more.ini:1:1",
                        "inventory.vars.ignored dir/group_vars/web.yml:1:1",
                        "inventory.group.priority dir/group_vars/web/x.yml:1:1");
    }

    @Test
    void everyPlaceThatSetsAVariableIsKnownAndTheLastOneHolds() {
        LoadedInventory inventory = inventories
                .file("hosts", "[web]\na size=3\n[web:vars]\nsize=2\n[all:vars]\nsize=1\n")
                .file("group_vars/web.yml", "# sizes\nsize: 4\n")
                .file("host_vars/a.yml", "size: 5\n")
                .load("hosts");

        assertThat(inventory.history(new HostName("a")).get("size"))
                .extracting(definition -> definition.origin() + " " + definition.at())
                .containsExactly(
                        "inventory, group all hosts:6:1",
                        "inventory, group web hosts:4:1",
                        "group_vars/web group_vars/web.yml:2:1",
                        "inventory, host a hosts:2:3",
                        "host_vars/a host_vars/a.yml:1:1");
        assertThat(inventory.variables(new HostName("a")).get("size"))
                .extracting(Definition::origin)
                .isEqualTo("host_vars/a");
    }

    @Test
    void aFolderBesideInventoryAndPlaybookIsNamedOnce() {
        LoadedInventory inventory = inventories
                .file("hosts", "[web]\na\n")
                .file("group_vars/web.yml", "size: 4\n")
                .loadBeside(directory, "hosts");

        assertThat(inventory.history(new HostName("a")).get("size")).hasSize(1);
    }

    @Test
    void valuesInIniPointToTheirCharacters() {
        LoadedInventory inventory = inventories
                .file("hosts", "a plain=x${y}\n[all:vars]\nspaced = x${y}\n")
                .load("hosts");

        assertThat(position(inventory, "plain", 1)).isEqualTo("hosts:1:10");
        assertThat(position(inventory, "spaced", 1)).isEqualTo("hosts:3:11");
    }

    private static String position(LoadedInventory inventory, String name, int offset) {
        Definition definition = inventory.variables(new HostName("a")).get(name);
        return ((YamlNode.Scalar) Objects.requireNonNull(definition).node())
                .at(offset)
                .toString();
    }

    @Test
    void secretsAreMaskedInTheDocument() {
        LoadedInventory inventory = inventories
                .file("hosts", "a ansible_password=tiger redis=\"{'password':'lion','port':1}\" passive=cat\n")
                .load("hosts");

        assertThat(InventoryDocument.of(inventory).toString())
                .contains("cat", "port=1", "********")
                .doesNotContain("tiger", "lion");
    }

    @Test
    void aFileOfPatternsMeansTheHostsInIt() {
        LoadedInventory inventory = inventories
                .file("hosts", "[web]\nw[1:4]\n[db]\nd1\n")
                .file("site.retry", "w1\n\n# gone: w9\ndb\n&web:!w3\n")
                .load("hosts");

        assertThat(inventory.select("@site.retry")).containsExactly(new HostName("w1"));
        assertThat(inventory.select("w2,@site.retry,w3"))
                .extracting(HostName::value)
                .containsExactly("w2", "w1");
    }

    @Test
    void aFileOfPatternsThatSaysNothingIsRefusedAndNotTakenForAllHosts() {
        LoadedInventory inventory = inventories
                .file("hosts", "a\nb\n")
                .file("empty", "\n#\n")
                .file("nested", "@nested\n")
                .load("hosts");

        assertThatThrownBy(() -> inventory.select("@empty")).hasMessageContaining("holds no pattern");
        assertThatThrownBy(() -> inventory.select("@nested")).hasMessageContaining("names another one");
        assertThatThrownBy(() -> inventory.select("a,@missing")).hasMessageContaining("it does not exist");
    }
}
