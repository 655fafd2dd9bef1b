package dev.plumbline.ssh.hostkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsFileTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    private static final Path FILE = Path.of("/known_hosts");

    @TempDir
    private Path folder;

    @Test
    void fingerprintIsOpenSshs() {
        // Published by GitHub for github.com.
        assertThat(key().fingerprint()).isEqualTo("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "host ssh-ed25519",
                "host ssh-ed25519 ???",
                "host ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
                "host ssh-ed25519 AAAA",
                "@unknown host " + KEY,
                "|1|c2FsdA== " + KEY,
                "|2|c2FsdA==|aGFzaA== " + KEY,
                "|1||aGFzaA== " + KEY,
                "|1|%%%|aGFzaA== " + KEY,
                "host 2048 35 12345678901234567890"
            })
    void badLinesAreReportedAndKnowNothing(String line) {
        KnownHostsFile file = KnownHostsFile.parse(FILE, "# comment\n" + line + "\nother " + KEY + "\n");
        assertThat(file.keys()).hasSize(1);
        assertThat(file.problems()).hasSize(1);
        assertThat(file.problems().getFirst()).startsWith("/known_hosts:2: ");
    }

    @Test
    void aliasReplacesHostAndPort() {
        KnownHosts known = known("stable " + KEY);
        HostAddress aliased = new HostAddress("10.0.0.1", 2222, java.util.Optional.of("stable"));
        assertThat(known.judge(aliased, key())).isInstanceOf(Verdict.Known.class);
        assertThat(known.judge(HostAddress.of("10.0.0.1", 2222), key())).isInstanceOf(Verdict.Unknown.class);
        assertThat(aliased.name()).isEqualTo("stable");
    }

    @Test
    void otherKeyOfTheBareNameSaysNothingOfAnotherPort() {
        PublicKey other =
                PublicKey.parse("ssh-ed25519", "AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        KnownHosts known = known("host " + KEY);
        assertThat(known.judge(HostAddress.of("host", 2222), key())).isInstanceOf(Verdict.Known.class);
        assertThat(known.judge(HostAddress.of("host", 2222), other)).isInstanceOf(Verdict.Unknown.class);
        assertThat(known.judge(HostAddress.of("host", 22), other)).isInstanceOf(Verdict.Changed.class);
        assertThat(known.judge(HostAddress.of("HOST", 22), key())).isInstanceOf(Verdict.Known.class);
    }

    @Test
    void writesEachKeyOnce() throws Exception {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, "# ours, without an end");
        HostAddress address = HostAddress.of("Host", 2222);
        KnownHostsWriter.append(file, address, List.of(key()));
        KnownHostsWriter.append(file, address, List.of(key()));
        assertThat(Files.readString(file)).isEqualTo("# ours, without an end\n[host]:2222 " + KEY + "\n");
    }

    @Test
    void replacesOnlyTheKeysOfOneAddress() throws Exception {
        String old = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        Path file = folder.resolve("replaced");
        Files.writeString(
                file,
                "# keep \r\nhost " + old + "\nother,HOST,third " + old + " c\n*," + old + "\nhost* " + old
                        + "\n@revoked host " + old + "\nbad\nhost " + old);
        KnownHostsWriter.replace(file, HostAddress.of("host", 22), List.of(key()));
        assertThat(Files.readString(file))
                .isEqualTo("# keep \r\nother,third " + old + " c\n*," + old + "\nhost* " + old + "\n@revoked host "
                        + old + "\nbad\nhost " + KEY + "\n");
        Path fresh = folder.resolve("fresh");
        KnownHostsWriter.replace(fresh, HostAddress.of("host", 22), List.of(key()));
        assertThat(Files.readString(fresh)).isEqualTo("host " + KEY + "\n");
    }

    private static KnownHosts known(String text) {
        return new KnownHosts(List.of(List.of(KnownHostsFile.parse(FILE, text))));
    }

    private static PublicKey key() {
        List<String> words = List.of(KEY.split(" ", -1));
        return PublicKey.parse(words.get(0), words.get(1));
    }
}
