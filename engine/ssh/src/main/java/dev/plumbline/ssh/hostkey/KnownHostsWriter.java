package dev.plumbline.ssh.hostkey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Adds keys to a known_hosts file. */
public final class KnownHostsWriter {

    /** Returns the line that makes a key known, without its end. */
    public static String line(HostAddress address, PublicKey key) {
        return address.name() + " " + key.type() + " " + key.base64();
    }

    /** Appends keys that the file does not hold yet for the address; makes the file where there is none. */
    public static void append(Path file, HostAddress address, List<PublicKey> keys) throws IOException {
        synchronized (KnownHostsWriter.class) {
            KnownHosts known = new KnownHosts(List.of(List.of(KnownHostsFile.read(file))));
            StringBuilder text = new StringBuilder();
            for (PublicKey key : keys) {
                if (!(known.judge(address, key) instanceof Verdict.Known)) {
                    text.append(line(address, key)).append('\n');
                }
            }
            if (text.isEmpty()) {
                return;
            }
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException(file + " cannot be locked");
                }
                boolean endsInLine = channel.size() == 0 || lastByte(channel) == '\n';
                ByteBuffer bytes = ByteBuffer.wrap(((endsInLine ? "" : "\n") + text).getBytes(StandardCharsets.UTF_8));
                channel.position(channel.size());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
    }

    private static byte lastByte(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, channel.size() - 1);
        return one.get(0);
    }

    private KnownHostsWriter() {}
}
