package dev.plumbline.core.function;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.yaml.NearestName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/** Hashes. */
final class Digests {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");
    private static final Pattern SALT = Pattern.compile("[./0-9A-Za-z]{1,16}");
    private static final int FEWEST_ROUNDS = 1_000;
    private static final int MOST_ROUNDS = 1_000_000;
    private static final int STANDARD_ROUNDS = 5_000;
    private static final int LONGEST_PASSWORD = 4_096;

    /** The one that Ansible's to_uuid uses, so that both give the same. */
    private static final String NAMESPACE = "361e6d51-faec-444a-9079-341386da8e2e";

    private Digests() {}

    static Functions.Field field() {
        return new Functions.Field(
                "Hashes",
                List.of(
                        Function.named(
                                        "hash",
                                        Type.TEXT,
                                        "The hash of the text's UTF-8 bytes in hexadecimal digits: md5, sha1, sha224,"
                                                + " sha256, sha384 or sha512.",
                                        arguments -> Data.of(hex(algorithm(arguments.text(1)), arguments.text(0))))
                                .takes("text", Type.TEXT)
                                .takes("algorithm", Type.TEXT)
                                .example("hash('a', 'md5')", "0cc175b9c0f1b6a831c399e269772661"),
                        Function.named(
                                        "checksum",
                                        Type.TEXT,
                                        "The hash by SHA-1, as Ansible compares files by it.",
                                        arguments -> Data.of(hex("SHA-1", arguments.text(0))))
                                .takes("text", Type.TEXT)
                                .example("checksum('a')", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
                        Function.named(
                                        "password_hash",
                                        Type.TEXT,
                                        "A password's hash for /etc/shadow by crypt(3): sha512 ($6$) or sha256 ($5$)."
                                                + " The salt is made of the host's name and that of the variable or"
                                                + " argument where none is given, and so stays the same.",
                                        Digests::password)
                                .takes("password", Type.TEXT)
                                .optional("method", Type.TEXT, "\"sha512\"")
                                .optional("salt", Type.TEXT, "\"\"")
                                .optional("rounds", Type.WHOLE, "5000")
                                .example(
                                        "password_hash('a', 'sha256', 'saltsalt')",
                                        "$5$saltsalt$Mtm6KOxb.PwaKES1sp80SDYOu1T0RdwsBVakhLiqA64"),
                        Function.named(
                                        "uuid5",
                                        Type.TEXT,
                                        "A UUID of version 5 of a name; without a namespace, the same as Ansible's"
                                                + " to_uuid.",
                                        Digests::uuid)
                                .takes("name", Type.TEXT)
                                .optional("namespace", Type.TEXT, "\"" + NAMESPACE + "\"")
                                .example(
                                        "uuid5('python.org', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')",
                                        "886313e1-3b8a-5372-9b90-0c9aee199e5d")));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new FunctionException("this platform has no " + algorithm, "Use sha256.");
        }
    }

    private static String algorithm(String name) {
        String algorithm = ALGORITHMS.get(name);
        if (algorithm == null) {
            throw new FunctionException(
                    "there is no hash '" + name + "'",
                    NearestName.hint(
                            name, ALGORITHMS.keySet(), "Write one of md5, sha1, sha224, sha256, sha384, sha512."));
        }
        return algorithm;
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, Encodings.bytes(text)));
    }

    private static Data password(Arguments arguments) {
        String method = arguments.text(1, "sha512");
        String given = arguments.text(2, "");
        String salt = given.isEmpty() ? salt(arguments.context(), method) : given;
        int rounds = arguments.whole(3, STANDARD_ROUNDS);
        byte[] password = Encodings.bytes(arguments.text(0));
        if (!SALT.matcher(salt).matches()) {
            throw new FunctionException("a salt has 1 to 16 letters, digits, dots and slashes", "Write another one.");
        }
        if (rounds < FEWEST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new FunctionException(
                    "rounds are " + FEWEST_ROUNDS + " to " + MOST_ROUNDS,
                    "Leave them out for " + STANDARD_ROUNDS + ".");
        }
        if (password.length > LONGEST_PASSWORD) {
            throw new FunctionException(
                    "a password has at most " + LONGEST_PASSWORD + " bytes", "Write a shorter one.");
        }
        String settings = (rounds == STANDARD_ROUNDS ? "" : "rounds=" + rounds + "$") + salt;
        return Data.of(
                switch (method) {
                    case "sha512" -> Sha2Crypt.sha512Crypt(password, "$6$" + settings);
                    case "sha256" -> Sha2Crypt.sha256Crypt(password, "$5$" + settings);
                    default ->
                        throw new FunctionException(
                                "there is no password hash '" + method + "'", "Write sha512 or sha256.");
                });
    }

    /** Not made of the password: it would tell more about it than its hash does. */
    private static String salt(Context context, String method) {
        String seed = context.host().value() + "\n" + context.label() + "\n" + method;
        return Base64.getEncoder()
                .encodeToString(digest("SHA-256", Encodings.bytes(seed)))
                .replace('+', '.')
                .substring(0, 16);
    }

    private static Data uuid(Arguments arguments) {
        UUID namespace;
        try {
            namespace = UUID.fromString(arguments.text(1, NAMESPACE));
        } catch (IllegalArgumentException e) {
            throw new FunctionException("the namespace is no UUID", "Leave it out, or write one.");
        }
        byte[] name = Encodings.bytes(arguments.text(0));
        ByteBuffer all = ByteBuffer.allocate(16 + name.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(name);
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", all.array()));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & ~(3L << 62)) | (1L << 63);
        return Data.of(new UUID(high, low).toString());
    }
}
