package dev.plumbline.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultCipherTest {
    private static final byte[] PASSWORD = bytes("correct horse");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> opened(VaultEnvelope envelope, String password) {
        return VaultCipher.decrypt(envelope, bytes(password))
                .map(content -> new String(content, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 31, 32, 1000})
    void whatIsEncryptedComesBack(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        VaultEnvelope envelope = VaultCipher.encrypt(content, PASSWORD, Optional.of("dev"));

        VaultEnvelope read = VaultEnvelope.parse(envelope.text());

        assertThat(read).isEqualTo(envelope);
        assertThat(read.id()).contains("dev");
        assertThat(VaultCipher.decrypt(read, PASSWORD))
                .hasValueSatisfying(plain -> assertThat(plain).isEqualTo(content));
    }

    @Test
    void theTextIsThatOfTheFormat() {
        VaultEnvelope old = VaultCipher.encrypt(bytes("x"), PASSWORD, Optional.empty());
        VaultEnvelope named = VaultCipher.encrypt(bytes("x"), PASSWORD, Optional.of("prod"));

        assertThat(old.text()).startsWith("$ANSIBLE_VAULT;1.1;AES256\n").endsWith("\n");
        assertThat(named.text()).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(named.text().lines().skip(1)).allMatch(line -> line.length() <= 80 && line.matches("[0-9a-f]+"));
        assertThat(VaultCipher.encrypt(bytes("x"), PASSWORD, Optional.of("default"))
                        .id())
                .isEmpty();
    }

    @Test
    void twoEncryptionsOfTheSameValueAreUnlike() {
        assertThat(VaultCipher.encrypt(bytes("x"), PASSWORD, Optional.empty()))
                .isNotEqualTo(VaultCipher.encrypt(bytes("x"), PASSWORD, Optional.empty()));
    }

    @Test
    void anotherPasswordOpensNothing() {
        VaultEnvelope envelope = VaultCipher.encrypt(bytes("secret"), PASSWORD, Optional.empty());

        assertThat(opened(envelope, "correct horse")).contains("secret");
        assertThat(opened(envelope, "correct horsf")).isEmpty();
        assertThat(opened(envelope, "correct horse ")).isEmpty();
    }

    @Test
    void aSingleChangedBitAnywhereOpensNothing() {
        VaultEnvelope envelope = VaultCipher.encrypt(bytes("secret"), PASSWORD, Optional.empty());
        VaultEnvelope.Parts parts = envelope.parts();
        for (VaultEnvelope.Parts changed : new VaultEnvelope.Parts[] {
            new VaultEnvelope.Parts(flipped(parts.salt(), 5), parts.mac(), parts.ciphertext()),
            new VaultEnvelope.Parts(parts.salt(), flipped(parts.mac(), 0), parts.ciphertext()),
            new VaultEnvelope.Parts(parts.salt(), flipped(parts.mac(), 31), parts.ciphertext()),
            new VaultEnvelope.Parts(parts.salt(), parts.mac(), flipped(parts.ciphertext(), 7)),
            new VaultEnvelope.Parts(parts.salt(), parts.mac(), parts.ciphertext() + "00")
        }) {
            assertThat(VaultCipher.decrypt(VaultEnvelope.of(Optional.empty(), changed), PASSWORD))
                    .isEmpty();
        }
    }

    private static String flipped(String hexadecimal, int at) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        bytes[at] ^= 1;
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void whatIsCutOffIsMalformedOrOpensNothing() {
        String text = VaultCipher.encrypt(bytes("secret"), PASSWORD, Optional.of("dev"))
                .text();
        for (int length = 0; length < text.length() - 1; length += 3) {
            String cut = text.substring(0, length);
            try {
                assertThat(VaultCipher.decrypt(VaultEnvelope.parse(cut), PASSWORD))
                        .as(cut)
                        .isEmpty();
            } catch (VaultException e) {
                assertThat(e.code()).isEqualTo("vault.malformed");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$ANSIBLE_VAULT",
                "$ANSIBLE_VAULT;",
                "$ANSIBLE_VAULT;1.1;AES256",
                "$ANSIBLE_VAULT;1.1;AES256\n6162",
                "$ANSIBLE_VAULT;1.1;AES256\n616",
                "$ANSIBLE_VAULT;1.1;AES256\nzz",
                "$ANSIBLE_VAULT;1.1;AES256\n0a0a",
                "$ANSIBLE_VAULT;1.1;AES256\n0a0a0a0a",
                "$ANSIBLE_VAULT;1.0;AES\n6162",
                "$ANSIBLE_VAULT;1.3;AES256\n6162",
                "$ANSIBLE_VAULT;1.1;ROT13\n6162",
                "$ANSIBLE_VAULT;1.2;AES256;\n6162",
                "$ANSIBLE_VAULT;1.2;AES256;a;b\n6162",
                "\u0000\u0001",
                "hello"
            })
    void whatIsNoneIsSaidToBeNone(String text) {
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> VaultEnvelope.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo("vault.malformed"));
    }

    @Test
    void noiseIsNeverMoreThanMalformed() {
        Random random = new Random(7);
        String whole = VaultCipher.encrypt(bytes("secret"), PASSWORD, Optional.of("dev"))
                .text();
        for (int i = 0; i < 3000; i++) {
            StringBuilder noisy = new StringBuilder(whole);
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                int at = random.nextInt(noisy.length());
                switch (random.nextInt(3)) {
                    case 0 -> noisy.setCharAt(at, (char) random.nextInt(32, 300));
                    case 1 -> noisy.deleteCharAt(at);
                    default -> noisy.insert(at, (char) random.nextInt(0, 128));
                }
            }
            try {
                VaultEnvelope.parse(noisy.toString());
            } catch (VaultException e) {
                assertThat(e.code()).isEqualTo("vault.malformed");
            }
        }
    }

    @Test
    void whatIsAuthenticAndWronglyPaddedIsMalformed() {
        VaultEnvelope.Parts parts =
                VaultCipher.encrypt(new byte[16], PASSWORD, Optional.empty()).parts();
        assertThat(parts.ciphertext()).hasSize(64);
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> VaultCipher.unpadded(new byte[16]))
                .satisfies(e -> assertThat(e.code()).isEqualTo("vault.malformed"));
        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> VaultCipher.unpadded(new byte[0]));
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> VaultCipher.unpadded(new byte[] {1, 2, 3, 17}));
    }

    @Test
    void hugeOnesAreRefused() {
        assertThatExceptionOfType(VaultException.class)
                .isThrownBy(() -> VaultCipher.encrypt(new byte[17 << 20], PASSWORD, Optional.empty()))
                .satisfies(e -> assertThat(e.code()).isEqualTo("vault.too_large"));
    }

    @Test
    void aMessageHoldsNothingOfTheText() {
        VaultEnvelope envelope = VaultCipher.encrypt(bytes("secret"), PASSWORD, Optional.of("dev"));

        assertThat(envelope).hasToString("encrypted with the vault id dev");
    }
}
