package dev.plumbline.ssh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.core.connection.ConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of ssh_config, beside that of OpenSSH itself ({@code ssh -G}). */
@SuppressWarnings("StringConcatToTextBlock") // Line ends and blanks are what is looked at.
class SshConfigTest {

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void fill() throws IOException {
        config = folder.resolve("config");
        Files.createDirectories(folder.resolve("inc"));
        Files.writeString(folder.resolve("inc/10-first.conf"), "Host inner\n  Port 2201\n  User first\n");
        Files.writeString(folder.resolve("inc/20-second.conf"), "User second\nHost other\n  Port 2202\n");
        Files.writeString(folder.resolve("inc/.hidden.conf"), "Port 9\n");
    }

    /** Files as they occur; DIR stands for the folder. */
    static List<String> configurations() {
        return List.of(
                "",
                "# only a comment\n\n   \t\n",
                "Port 2222",
                "Port = 22",
                "Port=2022",
                "port   =   2023  ",
                "Port \"2024\"",
                "PORT 2025 # with a comment",
                "Port 1\nPort 2",
                "Host web\n  Port 2222\nHost *\n  Port 23\n  User all",
                "Host *\n  User all\nHost web\n  User late\n  Port 24",
                "Host !web *\n  Port 2222",
                "Host * !web\n  Port 2222",
                "Host db web\n  User two",
                "Host w?b\n  User question",
                "Host w*b.example\n  User no",
                "Host WEB\n  User upper",
                "Host=web\n User equals",
                "Host \"web\"\n User quoted",
                "HostName 10.0.0.1",
                "HostName %h.example.org",
                "Host web\n HostName real.example\nMatch host real.example\n User matched",
                "Host web\n HostName real.example\nMatch host web\n User unmatched",
                "Host web\n HostName real.example\nMatch originalhost web\n User matched",
                "Match host *.example,w*\n User listed",
                "Match host !web,*\n User negated",
                "Match !host web\n User negated",
                "Match user root\n Port 2001",
                "User deploy\nMatch user deploy\n Port 2002",
                "Match localuser root\n Port 2003",
                "Match localuser nobody\n Port 2004",
                "Match all\n Port 2005",
                "Host db\n Port 1\nMatch all\n Port 2006",
                "Match host web user root\n Port 2007",
                "Match host web user other\n Port 2008",
                "Match host other exec /bin/true\n Port 2009",
                "Match final host web\n Port 2010",
                "Host web\n HostName late.example\nMatch final\n Port 2011",
                "Host web\n HostName late.example\nHost late.example\n Port 2012\nMatch final all\n User finally",
                "Host web\n HostName late.example\nMatch canonical\n Port 2013",
                "Include DIR/inc/*.conf",
                "Include DIR/inc/10-first.conf DIR/inc/20-second.conf",
                "Include DIR/nothing/*.conf\nPort 2301",
                "Include DIR/nothing.conf\nPort 2302",
                "Host web\n Include DIR/inc/20-second.conf\nHost *\n Port 2303",
                "Host db\n Include DIR/inc/20-second.conf\nHost *\n Port 2304",
                "Include \"DIR/inc/20-second.conf\"\nPort 2305",
                "Include DIR/inc/[12]0*.conf\nPort 2306",
                "IdentityFile DIR/one\nIdentityFile \"DIR/two words\"\nIdentityFile DIR/one",
                "IdentityFile DIR/%h-%r-%p-%n-%u",
                "IdentityFile none",
                "IdentityFile \"DIR/a\\\"b\"",
                "IdentityFile 'DIR/single quoted'",
                "IdentityFile DIR/escaped\\ space",
                "IdentitiesOnly yes\nCertificateFile DIR/cert.pub",
                "IdentitiesOnly TRUE",
                "IdentityAgent none",
                "IdentityAgent DIR/agent",
                "IdentityAgent SSH_AUTH_SOCK",
                "UserKnownHostsFile DIR/a DIR/b",
                "UserKnownHostsFile \"DIR/a b\" DIR/c",
                "GlobalKnownHostsFile DIR/g",
                "HostKeyAlias stable",
                "ProxyJump bastion",
                "ProxyJump admin@bastion:2222",
                "ProxyJump ssh://admin@bastion:2222",
                "ProxyJump a,b,c:7",
                "ProxyJump none",
                "ProxyJump [2001:db8::1]:22",
                "ProxyCommand none",
                "ProxyJump a\nProxyCommand nc x y",
                "ProxyCommand nc \"%h\" %p\nProxyJump a",
                "Host web\n ProxyCommand ssh -W %h:%p gate # not a comment",
                "ConnectTimeout 7",
                "ConnectTimeout 1m30s",
                "ServerAliveInterval 15\nServerAliveCountMax 2",
                "ServerAliveInterval 1m",
                "PreferredAuthentications publickey,password",
                "PubkeyAuthentication no\nPasswordAuthentication no\nKbdInteractiveAuthentication no",
                "ChallengeResponseAuthentication no",
                "AddressFamily inet",
                "AddressFamily INET6",
                "BindAddress 127.0.0.9",
                "Compression yes",
                "RequiredRSASize 2048",
                "StrictHostKeyChecking accept-new",
                "IgnoreUnknown UseKeychain,Foo*\nUseKeychain yes\nFooBar x\nPort 2401",
                "Host web\n SendEnv LANG LC_*\n SetEnv A=b\n ControlMaster auto\n ControlPath ~/.ssh/%C\n"
                        + " ControlPersist 10m\n VisualHostKey yes\n UpdateHostKeys yes\n ForwardAgent yes\n"
                        + " LogLevel QUIET\n RequestTTY no\n HashKnownHosts yes\n GSSAPIAuthentication yes\n"
                        + " LocalForward 8080 localhost:80\n EscapeChar none\n RekeyLimit 1G 1h\n Port 2402",
                "Host web db\n\tUser\ttabbed\n\tPort\t2403\r\n",
                "Host *.example web\nUser flat\n  Host db\nUser indented");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void readsAsOpenSshDoes(String text) throws Exception {
        Files.writeString(config, text.replace("DIR", folder.toString()) + "\n");
        for (String host : List.of("web", "db", "inner", "Web", "10.0.0.9")) {
            assertThat(ours(new Query(host, Optional.empty(), OptionalInt.empty(), List.of())))
                    .as("host %s of %n%s", host, text)
                    .isEqualTo(theirs(List.of(host)));
        }
        assertThat(ours(new Query("web", Optional.of("me"), OptionalInt.of(99), List.of("Compression=yes"))))
                .as("with options: %n%s", text)
                .isEqualTo(theirs(List.of("-l", "me", "-p", "99", "-o", "Compression=yes", "web")));
    }

    private Map<String, String> ours(Query query) throws ConnectionException {
        HostConfig resolved = reader().resolve(query);
        Map<String, String> result = new HashMap<>();
        result.put("hostname", resolved.host());
        result.put("port", Integer.toString(resolved.port()));
        result.put("user", resolved.user());
        result.put("identityfile", resolved.identityFilesNamed() ? paths(resolved.identityFiles()) : "");
        result.put("identitiesonly", yes(resolved.identitiesOnly()));
        result.put("certificatefile", paths(resolved.certificateFiles()));
        result.put("hostkeyalias", resolved.hostKeyAlias().orElse(""));
        result.put("proxycommand", resolved.proxyCommand().orElse(""));
        result.put(
                "proxyjump",
                resolved.jumps().stream()
                        .map(hop -> hop.user().map(user -> user + "@").orElse("")
                                + (hop.host().contains(":") ? "[" + hop.host() + "]" : hop.host())
                                + hop.port().stream()
                                        .mapToObj(port -> ":" + port)
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining(",")));
        result.put("connecttimeout", seconds(resolved.connectTimeout(), "none"));
        result.put("serveraliveinterval", seconds(resolved.aliveInterval(), "0"));
        result.put(
                "serveralivecountmax", Integer.toString(resolved.aliveCountMax().orElse(3)));
        result.put("pubkeyauthentication", Boolean.toString(resolved.publicKeyAuthentication()));
        result.put("passwordauthentication", yes(resolved.passwordAuthentication()));
        result.put("kbdinteractiveauthentication", yes(resolved.keyboardInteractiveAuthentication()));
        result.put("addressfamily", resolved.addressFamily());
        result.put("bindaddress", resolved.bindAddress().orElse(""));
        result.put("compression", yes(resolved.compression()));
        result.put("requiredrsasize", Integer.toString(resolved.requiredRsaSize()));
        result.put("userknownhostsfile", paths(resolved.userKnownHosts()));
        result.put("globalknownhostsfile", paths(resolved.globalKnownHosts()));
        return result;
    }

    private Map<String, String> theirs(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("ssh", "-G", "-F", config.toString()));
        command.addAll(arguments);
        Map<String, String> result = new HashMap<>();
        for (String keyword : List.of(
                "hostname",
                "port",
                "user",
                "identityfile",
                "identitiesonly",
                "certificatefile",
                "hostkeyalias",
                "proxycommand",
                "proxyjump",
                "connecttimeout",
                "serveraliveinterval",
                "serveralivecountmax",
                "pubkeyauthentication",
                "passwordauthentication",
                "kbdinteractiveauthentication",
                "addressfamily",
                "bindaddress",
                "compression",
                "requiredrsasize",
                "userknownhostsfile",
                "globalknownhostsfile")) {
            result.put(keyword, "");
        }
        run(command).lines().forEach(line -> {
            int space = line.indexOf(' ');
            String keyword = space < 0 ? line : line.substring(0, space);
            String value = space < 0 ? "" : line.substring(space + 1);
            result.computeIfPresent(keyword, (key, old) -> old.isEmpty() ? value : old + " " + value);
        });
        Tokens tokens = tokensOf(result, arguments.getLast());
        result.compute(
                "identityfile", (key, value) -> defaultIdentities(String.valueOf(value)) ? "" : clean(value, tokens));
        result.computeIfPresent("userknownhostsfile", (key, value) -> clean(value, tokens));
        result.computeIfPresent("proxycommand", (key, value) -> expanded(value, tokens));
        result.computeIfPresent("proxyjump", (key, value) -> value.replace("ssh://", ""));
        return result;
    }

    /** ssh -G shows these settings before their tokens are replaced. */
    private static Tokens tokensOf(Map<String, String> result, String host) {
        return new Tokens(
                Map.of(
                        'h', String.valueOf(result.get("hostname")),
                        'p', String.valueOf(result.get("port")),
                        'r', String.valueOf(result.get("user")),
                        'n', host,
                        'u', "root"),
                Map.of());
    }

    private static String expanded(String text, Tokens tokens) {
        try {
            return tokens.expand(text, "hprnu", "test", new Origin("test", 0));
        } catch (ConfigProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean defaultIdentities(String value) {
        return value.startsWith("~/.ssh/id_rsa") || value.equals("none");
    }

    private static String clean(String value, Tokens tokens) {
        return expanded(value, tokens).replace("~/", "/root/").replace("none", "");
    }

    private static String paths(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(" "));
    }

    private static String yes(boolean flag) {
        return flag ? "yes" : "no";
    }

    private static String seconds(Optional<Duration> duration, String otherwise) {
        return duration.map(time -> Long.toString(time.toSeconds())).orElse(otherwise);
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + errors);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private SshConfig reader() {
        return new SshConfig(new ConfigSources(
                List.of(config), Path.of("/root"), "root", "control.example", Map.of("KEYS", "/keys")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bogus yes",
                "Host db\n Bogus yes",
                "Port",
                "Port 0",
                "Port 65536",
                "Port ssh",
                "Port 22 23",
                "Compression maybe",
                "IdentityFile \"/unclosed",
                "IdentityFile ~nobody/key",
                "IdentityFile ${NO_SUCH_VARIABLE}/key",
                "IdentityFile /keys/%z",
                "HostName %p",
                "ConnectTimeout soon",
                "AddressFamily ipx",
                "StrictHostKeyChecking perhaps",
                "ProxyJump @host",
                "ProxyJump host:port",
                "Match exec /bin/true\n Port 3",
                "Match nonsense x",
                "Match host",
                "CanonicalizeHostname yes",
                "PKCS11Provider /usr/lib/x.so",
                "KnownHostsCommand /bin/false",
                "RemoteCommand uptime",
                "Ciphers chacha20-poly1305@openssh.com",
                "KexAlgorithms sntrup761x25519-sha512@openssh.com",
                "Include"
            })
    void refusesByNameAndLine(String text) throws IOException {
        Files.writeString(config, "# first line\n" + text + "\n");
        ConnectionException failure = catchThrowableOfType(
                ConnectionException.class,
                () -> reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of())));
        assertThat(failure.code()).isEqualTo("ssh.config");
        String last = text.lines()
                .filter(line -> !line.startsWith("Host ") && !line.equals(" Port 3"))
                .reduce((a, b) -> b)
                .orElseThrow();
        List<String> words = List.of(last.strip().split(" ", -1));
        assertThat(String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT))
                .contains(words.getFirst().toLowerCase(Locale.ROOT))
                .contains(config + ":" + (text.startsWith("Host db") ? 3 : 2));
    }

    @Test
    void reportsAllProblemsTogether() throws IOException {
        Files.writeString(config, "Bogus 1\nPort 5\nFoo 2\nHost db\nMatch what\n");
        ConnectionException failure = catchThrowableOfType(
                ConnectionException.class,
                () -> reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of())));
        assertThat(failure)
                .hasMessageContaining(":1: Bogus")
                .hasMessageContaining(":3: Foo")
                .hasMessageContaining(":5: ");
    }

    @Test
    void fileThatOthersMayWriteIsRefused() throws IOException {
        Files.writeString(config, "Port 5\n");
        Files.setPosixFilePermissions(config, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-r--"));
        ConnectionException failure = catchThrowableOfType(
                ConnectionException.class,
                () -> reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of())));
        assertThat(failure.code()).isEqualTo("ssh.config");
        assertThat(failure).hasMessageContaining("chmod");
    }

    @Test
    void replacesTokensInPaths() throws Exception {
        Files.writeString(
                config,
                "HostName 10.1.1.1\nUser u\nHostKeyAlias ali\n"
                        + "IdentityFile ~/k/%h-%n-%p-%r-%u-%L-%l-%k-%%\nIdentityFile ${KEYS}/x\nIdentityFile %d/y\n");
        HostConfig resolved = reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of()));
        assertThat(resolved.identityFiles())
                .containsExactly(
                        Path.of("/root/k/10.1.1.1-web-22-u-root-control-control.example-ali-%"),
                        Path.of("/keys/x"),
                        Path.of("/root/y"));
    }

    @Test
    void prefixesChangeTheListOfAlgorithms() throws Exception {
        Files.writeString(
                config,
                "KexAlgorithms ^diffie-hellman-group14-sha256\nCiphers -aes*-ctr\nMACs +hmac-sha1\n"
                        + "HostKeyAlgorithms ssh-ed25519,ssh-ed25519-cert-v01@openssh.com\n"
                        + "PubkeyAcceptedAlgorithms +ssh-rsa\n");
        Algorithms algorithms = reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of()))
                .algorithms();
        assertThat(algorithms.keyExchanges()).startsWith("diffie-hellman-group14-sha256", "mlkem768x25519-sha256");
        assertThat(algorithms.ciphers()).containsExactly("aes128-gcm@openssh.com", "aes256-gcm@openssh.com");
        assertThat(algorithms.macs()).endsWith("hmac-sha1");
        assertThat(algorithms.hostKeys()).containsExactly("ssh-ed25519");
        assertThat(algorithms.publicKeys()).endsWith("ssh-rsa");
        assertThat(algorithms.needStrictKeyExchange()).isFalse();
    }

    @Test
    void cbcNeedsStrictKeyExchange() throws Exception {
        Files.writeString(config, "Ciphers +aes128-cbc\n");
        assertThat(reader().resolve(new Query("web", Optional.empty(), OptionalInt.empty(), List.of()))
                        .algorithms()
                        .needStrictKeyExchange())
                .isTrue();
    }

    @Test
    void optionsAreReadInEachSpelling() throws Exception {
        Files.writeString(config, "User file\n");
        HostConfig resolved = reader().resolve(new Query(
                "web",
                Optional.empty(),
                OptionalInt.empty(),
                List.of("-o", "User=option", "-oPort=2222", "-o Compression=yes", "HostKeyAlias x")));
        assertThat(resolved.user()).isEqualTo("option");
        assertThat(resolved.port()).isEqualTo(2222);
        assertThat(resolved.compression()).isTrue();
        assertThat(resolved.hostKeyAlias()).contains("x");
    }
}
