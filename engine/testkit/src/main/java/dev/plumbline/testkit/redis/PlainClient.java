package dev.plumbline.testkit.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Speaks RESP2 in a few lines, bytes as characters (ISO 8859-1), so that tests judge by other code than the one they test. */
final class PlainClient {

    private PlainClient() {}

    /** The reply to the last of several commands: a string, an error with its {@code -}, or the items of an array. */
    static List<String> ask(int port, List<List<String>> commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            List<String> reply = List.of();
            for (List<String> command : commands) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                write(out, "*" + command.size() + "\r\n");
                for (String word : command) {
                    write(out, "$" + word.length() + "\r\n" + word + "\r\n");
                }
                socket.getOutputStream().write(out.toByteArray());
                reply = read(in);
            }
            return reply;
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> read(InputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '$' -> List.of(bulk(in, Integer.parseInt(rest)));
            case '*' -> {
                List<String> items = new ArrayList<>();
                for (int i = 0; i < Integer.parseInt(rest); i++) {
                    items.addAll(read(in));
                }
                yield items;
            }
            case '-' -> List.of(line);
            default -> List.of(rest);
        };
    }

    private static String bulk(InputStream in, int length) throws IOException {
        if (length < 0) {
            return "";
        }
        String text = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        in.skipNBytes(2);
        return text;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server hung up");
            }
            line.append((char) next);
        }
        in.skipNBytes(1);
        return line.toString();
    }
}
