package dev.plumbline.ssh.hostkey;

import dev.plumbline.ssh.hostkey.KnownKey.Marker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes keys into a known_hosts file. All other lines keep their bytes. */
public final class KnownHostsWriter {

    private static final Object TURN = new Object();

    /** Returns the line that makes a key known, without its end. */
    public static String line(HostAddress address, PublicKey key) {
        return address.name() + " " + key.type() + " " + key.base64();
    }

    /** Appends keys that the file does not hold yet for the address; makes the file where there is none. */
    public static void append(Path file, HostAddress address, List<PublicKey> keys) throws IOException {
        synchronized (TURN) {
            KnownHosts known = new KnownHosts(List.of(List.of(KnownHostsFile.read(file))));
            StringBuilder text = new StringBuilder();
            for (PublicKey key : keys) {
                if (!(known.judge(address, key) instanceof Verdict.Known)) {
                    text.append(line(address, key)).append('\n');
                }
            }
            if (!text.isEmpty()) {
                append(file, text.toString());
            }
        }
    }

    /**
     * Makes these the only keys that the file holds for exactly this address. Lines for several hosts stay for the others; wildcards,
     * revocations and authorities stay as they are.
     */
    public static void replace(Path file, HostAddress address, List<PublicKey> keys) throws IOException {
        synchronized (TURN) {
            StringBuilder text = new StringBuilder();
            for (String line : lines(file)) {
                without(line, address.name()).ifPresent(text::append);
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
            for (PublicKey key : keys) {
                text.append(line(address, key)).append('\n');
            }
            write(file, text.toString());
        }
    }

    /** Returns the lines with their ends. */
    private static List<String> lines(Path file) throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            List<String> lines = new ArrayList<>();
            int start = 0;
            while (start < text.length()) {
                int end = text.indexOf('\n', start);
                end = end < 0 ? text.length() : end + 1;
                lines.add(text.substring(start, end));
                start = end;
            }
            return lines;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static Optional<String> without(String line, String name) {
        List<KnownKey> keys =
                KnownHostsFile.parse(Path.of("known_hosts"), line.strip()).keys();
        if (keys.isEmpty() || keys.getFirst().marker() != Marker.HOST) {
            return Optional.of(line);
        }
        HostPatterns hosts = keys.getFirst().hosts();
        if (hosts instanceof HostPatterns.Hashed) {
            return hosts.matches(name) ? Optional.empty() : Optional.of(line);
        }
        String stripped = line.stripLeading();
        int end = 0;
        while (!Character.isWhitespace(stripped.charAt(end))) {
            end++;
        }
        List<String> others = new ArrayList<>(List.of(stripped.substring(0, end).split(",", -1)));
        if (!others.removeIf(name::equalsIgnoreCase)) {
            return Optional.of(line);
        }
        return others.isEmpty() ? Optional.empty() : Optional.of(String.join(",", others) + stripped.substring(end));
    }

    private static void append(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException(file + " cannot be locked");
            }
            boolean endsInLine = channel.size() == 0 || lastByte(channel) == '\n';
            ByteBuffer bytes = ByteBuffer.wrap(((endsInLine ? "" : "\n") + text).getBytes(StandardCharsets.ISO_8859_1));
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Puts the whole file in place at once, with the rights that it had. */
    private static void write(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path temporary = Files.createTempFile(target.getParent(), ".known_hosts", ".new");
        try {
            Files.writeString(temporary, text, StandardCharsets.ISO_8859_1);
            if (Files.exists(target)) {
                Files.getFileAttributeView(temporary, PosixFileAttributeView.class)
                        .setPermissions(Files.getPosixFilePermissions(target));
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static byte lastByte(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, channel.size() - 1);
        return one.get(0);
    }

    private KnownHostsWriter() {}
}
