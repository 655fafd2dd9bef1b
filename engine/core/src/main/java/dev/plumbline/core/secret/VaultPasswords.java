package dev.plumbline.core.secret;

import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.vault.VaultKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Fetches passwords of vaults as Ansible does: a file's content without blanks at both ends, what an executable prints without line ends,
 * what somebody types, as characters that are never looked into. An executable whose name ends in {@code -client}, whatever its ending,
 * is called with {@code --vault-id LABEL}.
 */
public final class VaultPasswords {
    private static final int LARGEST = 1 << 20;

    private final LocalPrograms programs;
    private final Asking asking;

    /** Asks somebody. The caller overwrites the answer. */
    @FunctionalInterface
    public interface Asking {
        /** An answer without its line end; empty where nobody is there. */
        char[] ask(String question);
    }

    /** Takes how programs are run and how people are asked. */
    public VaultPasswords(LocalPrograms programs, Asking asking) {
        this.programs = programs;
        this.asking = asking;
    }

    /** A key for each id; nothing is fetched yet. */
    public List<VaultKey> keys(List<VaultId> ids) {
        return ids.stream().map(this::key).toList();
    }

    private VaultKey key(VaultId id) {
        return new VaultKey(
                id.label(),
                id.file().map(Path::toString).orElse("the prompt"),
                () -> id.file().map(file -> fetched(id.label(), file)).orElseGet(() -> asked(id.label())));
    }

    private byte[] asked(String label) {
        boolean plain = label.equals(VaultEnvelope.DEFAULT_ID);
        char[] answer = asking.ask(plain ? "Vault password" : "Vault password (" + label + ")");
        byte[] bytes = utf8(answer);
        Arrays.fill(answer, '\0');
        return stripped(bytes, " \t\r\n");
    }

    private byte[] fetched(String label, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw Files.exists(file) && !Files.isDirectory(file)
                        ? new IOException("it is no plain file")
                        : new NoSuchFileException(file.toString());
            }
            return Files.isExecutable(file) ? printed(label, file) : read(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file");
        } catch (IOException e) {
            throw unreadable(file, "it can't be read");
        }
    }

    private byte[] printed(String label, Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        boolean client = (dot > 0 ? name.substring(0, dot) : name).endsWith("-client");
        String program = file.toAbsolutePath().toString();
        LocalPrograms.Output output = programs.run(client ? List.of(program, "--vault-id", label) : List.of(program));
        if (output.code() != 0) {
            throw new VaultException(
                    "vault.password.script",
                    "the vault password script " + file + " ended with exit code " + output.code(),
                    "Run it yourself to see why; a file that holds the password itself must not be executable.");
        }
        return stripped(output.bytes().toArray(), "\r\n");
    }

    private static byte[] read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream content = Files.newInputStream(file)) {
            bytes = content.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw unreadable(file, "it has more than " + LARGEST + " bytes");
        }
        if (VaultEnvelope.isVaulted(bytes)) {
            throw unreadable(file, "it is encrypted itself");
        }
        return stripped(bytes, " \t\r\n\f\u000b");
    }

    private static VaultException unreadable(Path file, String why) {
        return new VaultException(
                "vault.password.unreadable",
                "the vault password file " + file + " can't be used: " + why,
                "Correct its name or its rights.");
    }

    private static byte[] utf8(char[] characters) {
        ByteBuffer encoded = ByteBuffer.allocate(3 * characters.length);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(characters), encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }

    /** Also overwrites what it is given. */
    private static byte[] stripped(byte[] bytes, String characters) {
        int begin = 0;
        int end = bytes.length;
        while (begin < end && characters.indexOf(bytes[begin]) >= 0) {
            begin++;
        }
        while (end > begin && characters.indexOf(bytes[end - 1]) >= 0) {
            end--;
        }
        byte[] rest = Arrays.copyOfRange(bytes, begin, end);
        Arrays.fill(bytes, (byte) 0);
        return rest;
    }
}
