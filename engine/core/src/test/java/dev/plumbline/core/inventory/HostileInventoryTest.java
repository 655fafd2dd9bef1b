package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plumbline.core.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in an inventory, it is read or refused; nothing is thrown, and nothing takes for ever. */
class HostileInventoryTest {
    private static final String SAMPLE = """
        lonely ansible_host="192.0.2.1" x='a b' # comment
        [web]
        w[01:10:3].example.com:2222 port=80 list=['a',{'b':(1,2.5e3)}]
        db-[a:f]
        [web:vars]
        x = {'a': [True, None], "b": r'\\x'}
        [site:children]
        web
        """;
    private static final String PIECES = "[]{}():,=#'\"\\ \t\n;!&*?~-+.0123456789abcxyzAZ_%$\u00e4\u0000\uFFFD";

    @TempDir
    private Path directory;

    @Test
    void mutilatedInventoriesAreReadOrRefused() {
        Random random = new Random(20_261_122);
        for (int round = 0; round < 5_000; round++) {
            String text = mutilated(SAMPLE, random);
            assertThatCode(() -> {
                        InventoryDraft draft = new InventoryDraft(new Problems());
                        IniInventoryReader.read("hosts", text, draft);
                        GroupTree tree = draft.tree();
                        tree.hosts().forEach(tree::groupsOf);
                    })
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void mutilatedPatternsSelectOrAreRefused() {
        LoadedInventory inventory =
                new Inventories(directory).file("hosts", SAMPLE).load("hosts");
        Random random = new Random(20_261_123);
        for (int round = 0; round < 5_000; round++) {
            String pattern = mutilated("web:&site,!w[1:2]*:~(a|b)", random);
            try {
                assertThat(inventory.hosts()).containsAll(inventory.select(pattern));
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("\tat ");
            }
        }
    }

    @Test
    void aRangeOfTooManyHostsIsRefused() {
        assertThat(new Inventories(directory)
                        .file("hosts", "a[1:999999999]\nb[1:999]-[1:999]\nc[0:9][0:9][0:9][0:9][0:9]\n")
                        .problems("hosts"))
                .containsExactly("inventory.host hosts:1:1", "inventory.host hosts:2:1", "inventory.host hosts:3:1");
    }

    @Test
    void aNameOfThousandsOfCharactersIsRefused() {
        assertThat(new Inventories(directory)
                        .file("hosts", "a".repeat(20_000) + ":22\n" + "x[a]".repeat(20_000) + "\n")
                        .problems("hosts"))
                .containsExactly("inventory.host hosts:1:1", "inventory.host hosts:2:1");
    }

    @Test
    void aLongChainOfDiamondsIsWalkedOnce() {
        StringBuilder ini = new StringBuilder("[g0]\nhost\n");
        for (int i = 1; i <= 300; i++) {
            ini.append("[a%1$d:children]\ng%2$d\n[b%1$d:children]\ng%2$d\n[g%1$d:children]\na%1$d\nb%1$d\n"
                    .formatted(i, i - 1));
        }

        LoadedInventory inventory =
                new Inventories(directory).file("hosts", ini.toString()).load("hosts");

        assertThat(inventory.groupTree())
                .filteredOn(group -> group.name().equals("g0"))
                .extracting(Group::depth)
                .containsExactly(601);
    }

    @Test
    void directoriesThatLeadInACircleAreReadOnce() throws IOException {
        Inventories inventories =
                new Inventories(directory).file("dir/hosts", "[web]\na\n").file("dir/group_vars/web/x.yml", "x: 1");
        for (String name : List.of("one", "two", "three")) {
            Files.createSymbolicLink(directory.resolve("dir").resolve(name), directory.resolve("dir"));
            Files.createSymbolicLink(
                    directory.resolve("dir/group_vars/web").resolve(name), directory.resolve("dir/group_vars/web"));
        }

        assertThat(inventories.load("dir").hosts()).hasSize(1);
    }

    @Test
    void aFileThatCanNotBeReadIsAProblem() throws IOException {
        Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));
        Files.createDirectories(directory.resolve("dir"));
        Files.createSymbolicLink(directory.resolve("dir/dangling"), directory.resolve("nowhere"));
        Problems problems = new Problems();

        InventoryLoader.load(List.of("dangling", "dir"), directory, Optional.empty(), directory, problems);

        assertThat(problems.list())
                .extracting(problem -> problem.code() + ": " + problem.message())
                .containsExactly(
                        "inventory.source.missing: there is no inventory dangling",
                        "inventory.source.unreadable: the inventory dir/dangling can't be read: it does not exist");
    }

    private static String mutilated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes && !changed.isEmpty(); i++) {
            int at = random.nextInt(changed.length());
            char piece = PIECES.charAt(random.nextInt(PIECES.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, piece);
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.setCharAt(at, piece);
                default -> changed.delete(at, Math.min(changed.length(), at + random.nextInt(20)));
            }
        }
        return changed.toString();
    }
}
