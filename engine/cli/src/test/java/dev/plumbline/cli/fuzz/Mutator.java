package dev.plumbline.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Spoils a file as people, editors and enemies do. The same seed gives the same files. */
final class Mutator {
    private static final List<String> WORDS = List.of(
            "${",
            "}",
            "$${",
            "{{",
            "}}",
            "{%",
            "%}",
            "!vault |",
            "!unsafe",
            "!!java.lang.Object",
            "&a ",
            "*a",
            "<<: ",
            "? ",
            "- ",
            ": ",
            "#",
            "|",
            ">-",
            "\"",
            "'",
            "\\",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\t",
            "\n",
            "\r\n",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "---\n",
            "...\n",
            "%YAML 9.9\n",
            "null",
            "~",
            "yes",
            "0644",
            "1e999",
            "-1",
            "99999999999999999999",
            "1..100000",
            "?",
            "?size",
            "??",
            "!\"\"",
            "<#list 1..9 as i>",
            "</#list>",
            "<#if",
            "hosts",
            "tasks",
            "when",
            "loop",
            "block",
            "rescue",
            "include_tasks",
            "import_playbook",
            "roles",
            "vars",
            "hostvars",
            "groups",
            "omit",
            "item",
            "facts",
            "register",
            "notify",
            "serial",
            "$ANSIBLE_VAULT;1.1;AES256\n",
            "all",
            "children");

    private final Random random;
    private final List<byte[]> others;

    Mutator(long seed, List<byte[]> others) {
        this.random = new Random(seed);
        this.others = List.copyOf(others);
    }

    byte[] mutilate(byte[] content) {
        byte[] result = content;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            result = once(result);
        }
        return result;
    }

    private byte[] once(byte[] content) {
        int at = random.nextInt(content.length + 1);
        int end = Math.min(content.length, at + random.nextInt(24));
        return switch (random.nextInt(9)) {
            case 0 -> joined(part(content, 0, at), part(content, end, content.length));
            case 1, 2, 3 -> joined(part(content, 0, at), word(), part(content, at, content.length));
            case 4 -> joined(part(content, 0, at), word(), part(content, end, content.length));
            case 5 -> flipped(content, at);
            case 6 -> joined(part(content, 0, at), piece(), part(content, at, content.length));
            case 7 -> joined(part(content, 0, end), part(content, at, content.length));
            default -> joined(part(content, 0, at), repeated(word()), part(content, at, content.length));
        };
    }

    private byte[] word() {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] piece() {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        return part(other, from, Math.min(other.length, from + random.nextInt(200)));
    }

    private byte[] repeated(byte[] word) {
        byte[] result = new byte[word.length * (1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 30))];
        for (int i = 0; i < result.length; i++) {
            result[i] = word[i % word.length];
        }
        return result;
    }

    private byte[] flipped(byte[] content, int at) {
        byte[] result = content.clone();
        if (at < result.length) {
            result[at] ^= (byte) (1 << random.nextInt(8));
        }
        return result;
    }

    private static byte[] part(byte[] content, int from, int to) {
        return java.util.Arrays.copyOfRange(content, from, Math.max(from, to));
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
