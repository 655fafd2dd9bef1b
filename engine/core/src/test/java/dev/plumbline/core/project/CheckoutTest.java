package dev.plumbline.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from the files is compared with what Git says. */
class CheckoutTest {
    @TempDir
    Path folder = Path.of("/nonexistent");

    private Path project = folder;

    @BeforeEach
    void repository() throws Exception {
        project = Files.createDirectories(folder.resolve("repository/deep/down"));
        git("init", "-q", "-b", "main", "..");
    }

    private String git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", project + "/.."));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    private String head() throws Exception {
        return git("rev-parse", "HEAD").substring(0, 7);
    }

    @Test
    void beforeTheFirstCommitThereIsNone() {
        assertThat(Checkout.commit(project)).isEmpty();
    }

    @Test
    void aBranchATagAndPackedRefs() throws Exception {
        git("commit", "-q", "--allow-empty", "-m", "one");
        assertThat(Checkout.commit(project)).contains(head());

        git("pack-refs", "--all");
        assertThat(Checkout.commit(project)).contains(head());

        git("commit", "-q", "--allow-empty", "-m", "two");
        assertThat(Checkout.commit(project)).contains(head());

        git("checkout", "-q", "--detach", "HEAD~1");
        assertThat(Checkout.commit(project)).contains(head());
    }

    @Test
    void aLinkedWorkTree() throws Exception {
        git("commit", "-q", "--allow-empty", "-m", "one");
        git("worktree", "add", "-q", "-b", "other", folder + "/linked");
        assertThat(Checkout.commit(folder.resolve("linked"))).contains(head());
        git("pack-refs", "--all");
        assertThat(Checkout.commit(folder.resolve("linked"))).contains(head());
    }

    @Test
    void whatIsNoRepositoryHasNone() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve(".git"), "gitdir: ../nowhere\n");
        assertThat(Checkout.commit(broken)).isEmpty();
        Files.writeString(broken.resolve(".git"), "");
        assertThat(Checkout.commit(broken)).isEmpty();
        Files.delete(broken.resolve(".git"));
        Files.createDirectory(broken.resolve(".git"));
        Files.writeString(broken.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        assertThat(Checkout.commit(broken)).isEmpty();
    }
}
