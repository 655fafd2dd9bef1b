package dev.plumbline.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.api.value.HostName;
import dev.plumbline.core.connection.Target;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionVariablesTest {
    private static final HostName HOST = new HostName("h");
    private static final ConnectionDefaults DEFAULTS = new ConnectionDefaults(
            Optional.of("deploy"),
            Optional.of(Path.of("/keys/default")),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Path.of("/project"),
            Path.of("/home/me"));

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private HostConnection read(String yaml) {
        LoadedInventory inventory = new Inventories(directory)
                .file("hosts.yml", "all: { hosts: { h: " + yaml + " } }")
                .load("hosts.yml");
        return ConnectionVariables.read(
                HOST,
                inventory.variables(HOST),
                definition -> CoreSchema.literal(definition.node()),
                DEFAULTS,
                problems);
    }

    @Test
    void withoutVariablesTheSettingsHold() {
        Target target = read("").target();

        assertThat(problems.list()).isEmpty();
        assertThat(target.address()).isEqualTo("h");
        assertThat(target.port()).isEmpty();
        assertThat(target.user()).contains("deploy");
        assertThat(target.privateKeys()).containsExactly(Path.of("/keys/default"));
        assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void variablesAreTyped() {
        HostConnection connection = read("""
            {
              ansible_host: 192.0.2.7, ansible_port: 2222, ansible_user: admin, ansible_password: 0123,
              ansible_ssh_private_key_file: ~/.ssh/id, ansible_ssh_timeout: "3", ansible_become: yes,
              ansible_become_user: redis, ansible_become_pass: 'p w#', ansible_connection: ssh,
              ansible_ssh_common_args: '-o ProxyJump=gate -J "second" -oCompression=yes -F conf',
              ansible_python_interpreter: /usr/bin/python3 }\
            """);
        Target target = connection.target();

        assertThat(problems.list()).isEmpty();
        assertThat(target.address()).isEqualTo("192.0.2.7");
        assertThat(target.port()).isEqualTo(OptionalInt.of(2222));
        assertThat(target.user()).contains("admin");
        assertThat(target.privateKeys()).containsExactly(Path.of("/home/me/.ssh/id"));
        assertThat(target.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(target.options()).containsExactly("ProxyJump=gate", "ProxyJump=second", "Compression=yes");
        assertThat(connection.sshConfig()).contains(Path.of("/project/conf"));
        assertThat(target.password().map(Supplier::get).map(String::new)).contains("0123");
        assertThat(connection.escalation().wanted()).contains(true);
        assertThat(connection.escalation().user()).contains("redis");
        assertThat(connection.escalation().password().map(Supplier::get).map(String::new))
                .contains("p w#");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ansible_connection: local | connection.kind | SSH only",
                "ansible_port: 0 | connection.variable.value | 65535",
                "ansible_port: ssh | connection.variable.value | 65535",
                "ansible_host: [a] | connection.variable.value | single",
                "ansible_host: -oProxyCommand=x | connection.variable.value | dash",
                "ansible_become: maybe | connection.variable.value | true",
                "ansible_become_method: su | connection.become.method | sudo",
                "ansible_ssh_common_args: -v | connection.ssh_arguments | '-v'",
                "ansible_ssh_executable: /bin/false | connection.variable.unsupported | ansible_ssh_executable",
                "ansible_prot: 22 | connection.variable.unsupported | ansible_prot",
                "ansible_host_key_checking: false | connection.host_key_checking | always checked",
                "ansible_timeout: 0 | connection.variable.value | seconds"
            })
    void whatIsNotSupportedIsRefusedByNameAndPlace(String variable, String code, String words) {
        read("{ " + variable + " }");

        assertThat(problems.list()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(words);
            assertThat(problem.at().map(Object::toString)).contains("hosts.yml:1:22");
        });
    }

    @Test
    void passwordsAreShownNowhere() {
        HostConnection connection = read("{ ansible_password: tiger, ansible_become_password: lion }");

        assertThat(connection.toString()).doesNotContain("tiger", "lion");
    }

    @Test
    void whatIsKnownOnlyLaterCanNotDecideHowAHostIsReached() {
        LoadedInventory inventory = new Inventories(directory)
                .file("hosts.yml", "all: { hosts: { h: { ansible_host: '${x}' } } }")
                .load("hosts.yml");

        ConnectionVariables.read(
                HOST,
                inventory.variables(HOST),
                _ -> {
                    throw new NotYetKnown("install on h");
                },
                DEFAULTS,
                problems);

        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo(
                                "ansible_host of h is known only after install on h, but is needed to reach the host"));
    }
}
