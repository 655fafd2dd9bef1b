package dev.plumbline.core.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.core.expression.SomeHosts;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
    private static final Path PLAYBOOK = Path.of("/home/ops/other/site.yml");

    @ParameterizedTest
    @CsvSource({
        "../other/site.yml, /home/ops/other/tasks/more.yml, ../other/tasks/more.yml",
        "./../other/site.yml, /home/ops/other/more.yml, ./../other/more.yml",
        "site.yml, /home/ops/other/more.yml, more.yml",
        "/home/ops/other/site.yml, /home/ops/other/more.yml, /home/ops/other/more.yml",
        "../other/site.yml, /home/ops/project/roles/a/tasks/main.yml, roles/a/tasks/main.yml",
        "../other/site.yml, /home/ops/shared/x.yml, ../shared/x.yml",
        "../other/site.yml, /usr/share/x.yml, /usr/share/x.yml"
    })
    void filesAreNamedAsTheUserWouldNameThem(String typed, String file, String shown) {
        PlaybookRequest request = new PlaybookRequest(
                PLAYBOOK,
                typed,
                Path.of("/home/ops/project"),
                new SomeHosts(),
                ModuleIndex.of(List.of()),
                Map.of(),
                TagSelection.ALL,
                Optional.empty(),
                false,
                Optional.empty());

        assertThat(new Sources(request, new Problems()).shown(Path.of(file))).isEqualTo(shown);
    }
}
