package dev.plumbline.core.wire;

import dev.plumbline.api.value.Bytes;

/** How a handler's id is written down: one line, in a file named by the id's hash. */
final class Debts {

    private Debts() {}

    static String file(String handler) {
        return Bytes.utf8(handler).sha256().hex();
    }

    static String encode(String handler) {
        return handler.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    static String decode(String line) {
        StringBuilder handler = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (escaped) {
                handler.append(character == 'n' ? '\n' : character == 'r' ? '\r' : character);
                escaped = false;
            } else if (character == '\\') {
                escaped = true;
            } else {
                handler.append(character);
            }
        }
        return handler.toString();
    }
}
