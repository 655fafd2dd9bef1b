package dev.plumbline.ssh.config;

import dev.plumbline.core.connection.ConnectionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads ssh_config(5) for one host. */
public final class SshConfig {

    private static final int DEFAULT_PORT = 22;
    private static final int DEFAULT_RSA_SIZE = 1024;
    private static final List<String> DEFAULT_IDENTITIES = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final ConfigSources sources;

    public SshConfig(ConfigSources sources) {
        this.sources = sources;
    }

    /**
     * Resolves what the files say of a host.
     *
     * @throws ConnectionException {@code ssh.config} with all lines that cannot be honoured, each as {@code file:line: why}
     */
    public HostConfig resolve(Query query) throws ConnectionException {
        ConfigReading reading = ConfigReading.of(sources, query);
        Optional<HostConfig> config = Optional.empty();
        try {
            config = Optional.of(new Resolution(sources, query, reading).resolve());
        } catch (ConfigProblem e) {
            reading.report(e);
        }
        List<String> problems = reading.problems();
        if (config.isEmpty() || !problems.isEmpty()) {
            throw new ConnectionException(
                    "ssh.config",
                    "ssh_config cannot be honoured for " + query.host() + ":\n  " + String.join("\n  ", problems),
                    "correct or remove these lines");
        }
        return config.get();
    }

    /** Turns what was read into values. */
    private static final class Resolution {
        private final ConfigSources sources;
        private final Query query;
        private final ConfigReading reading;
        private final String host;
        private final int port;
        private final String user;
        private final Tokens tokens;

        Resolution(ConfigSources sources, Query query, ConfigReading reading) throws ConfigProblem {
            this.sources = sources;
            this.query = query;
            this.reading = reading;
            host = reading.hostName().toLowerCase(Locale.ROOT);
            Optional<Setting> portSetting = reading.first("port");
            int configuredPort = portSetting.isPresent()
                    ? Values.port(
                            portSetting.get().word(),
                            portSetting.get().shown(),
                            portSetting.get().origin())
                    : DEFAULT_PORT;
            port = query.port().orElse(configuredPort);
            user = query.user()
                    .or(() -> reading.first("user").map(Setting::word))
                    .orElse(sources.localUser());
            tokens = new Tokens(tokenValues(), sources.environment());
        }

        HostConfig resolve() throws ConfigProblem {
            checkStrictHostKeyChecking();
            List<Path> identities = files("identityfile");
            boolean named = !reading.all("identityfile").isEmpty();
            return new HostConfig(
                    query.host(),
                    host,
                    port,
                    user,
                    named ? identities : defaultFiles(DEFAULT_IDENTITIES),
                    named,
                    flag("identitiesonly", false),
                    agent(),
                    files("certificatefile"),
                    knownHosts("userknownhostsfile", defaultFiles(List.of("known_hosts", "known_hosts2"))),
                    knownHosts(
                            "globalknownhostsfile",
                            List.of(Path.of("/etc/ssh/ssh_known_hosts"), Path.of("/etc/ssh/ssh_known_hosts2"))),
                    reading.first("hostkeyalias").map(Setting::word),
                    file("revokedhostkeys"),
                    jumps(),
                    proxyCommand(),
                    time("connecttimeout").filter(timeout -> !timeout.isZero()),
                    time("serveraliveinterval"),
                    number("serveralivecountmax"),
                    preferredAuthentications(),
                    flag("pubkeyauthentication", true),
                    flag("passwordauthentication", true),
                    flag("kbdinteractiveauthentication", true),
                    algorithms(),
                    addressFamily(),
                    reading.first("bindaddress").map(Setting::word),
                    flag("compression", false),
                    number("requiredrsasize").orElse(DEFAULT_RSA_SIZE));
        }

        private Map<Character, String> tokenValues() {
            Map<Character, String> values = new HashMap<>();
            String localHost = sources.localHost();
            String jump = reading.first("proxyjump")
                    .map(Setting::word)
                    .filter(word -> !word.equals("none"))
                    .orElse("");
            values.put('h', host);
            values.put('n', query.host());
            values.put('p', Integer.toString(port));
            values.put('r', user);
            values.put('u', sources.localUser());
            values.put('d', sources.home().toString());
            values.put('l', localHost);
            values.put('L', localHost.contains(".") ? localHost.substring(0, localHost.indexOf('.')) : localHost);
            values.put('k', reading.first("hostkeyalias").map(Setting::word).orElse(query.host()));
            values.put('j', jump);
            values.put('C', sha1(localHost + host + port + user + jump));
            return values;
        }

        private static String sha1(String text) {
            try {
                // OpenSSH's own choice for %C; nothing is protected by it.
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-1", e);
            }
        }

        private boolean flag(String keyword, boolean otherwise) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty()) {
                return otherwise;
            }
            Setting found = setting.get();
            boolean bound = keyword.equals("pubkeyauthentication")
                    && Set.of("unbound", "host-bound").contains(found.word().toLowerCase(Locale.ROOT));
            return bound || Values.flag(found.word(), found.shown(), found.origin());
        }

        private Optional<Duration> time(String keyword) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty() || setting.get().word().equalsIgnoreCase("none")) {
                return Optional.empty();
            }
            return Optional.of(Values.time(
                    setting.get().word(), setting.get().shown(), setting.get().origin()));
        }

        private OptionalInt number(String keyword) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty()) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(Values.number(
                    setting.get().word(), setting.get().shown(), setting.get().origin()));
        }

        private Path path(String word, Setting setting) throws ConfigProblem {
            Path tilde = Paths.expandTilde(
                    tokens.expandEnvironment(word, setting.shown(), setting.origin()),
                    sources,
                    setting.shown(),
                    setting.origin());
            return Path.of(tokens.expand(tilde.toString(), Tokens.OF_FILES, setting.shown(), setting.origin()))
                    .toAbsolutePath();
        }

        private Optional<Path> file(String keyword) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty() || setting.get().word().equalsIgnoreCase("none")) {
                return Optional.empty();
            }
            return Optional.of(path(setting.get().word(), setting.get()));
        }

        private List<Path> files(String keyword) throws ConfigProblem {
            List<Path> files = new ArrayList<>();
            for (Setting setting : reading.all(keyword)) {
                if (!setting.word().equalsIgnoreCase("none")) {
                    files.add(path(setting.word(), setting));
                }
            }
            return files;
        }

        private List<Path> knownHosts(String keyword, List<Path> otherwise) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty()) {
                return otherwise;
            }
            List<Path> files = new ArrayList<>();
            for (String word : setting.get().words()) {
                if (!word.equalsIgnoreCase("none")) {
                    files.add(path(word, setting.get()));
                }
            }
            return files;
        }

        private List<Path> defaultFiles(List<String> names) {
            Path folder = sources.home().resolve(".ssh");
            return names.stream().map(folder::resolve).toList();
        }

        private Optional<Path> agent() throws ConfigProblem {
            Optional<Path> fromEnvironment = Optional.ofNullable(
                            sources.environment().get("SSH_AUTH_SOCK"))
                    .filter(text -> !text.isEmpty())
                    .map(Path::of);
            Optional<Setting> setting = reading.first("identityagent");
            if (setting.isEmpty() || setting.get().word().equals("SSH_AUTH_SOCK")) {
                return fromEnvironment;
            }
            String word = setting.get().word();
            if (word.equalsIgnoreCase("none")) {
                return Optional.empty();
            }
            if (word.startsWith("$") && !word.startsWith("${")) {
                return Optional.ofNullable(sources.environment().get(word.substring(1)))
                        .map(Path::of);
            }
            return Optional.of(path(word, setting.get()));
        }

        private List<Hop> jumps() throws ConfigProblem {
            Optional<Setting> setting = reading.first("proxyjump");
            if (setting.isEmpty() || setting.get().word().equalsIgnoreCase("none")) {
                return List.of();
            }
            List<Hop> hops = new ArrayList<>();
            Setting jump = setting.get();
            for (String hop : tokens.expand(jump.word(), Tokens.OF_PROXY, jump.shown(), jump.origin())
                    .split(",", -1)) {
                hops.add(Hop.parse(hop.strip(), jump.origin()));
            }
            return hops;
        }

        private Optional<String> proxyCommand() throws ConfigProblem {
            Optional<Setting> setting = reading.first("proxycommand");
            if (setting.isEmpty() || setting.get().word().equalsIgnoreCase("none")) {
                return Optional.empty();
            }
            return Optional.of(tokens.expand(
                    setting.get().word(),
                    Tokens.OF_PROXY,
                    setting.get().shown(),
                    setting.get().origin()));
        }

        private List<String> preferredAuthentications() {
            return reading.first("preferredauthentications")
                    .map(setting -> List.of(setting.word().split(",")))
                    .orElse(List.of("publickey", "password", "keyboard-interactive"));
        }

        private String addressFamily() throws ConfigProblem {
            Optional<Setting> setting = reading.first("addressfamily");
            if (setting.isEmpty()) {
                return "any";
            }
            String family = setting.get().word().toLowerCase(Locale.ROOT);
            if (!Set.of("any", "inet", "inet6").contains(family)) {
                throw new ConfigProblem(
                        setting.get().origin(), "AddressFamily: expected any, inet or inet6, not " + family);
            }
            return family;
        }

        private void checkStrictHostKeyChecking() throws ConfigProblem {
            Optional<Setting> setting = reading.first("stricthostkeychecking");
            Set<String> spellings = Set.of("yes", "true", "no", "false", "off", "ask", "accept-new");
            if (setting.isPresent() && !spellings.contains(setting.get().word().toLowerCase(Locale.ROOT))) {
                throw new ConfigProblem(
                        setting.get().origin(),
                        "StrictHostKeyChecking: expected yes, no, ask, off or accept-new, not "
                                + setting.get().word());
            }
        }

        private Algorithms algorithms() throws ConfigProblem {
            Algorithms defaults = Algorithms.DEFAULT;
            return new Algorithms(
                    list("kexalgorithms", defaults.keyExchanges(), Algorithms.SUPPORTED_KEY_EXCHANGES),
                    list("ciphers", defaults.ciphers(), Algorithms.SUPPORTED_CIPHERS),
                    list("macs", defaults.macs(), Algorithms.SUPPORTED_MACS),
                    list("hostkeyalgorithms", defaults.hostKeys(), Algorithms.SUPPORTED_HOST_KEYS),
                    reading.first("hostkeyalgorithms").isPresent(),
                    list("pubkeyacceptedalgorithms", defaults.publicKeys(), Algorithms.SUPPORTED_PUBLIC_KEYS));
        }

        private List<String> list(String keyword, List<String> defaults, Set<String> supported) throws ConfigProblem {
            Optional<Setting> setting = reading.first(keyword);
            if (setting.isEmpty()) {
                return defaults;
            }
            return AlgorithmList.apply(
                    setting.get().word(),
                    defaults,
                    supported,
                    setting.get().shown(),
                    setting.get().origin());
        }
    }
}
