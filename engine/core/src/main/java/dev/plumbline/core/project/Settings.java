package dev.plumbline.core.project;

import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.core.module.ModuleJar;
import dev.plumbline.core.secret.VaultId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run. A flag holds against {@code PLUMB_*}, and that against {@code plumb.yml}.
 *
 * @param inventory sources as {@code -i} takes them; those of {@code plumb.yml} are absolute
 * @param forks how many hosts are worked on at the same time
 * @param remoteUser whom to log in as; where absent, ssh_config decides
 * @param privateKey where absent, ssh_config decides
 * @param connectTimeout for DNS, TCP, key exchange and authentication together
 * @param keepalive interval of keepalive messages
 * @param knownHosts files with host keys; the first is the one that {@code plumb trust} writes
 * @param become whether tasks become another user where the playbook says nothing
 * @param becomeUser whom they become then
 * @param rolesPath folders with roles, looked through after {@code roles/} beside the playbook
 * @param state the control node's folder for journals and history
 * @param hostState the directory on each host for the lock and for debts, of whoever acts there as root; where absent, nothing is kept
 *     there
 * @param lockTimeout how long to wait for another run that changes a host
 * @param vaultIds where the passwords of vaults come from
 * @param vaultPasswordFile that of the vault id {@code default}
 * @param secrets the commands that give secrets, by the provider's name
 * @param modules jars of modules; only {@code plumb.yml} names them
 */
public record Settings(
        Setting<List<String>> inventory,
        Setting<Integer> forks,
        Setting<Optional<String>> remoteUser,
        Setting<Optional<Path>> privateKey,
        Setting<Duration> connectTimeout,
        Setting<Duration> keepalive,
        Setting<List<Path>> knownHosts,
        Setting<Boolean> become,
        Setting<String> becomeUser,
        Setting<Color> color,
        Setting<List<Path>> rolesPath,
        Setting<Path> state,
        Setting<Optional<AbsolutePath>> hostState,
        Setting<Duration> lockTimeout,
        Setting<List<VaultId>> vaultIds,
        Setting<Optional<Path>> vaultPasswordFile,
        Setting<Map<String, List<String>>> secrets,
        Setting<List<ModuleJar>> modules) {

    /** Every vault id, that of the password file included; in the order in which they are tried. */
    public List<VaultId> allVaultIds() {
        List<VaultId> all = new ArrayList<>(vaultIds.value());
        vaultPasswordFile.value().map(VaultId::ofFile).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Every setting by the name that it has in {@code plumb.yml}. */
    public List<Named> all() {
        return List.of(
                new Named("inventory", inventory),
                new Named("forks", forks),
                new Named("remote_user", remoteUser),
                new Named("private_key", privateKey),
                new Named("connect_timeout", connectTimeout),
                new Named("keepalive", keepalive),
                new Named("known_hosts", knownHosts),
                new Named("become", become),
                new Named("become_user", becomeUser),
                new Named("color", color),
                new Named("roles_path", rolesPath),
                new Named("state", state),
                new Named("host_state", hostState),
                new Named("lock_timeout", lockTimeout),
                new Named("vault_ids", vaultIds),
                new Named("vault_password_file", vaultPasswordFile),
                new Named("secrets", secrets),
                new Named("modules", modules));
    }

    /** A setting under its name. */
    public record Named(String name, Setting<?> setting) {

        /** The value as {@code plumb.yml} would have it; empty where nothing is set. */
        public String shown() {
            return SettingText.shown(setting.value());
        }
    }
}
