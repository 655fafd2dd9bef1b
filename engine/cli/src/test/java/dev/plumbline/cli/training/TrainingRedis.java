package dev.plumbline.cli.training;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as a Redis server would that is configured and replicates: so much of RESP2 that a converged run is led through. */
final class TrainingRedis implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    private final Map<String, String> keys;
    private volatile String information = "";
    private volatile List<String> configuration = List.of();

    /** @param keys the data, which a master and its replica share */
    TrainingRedis(Map<String, String> keys) throws IOException {
        this.keys = keys;
    }

    static Map<String, String> data() {
        return new ConcurrentHashMap<>();
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Begins to answer.
     *
     * @param info what INFO says
     * @param config names and values in turn
     */
    void start(String info, List<String> config) {
        information = info.replace("\n", "\r\n");
        configuration = List.copyOf(config);
        Thread.ofPlatform().daemon().start(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            boolean welcome = false;
            for (List<String> command = read(in); !command.isEmpty(); command = read(in)) {
                welcome |= command.getFirst().equals("AUTH");
                String answer = welcome ? answer(command) : "-NOAUTH Authentication required.\r\n";
                out.write(answer.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            // The client went; so does this conversation.
            return;
        }
    }

    private String answer(List<String> command) {
        String key = command.size() > 1 ? command.get(1) : "";
        return switch (command.getFirst()) {
            case "INFO" -> bulk(information);
            case "CONFIG" -> config(command.getLast());
            case "SET" -> {
                keys.put(key, command.get(2));
                yield "+OK\r\n";
            }
            case "GET" -> keys.containsKey(key) ? bulk(keys.get(key)) : "$-1\r\n";
            case "DEL" -> ":" + (keys.remove(key) == null ? 0 : 1) + "\r\n";
            case "EXISTS" -> ":" + (keys.containsKey(key) ? 1 : 0) + "\r\n";
            case "PING" -> "+PONG\r\n";
            default -> "+OK\r\n";
        };
    }

    private String config(String pattern) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < configuration.size(); i += 2) {
            if (pattern.equals("*") || pattern.equals(configuration.get(i))) {
                words.add(configuration.get(i));
                words.add(configuration.get(i + 1));
            }
        }
        StringBuilder array = new StringBuilder("*" + words.size() + "\r\n");
        words.forEach(word -> array.append(bulk(word)));
        return array.toString();
    }

    private static String bulk(String text) {
        return "$" + text.getBytes(StandardCharsets.UTF_8).length + "\r\n" + text + "\r\n";
    }

    /** One command; empty at the end of the stream. */
    private static List<String> read(InputStream in) throws IOException {
        String header = line(in);
        if (!header.startsWith("*")) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        for (int i = Integer.parseInt(header.substring(1)); i > 0; i--) {
            int length = Integer.parseInt(line(in).substring(1));
            words.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            line(in);
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
