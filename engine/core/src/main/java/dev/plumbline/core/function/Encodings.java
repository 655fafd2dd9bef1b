package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Text for where not every character may stand. */
final class Encodings {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

    private Encodings() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Encodings",
                List.of(
                        Function.named(
                                        "b64encode",
                                        Type.TEXT,
                                        "The text's UTF-8 bytes in base64.",
                                        arguments ->
                                                Data.of(Base64.getEncoder().encodeToString(bytes(arguments.text(0)))))
                                .takes("text", Type.TEXT)
                                .example("b64encode('grüß')", "Z3LDvMOf"),
                        Function.named("b64decode", Type.TEXT, "The text that base64 stands for.", Encodings::decode)
                                .takes("text", Type.TEXT)
                                .example("b64decode('Z3LDvMOf')", "grüß"),
                        Function.named(
                                        "urlencode",
                                        Type.TEXT,
                                        "The text with percent signs for all but letters, digits and - . _ ~ (RFC"
                                                + " 3986).",
                                        Encodings::percent)
                                .takes("text", Type.TEXT)
                                .example("urlencode('a b/ü')", "a%20b%2F%C3%BC"),
                        Function.named(
                                        "urldecode",
                                        Type.TEXT,
                                        "The text that percent signs stand for; a plus is a plus.",
                                        Encodings::unpercent)
                                .takes("text", Type.TEXT)
                                .example("urldecode('a%20b%2F%C3%BC+')", "a b/ü+"),
                        Function.named(
                                        "quote",
                                        Type.TEXT,
                                        "One word of a POSIX shell that stands for exactly this text.",
                                        Encodings::quote)
                                .takes("text", Type.TEXT)
                                .example("quote(\"it's\")", "'it'\\''s'")
                                .example("['a', 'b c']?map(x -> quote(x))?join(' ')", "a 'b c'")));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Data decode(Arguments arguments) {
        try {
            return text(Base64.getDecoder().decode(arguments.text(0).replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new FunctionException("this is not base64", "Check where it comes from.");
        }
    }

    private static Data text(byte[] bytes) {
        try {
            return Data.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new FunctionException("what it stands for is not UTF-8 text", "Let a module write such bytes.");
        }
    }

    private static Data percent(Arguments arguments) {
        Output output = new Output();
        for (byte each : bytes(arguments.text(0))) {
            boolean plain = UNRESERVED.indexOf(each) >= 0;
            output.append(plain ? Character.toString(each) : "%%%02X".formatted(each));
        }
        return output.data();
    }

    private static Data unpercent(Arguments arguments) {
        byte[] from = bytes(arguments.text(0));
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        for (int i = 0; i < from.length; i++) {
            if (from[i] != '%') {
                to.write(from[i]);
                continue;
            }
            int high = i + 2 <= from.length - 1 ? Character.digit(from[i + 1], 16) : -1;
            int low = i + 2 <= from.length - 1 ? Character.digit(from[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new FunctionException(
                        "a percent sign has no two digits after it", "Write %25 for a percent sign.");
            }
            to.write(high * 16 + low);
            i += 2;
        }
        return text(to.toByteArray());
    }

    private static Data quote(Arguments arguments) {
        String text = arguments.text(0);
        if (text.indexOf('\0') >= 0) {
            throw new FunctionException("a word of the shell can't hold a NUL character", "Leave it out.");
        }
        return Data.of(PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'");
    }
}
