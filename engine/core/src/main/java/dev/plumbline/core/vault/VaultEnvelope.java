package dev.plumbline.core.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An encrypted text as Ansible writes it: a header, then in lines of 80 characters the hexadecimal form of three lines that are hexadecimal
 * themselves: salt, HMAC and ciphertext. Versions 1.1 and 1.2 differ in the header alone, where 1.2 names a vault id.
 *
 * @param id the vault id; empty in 1.1, which means {@value #DEFAULT_ID}
 * @param payload the lines behind the header, joined
 * @see <a href="https://docs.ansible.com/ansible/latest/vault_guide/vault_using_encrypted_content.html">Ansible's format</a>
 */
public record VaultEnvelope(Optional<String> id, String payload) {
    /** The id of a password that was given none. */
    public static final String DEFAULT_ID = "default";

    /** The longest text that is opened or written, in characters; what it holds is a quarter of that. */
    public static final int LONGEST = 64 << 20;

    private static final String BEGIN = "$ANSIBLE_VAULT;";
    private static final Pattern HEADER =
            Pattern.compile("\\$ANSIBLE_VAULT;([^;]{1,20});([^;]{1,20})(?:;([^;\\p{Cntrl}]{1,200}))?");
    private static final List<String> VERSIONS = List.of("1.1", "1.2");
    private static final String CIPHER = "AES256";
    private static final int WIDTH = 80;
    private static final Pattern ID = Pattern.compile("[^;@\\s\\p{Cntrl}]{1,200}");

    /** Whether a file's content is an encrypted text; told by how it begins. */
    public static boolean isVaulted(byte[] content) {
        byte[] begin = BEGIN.getBytes(StandardCharsets.US_ASCII);
        return content.length >= begin.length && Arrays.equals(content, 0, begin.length, begin, 0, begin.length);
    }

    /** Whether a word can be a vault id: no blanks, no {@code ;} and no {@code @}. */
    public static boolean isId(String word) {
        return ID.matcher(word).matches();
    }

    /**
     * Reads an encrypted text; blanks around its lines don't count.
     *
     * @throws VaultException where it is none, or cut off
     */
    public static VaultEnvelope parse(String text) {
        if (text.length() > LONGEST) {
            throw malformed("it has more than " + LONGEST + " characters");
        }
        List<String> lines = text.strip().lines().map(String::strip).toList();
        Matcher header = HEADER.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (!header.matches()) {
            throw malformed("its first line is not $ANSIBLE_VAULT;1.1;AES256 or $ANSIBLE_VAULT;1.2;AES256;ID");
        }
        if (!VERSIONS.contains(header.group(1))) {
            throw malformed("version " + header.group(1) + " of the format is not known");
        }
        if (!header.group(2).equals(CIPHER)) {
            throw malformed("the cipher " + header.group(2) + " is not known");
        }
        String payload = String.join("", lines.subList(1, lines.size()));
        VaultEnvelope envelope =
                new VaultEnvelope(Optional.ofNullable(header.group(3)).map(String::strip), payload);
        envelope.parts();
        return envelope;
    }

    /** Salt, HMAC and ciphertext, in hexadecimal. */
    record Parts(String salt, String mac, String ciphertext) {}

    Parts parts() {
        String[] parts = new String(bytes(payload), StandardCharsets.ISO_8859_1).split("\n", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].length() != 64 || parts[2].isEmpty()) {
            throw malformed("salt, HMAC and ciphertext are not all there");
        }
        for (String part : parts) {
            bytes(part);
        }
        return new Parts(parts[0], parts[1], parts[2]);
    }

    static VaultEnvelope of(Optional<String> id, Parts parts) {
        String inner = parts.salt() + "\n" + parts.mac() + "\n" + parts.ciphertext();
        return new VaultEnvelope(
                id.filter(name -> !name.equals(DEFAULT_ID)),
                HexFormat.of().formatHex(inner.getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] bytes(String hexadecimal) {
        try {
            return HexFormat.of().parseHex(hexadecimal);
        } catch (IllegalArgumentException e) {
            throw malformed("it holds characters that are not hexadecimal, or one too few");
        }
    }

    static VaultException malformed(String why) {
        return new VaultException(
                "vault.malformed",
                "this is no encrypted text that can be read: " + why,
                "Restore it from where it is whole, or encrypt the value again.");
    }

    /** The id that the password which opens this goes by. */
    public String idOrDefault() {
        return id.orElse(DEFAULT_ID);
    }

    /** The text, as {@code ansible-vault} writes it, with a final line end. */
    public String text() {
        StringBuilder text = new StringBuilder(BEGIN);
        text.append(id.map(name -> "1.2;" + CIPHER + ";" + name).orElse("1.1;" + CIPHER));
        for (int at = 0; at < payload.length(); at += WIDTH) {
            text.append('\n').append(payload, at, Math.min(at + WIDTH, payload.length()));
        }
        return text.append('\n').toString();
    }

    /** Without the payload: what is encrypted needn't fill a message. */
    @Override
    public String toString() {
        return "encrypted with the vault id " + idOrDefault();
    }
}
