package dev.plumbline.ssh;

import dev.plumbline.ssh.hostkey.HostAddress;
import dev.plumbline.ssh.hostkey.KnownHostsWriter;
import dev.plumbline.ssh.hostkey.PublicKey;
import dev.plumbline.ssh.hostkey.Verdict;

/**
 * A key that a host showed. That it did proves nothing: someone must compare the fingerprint.
 *
 * @param address what the key is looked up by
 * @param verdict what is known of it already
 */
public record ScannedHostKey(HostAddress address, PublicKey key, Verdict verdict) {

    /** Returns the line that makes the key known, without its end. */
    public String line() {
        return KnownHostsWriter.line(address, key);
    }
}
