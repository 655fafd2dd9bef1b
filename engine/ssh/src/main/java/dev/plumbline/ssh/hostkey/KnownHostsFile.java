package dev.plumbline.ssh.hostkey;

import dev.plumbline.ssh.hostkey.KnownKey.Marker;
import dev.plumbline.ssh.pattern.PatternList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The contents of one known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
 *
 * @param problems lines that could not be understood, each as {@code file:line: why}; they make no key known
 */
public record KnownHostsFile(List<KnownKey> keys, List<String> problems) {

    public KnownHostsFile {
        keys = List.copyOf(keys);
        problems = List.copyOf(problems);
    }

    /** Reads a file. A file that isn't there knows no host; one that can't be read is a problem. */
    public static KnownHostsFile read(Path file) {
        try {
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return new KnownHostsFile(List.of(), List.of());
        } catch (IOException e) {
            return new KnownHostsFile(List.of(), List.of(file + ": cannot be read: " + e));
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param file only for messages
     */
    public static KnownHostsFile parse(Path file, String text) {
        List<KnownKey> keys = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#")) {
                continue;
            }
            try {
                keys.add(parseLine(file, number, stripped));
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + number + ": " + e.getMessage());
            }
        }
        return new KnownHostsFile(keys, problems);
    }

    /**
     * Reads the file that ssh_config's RevokedHostKeys names: one public key a line. OpenSSH's binary revocation lists are a problem.
     */
    public static KnownHostsFile readRevoked(Path file) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return new KnownHostsFile(List.of(), List.of(file + ": the list of revoked keys cannot be read: " + e));
        }
        if (text.startsWith("SSHKRL")) {
            return new KnownHostsFile(
                    List.of(),
                    List.of(file + ": binary key revocation lists are not supported; list the public keys as text"));
        }
        List<KnownKey> keys = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String[] words = line.strip().split("[ \t]+", 3);
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            try {
                if (words.length < 2) {
                    throw new IllegalArgumentException("expected a key type and a key");
                }
                HostPatterns everyHost = new HostPatterns.Listed(PatternList.parse("*"));
                keys.add(new KnownKey(Marker.REVOKED, everyHost, PublicKey.parse(words[0], words[1]), file, number));
            } catch (IllegalArgumentException e) {
                problems.add(file + ":" + number + ": " + e.getMessage());
            }
        }
        return new KnownHostsFile(keys, problems);
    }

    private static KnownKey parseLine(Path file, int number, String line) {
        Marker marker = Marker.HOST;
        String rest = line;
        if (line.startsWith("@")) {
            String[] words = line.split("[ \t]+", 2);
            marker = switch (words[0]) {
                case "@revoked" -> Marker.REVOKED;
                case "@cert-authority" -> Marker.AUTHORITY;
                default -> throw new IllegalArgumentException("unknown marker " + words[0]);
            };
            rest = words.length > 1 ? words[1] : "";
        }
        String[] words = rest.split("[ \t]+", 4);
        if (words.length < 3) {
            throw new IllegalArgumentException("expected hosts, a key type and a key");
        }
        return new KnownKey(marker, HostPatterns.parse(words[0]), PublicKey.parse(words[1], words[2]), file, number);
    }
}
