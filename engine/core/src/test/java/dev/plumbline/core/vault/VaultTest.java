package dev.plumbline.core.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumbline.core.program.NotYetKnown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class VaultTest {
    private final List<String> fetched = new ArrayList<>();

    private VaultKey key(String id, String password) {
        return new VaultKey(id, id + ".txt", () -> {
            fetched.add(id);
            return bytes(password);
        });
    }

    private static VaultKey broken(String id) {
        return new VaultKey(id, "gone", () -> {
            throw new VaultException("vault.password.unreadable", "gone", "");
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static VaultEnvelope sealed(String id, String password, String content) {
        return VaultCipher.encrypt(bytes(content), bytes(password), Optional.of(id));
    }

    private static VaultException failure(Vault vault, VaultEnvelope envelope) {
        return catchThrowableOfType(VaultException.class, () -> vault.open(envelope));
    }

    @Test
    void theKeyOfTheIdIsTriedFirstAndOthersAreNotFetched() {
        Vault vault = new Vault(List.of(key("dev", "1"), key("prod", "2"), broken("other")));

        assertThat(vault.text(sealed("prod", "2", "s")).reveal()).isEqualTo("s");
        assertThat(fetched).containsExactly("prod");
    }

    @Test
    void aKeyOfAnotherIdOpensTooAndOneOfSeveralWithTheSameId() {
        Vault vault = new Vault(List.of(key("dev", "1"), key("dev", "2"), key("prod", "3")));

        assertThat(vault.text(sealed("dev", "2", "s")).reveal()).isEqualTo("s");
        assertThat(vault.open(sealed("gone", "3", "s")).key().id()).isEqualTo("prod");
    }

    @Test
    void aPasswordIsFetchedOnceHoweverMuchIsOpenedAndNotBeforeThat() {
        Vault vault = new Vault(List.of(key("dev", "1")));
        assertThat(fetched).isEmpty();
        VaultEnvelope envelope = sealed("dev", "1", "s");
        vault.open(envelope);
        vault.open(envelope);
        vault.open(sealed("dev", "1", "t"));
        failure(vault, sealed("dev", "wrong", "t"));

        assertThat(fetched).containsExactly("dev");
    }

    @Test
    void whatIsOpenedIsSecret() {
        assertThat(new Vault(List.of(key("dev", "1"))).text(sealed("dev", "1", "s")))
                .hasToString("********");
    }

    @Test
    void aMissingPasswordIsToldWithItsId() {
        VaultException missing = failure(Vault.withoutKeys(), sealed("dev", "1", "s"));

        assertThat(missing.code()).isEqualTo("vault.password.missing");
        assertThat(missing.explanation()).contains("vault id 'dev'");
        assertThat(missing.remedy()).contains("--vault-id dev@FILE");
    }

    @Test
    void aWrongOneIsToldWithAllThatWereTried() {
        VaultException wrong =
                failure(new Vault(List.of(key("dev", "1"), key("prod", "hunter2"))), sealed("dev", "3", "s"));

        assertThat(wrong.code()).isEqualTo("vault.password.wrong");
        assertThat(wrong.explanation())
                .contains("'dev' from dev.txt, 'prod' from prod.txt")
                .doesNotContain("hunter2");
    }

    @Test
    void aPasswordThatCannotBeHadIsToldOnlyIfNoOtherFits() {
        Vault vault = new Vault(List.of(broken("dev"), key("prod", "2")));

        assertThat(vault.text(sealed("dev", "2", "s")).reveal()).isEqualTo("s");
        assertThat(failure(vault, sealed("dev", "3", "s")).code()).isEqualTo("vault.password.unreadable");
    }

    @Test
    void anEmptyPasswordIsNone() {
        assertThat(failure(new Vault(List.of(key("dev", ""))), sealed("dev", "1", "s"))
                        .code())
                .isEqualTo("vault.password.empty");
    }

    @Test
    void whoOnlyLooksNeedsNoPassword() {
        Vault vault = Vault.withoutKeys().patient();

        Assertions.assertThatExceptionOfType(NotYetKnown.class).isThrownBy(() -> vault.text(sealed("dev", "1", "s")));
    }
}
