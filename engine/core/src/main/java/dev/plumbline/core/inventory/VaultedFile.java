package dev.plumbline.core.inventory;

import dev.plumbline.core.program.Position;

/** Files that {@code ansible-vault} encrypted: recognised, and refused by name. */
final class VaultedFile {
    private static final String HEADER = "$ANSIBLE_VAULT;";

    private VaultedFile() {}

    static boolean isVaulted(String text) {
        return text.startsWith(HEADER);
    }

    static void report(Position at, InventoryDraft draft) {
        draft.problem(
                "vault.unsupported",
                at,
                "this file is encrypted by ansible-vault, and vaults are not supported yet",
                "Give its variables another way for now, such as -e @file with a decrypted copy that only you can"
                        + " read.");
    }
}
