package dev.plumbline.core.secret;

import dev.plumbline.core.vault.Vault;

/**
 * Everything secret that expressions may reach.
 *
 * @param vault opens encrypted values
 * @param source answers {@code secret('NAME')}
 */
public record Secrets(Vault vault, SecretSource source) {

    /** None are reached: what is encrypted is refused by name, and so is {@code secret}. */
    public static Secrets none() {
        return new Secrets(Vault.withoutKeys(), SecretCommands.none());
    }
}
