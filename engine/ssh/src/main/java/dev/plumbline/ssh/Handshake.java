package dev.plumbline.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import dev.plumbline.core.connection.ConnectionException;
import dev.plumbline.ssh.config.Algorithms;
import dev.plumbline.ssh.config.HostConfig;
import dev.plumbline.ssh.hostkey.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a session of a transport: key exchange, our check of the host key, login. */
final class Handshake {

    private final Transport transport;
    private final HostConfig config;
    private final Peer peer;
    private final List<String> hostKeyAlgorithms;
    private final HostKeyGate gate;

    Handshake(
            Transport transport,
            HostConfig config,
            Peer peer,
            List<String> hostKeyAlgorithms,
            HostKeyGate.Check check) {
        this.transport = transport;
        this.config = config;
        this.peer = peer;
        this.hostKeyAlgorithms = hostKeyAlgorithms;
        this.gate = new HostKeyGate(check);
    }

    HostKeyGate gate() {
        return gate;
    }

    /** What the login is tried with. */
    record Login(Identities identities, PasswordAnswer answer, boolean hasPassword) {

        static final Login NONE =
                new Login(new Identities(List.of(), List.of()), new PasswordAnswer(java.util.Optional.empty()), false);
    }

    Session run(Login login) throws ConnectionException {
        List<String> methods = methods(login);
        try {
            Session session = session(login, methods);
            session.connect();
            verifyAccepted(session);
            return session;
        } catch (JSchException | RuntimeException e) {
            throw explain(e, login, methods);
        }
    }

    /** Returns how far the handshake came, for an error. */
    String missing() {
        if (!transport.hasSpoken()) {
            return "it accepts connections, but no SSH server answers";
        }
        return gate.accepted().isPresent() ? "the login was not finished" : "the key exchange was not finished";
    }

    private Session session(Login login, List<String> methods) throws JSchException {
        JSch jsch = new JSch();
        jsch.setHostKeyRepository(gate);
        Session session = jsch.getSession(config.user(), config.host(), config.port());
        session.setHostKeyRepository(gate);
        session.setIdentityRepository(login.identities());
        session.setUserInfo((UserInfo) login.answer());
        session.setProxy(new JschTransport(transport));
        session.setThreadFactory(task -> SocketThreads.of("ssh session " + peer.name(), task));
        session.setDaemonThread(true);
        options(login, methods).forEach(session::setConfig);
        return session;
    }

    private Map<String, String> options(Login login, List<String> methods) {
        Algorithms algorithms = config.algorithms();
        String ciphers = String.join(",", algorithms.ciphers());
        String macs = String.join(",", algorithms.macs());
        String compression = config.compression() ? "zlib@openssh.com,none" : "none";
        boolean keysOnly = !login.hasPassword() && !login.identities().keys().isEmpty();
        boolean oneKey = login.identities().keys().size() == 1;
        return Map.ofEntries(
                Map.entry("StrictHostKeyChecking", "yes"),
                Map.entry("HashKnownHosts", "no"),
                Map.entry("prefer_known_host_key_types", "no"),
                Map.entry("require_strict_kex", algorithms.needStrictKeyExchange() ? "yes" : "no"),
                Map.entry("kex", String.join(",", algorithms.keyExchanges())),
                Map.entry("server_host_key", String.join(",", hostKeyAlgorithms)),
                Map.entry("cipher.c2s", ciphers),
                Map.entry("cipher.s2c", ciphers),
                Map.entry("mac.c2s", macs),
                Map.entry("mac.s2c", macs),
                Map.entry("compression.c2s", compression),
                Map.entry("compression.s2c", compression),
                Map.entry("PubkeyAcceptedAlgorithms", String.join(",", algorithms.publicKeys())),
                Map.entry("PreferredAuthentications", String.join(",", methods)),
                // A password is only handed to a server that says it takes one, and that costs a question.
                Map.entry("enable_auth_none", keysOnly ? "no" : "yes"),
                // With several keys, asking first spares signatures, some of which a user must confirm.
                Map.entry("enable_pubkey_auth_query", oneKey ? "no" : "yes"),
                // Only what is known to work is offered, so JSch need not try it out.
                Map.entry("CheckCiphers", ""),
                Map.entry("CheckKexes", ""),
                Map.entry("CheckMacs", ""),
                Map.entry("CheckSignatures", ""));
    }

    private List<String> methods(Login login) {
        List<String> methods = new ArrayList<>();
        for (String method : config.preferredAuthentications()) {
            boolean usable = switch (method) {
                case "publickey" ->
                    config.publicKeyAuthentication()
                            && !login.identities().keys().isEmpty();
                case "password" -> config.passwordAuthentication() && login.hasPassword();
                case "keyboard-interactive" -> config.keyboardInteractiveAuthentication() && login.hasPassword();
                default -> false;
            };
            if (usable) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** JSch has connected; that it asked us about the very key it now works with must hold as well. */
    private void verifyAccepted(Session session) throws ConnectionException {
        PublicKey accepted = gate.accepted().orElse(null);
        if (accepted == null || !session.getHostKey().getKey().equals(accepted.base64())) {
            session.disconnect();
            throw new ConnectionException(
                    "ssh.hostkey.unknown",
                    "the key of " + peer + " was not checked",
                    "this is a fault of this program: please report it");
        }
    }

    private ConnectionException explain(Exception cause, Login login, List<String> methods) {
        if (gate.refusal().isPresent()) {
            return gate.refusal().get();
        }
        String text = Peer.printable(String.valueOf(cause.getMessage()));
        String complaint = transport.complaint();
        String told = complaint.isEmpty() ? "" : " (" + complaint + ")";
        if (gate.accepted().isPresent()
                && (cause instanceof PasswordAnswer.GivenUp
                        || text.startsWith("Auth ")
                        || text.contains("SSH_MSG_DISCONNECT"))) {
            return loginRefused(text, login, methods, cause);
        }
        if (text.contains("Algorithm negotiation fail")) {
            return new ConnectionException(
                    "ssh.protocol",
                    peer + " and this side have no algorithm in common: " + text,
                    "renew the host's sshd, or allow an older algorithm in ssh_config, such as KexAlgorithms +…",
                    cause);
        }
        if (isEnd(text)) {
            return new ConnectionException(
                    "ssh.closed",
                    peer + " closed the connection: " + missing() + told,
                    "look into the host's log of sshd; MaxStartups, a full disk or a firewall may be the cause",
                    cause);
        }
        return new ConnectionException(
                "ssh.protocol",
                peer + " does not speak SSH as expected: " + text + told,
                "check that sshd listens on this port, and its log",
                cause);
    }

    private static boolean isEnd(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return List.of("end of io stream", "closed", "reset", "broken pipe", "session is down").stream()
                .anyMatch(lower::contains);
    }

    private ConnectionException loginRefused(String text, Login login, List<String> methods, Exception cause) {
        List<String> parts = new ArrayList<>();
        List<String> keys = login.identities().described();
        if (methods.isEmpty()) {
            parts.add("there is no key, no agent and no password to try");
        } else {
            parts.add("tried " + String.join(", ", methods));
        }
        if (!keys.isEmpty()) {
            parts.add("keys: " + String.join(", ", keys));
        }
        if (text.contains("SSH_MSG_DISCONNECT")) {
            parts.add("the server said: " + text);
        }
        parts.addAll(login.identities().notes());
        parts.addAll(login.answer().notes());
        return new ConnectionException(
                "ssh.auth",
                peer + " refuses the login of " + config.user() + ": " + String.join("; ", parts),
                text.contains("Too many authentication failures")
                        ? "name one key and set IdentitiesOnly, so that the agent's other keys are not offered"
                        : "check the user name, and that the key stands in the user's authorized_keys or the password"
                                + " is right",
                cause);
    }
}
