package dev.plumbline.core.inventory;

import dev.plumbline.core.yaml.Keyword;
import dev.plumbline.core.yaml.Keyword.Shape;
import java.util.List;

/** What the variables mean by which a host is reached; {@link ConnectionVariables} reads them, and older spellings of them. */
public final class ConnectionWords {
    public static final List<Keyword> ALL = List.of(
            new Keyword("ansible_host", Shape.TEXT, "The address or name to connect to.", "192.0.2.7"),
            new Keyword("ansible_port", Shape.WHOLE, "sshd's port.", "22"),
            new Keyword("ansible_user", Shape.TEXT, "Whom to log in as.", "deploy"),
            new Keyword("ansible_password", Shape.TEXT, "The password to log in with; better use a key.", ""),
            new Keyword("ansible_ssh_private_key_file", Shape.TEXT, "The key to log in with.", "~/.ssh/id_ed25519"),
            new Keyword("ansible_ssh_common_args", Shape.TEXT, "Options as for ssh.", "-o ProxyJump=bastion"),
            new Keyword("ansible_become", Shape.FLAG, "Whether tasks become another user.", "true"),
            new Keyword("ansible_become_user", Shape.TEXT, "Whom they become.", "root"),
            new Keyword("ansible_become_password", Shape.TEXT, "sudo's password; better use -K.", ""));

    private ConnectionWords() {}
}
