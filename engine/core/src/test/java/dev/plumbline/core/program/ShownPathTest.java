package dev.plumbline.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShownPathTest {

    private static String shown(String file) {
        return ShownPath.of(Path.of("/home/ops/redis/project"), Path.of(file));
    }

    @Test
    void theShorterWayIsTaken() {
        assertThat(shown("/home/ops/redis/project/site.yml")).isEqualTo("site.yml");
        assertThat(shown("/home/ops/redis/project/roles/redis/tasks/main.yml")).isEqualTo("roles/redis/tasks/main.yml");
        assertThat(shown("/home/ops/redis/other/site.yml")).isEqualTo("../other/site.yml");
        assertThat(shown("/home/ops/redis/project/../other/site.yml")).isEqualTo("../other/site.yml");
        assertThat(shown("/etc/ansible/hosts")).isEqualTo("/etc/ansible/hosts");
        assertThat(shown("/home/ops/redis/project")).isEqualTo("/home/ops/redis/project");
        assertThat(ShownPath.of(Path.of("/"), Path.of("/site.yml"))).isEqualTo("site.yml");
    }
}
