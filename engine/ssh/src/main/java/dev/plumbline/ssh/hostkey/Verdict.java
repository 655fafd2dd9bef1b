package dev.plumbline.ssh.hostkey;

import java.util.List;

/** What is to be thought of a key that a server shows. */
public sealed interface Verdict {

    /** The key is known for the host. */
    record Known(KnownKey as) implements Verdict {}

    /** Nothing is known of the host. */
    record Unknown() implements Verdict {}

    /** Other keys are known for the host. */
    record Changed(List<KnownKey> known) implements Verdict {

        public Changed {
            known = List.copyOf(known);
        }
    }

    /** The key is marked as one that must never be accepted. */
    record Revoked(KnownKey by) implements Verdict {}

    /** The host is known only through an authority that signs certificates; those aren't verified here. */
    record OnlyAuthority(KnownKey authority) implements Verdict {}
}
