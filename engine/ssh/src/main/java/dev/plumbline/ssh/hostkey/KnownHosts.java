package dev.plumbline.ssh.hostkey;

import dev.plumbline.ssh.hostkey.KnownKey.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is known of host keys. The project's own files come first: where they know a host, they alone decide about it. A revocation
 * counts in whichever file it stands.
 *
 * @param tiers files that speak together; the first tier that knows a host decides
 */
public record KnownHosts(List<List<KnownHostsFile>> tiers) {

    public KnownHosts {
        tiers = tiers.stream().map(List::copyOf).toList();
    }

    /** Judges the key that a server shows for an address. */
    public Verdict judge(HostAddress address, PublicKey shown) {
        for (KnownKey key : keys().toList()) {
            if (key.marker() == Marker.REVOKED
                    && key.key().equals(shown)
                    && address.names().stream().anyMatch(key.hosts()::matches)) {
                return new Verdict.Revoked(key);
            }
        }
        for (String name : address.names()) {
            for (List<KnownHostsFile> tier : tiers) {
                List<KnownKey> known = matching(tier, name, Marker.HOST);
                if (known.isEmpty()) {
                    continue;
                }
                for (KnownKey key : known) {
                    if (key.key().equals(shown)) {
                        return new Verdict.Known(key);
                    }
                }
                if (name.equals(address.name())) {
                    return new Verdict.Changed(known);
                }
            }
        }
        List<KnownKey> authorities = new ArrayList<>();
        for (List<KnownHostsFile> tier : tiers) {
            authorities.addAll(matching(tier, address.name(), Marker.AUTHORITY));
        }
        return authorities.isEmpty() ? new Verdict.Unknown() : new Verdict.OnlyAuthority(authorities.getFirst());
    }

    /** Returns the types of the keys known for an address, the deciding tier's, so that a server is asked for those first. */
    public List<String> knownTypes(HostAddress address) {
        for (String name : address.names()) {
            for (List<KnownHostsFile> tier : tiers) {
                List<KnownKey> known = matching(tier, name, Marker.HOST);
                if (!known.isEmpty()) {
                    return known.stream()
                            .map(key -> key.key().type())
                            .distinct()
                            .toList();
                }
            }
        }
        return List.of();
    }

    /** Returns the lines that could not be understood, each as {@code file:line: why}. */
    public List<String> problems() {
        return tiers.stream()
                .flatMap(List::stream)
                .flatMap(file -> file.problems().stream())
                .toList();
    }

    private Stream<KnownKey> keys() {
        return tiers.stream().flatMap(List::stream).flatMap(file -> file.keys().stream());
    }

    private static List<KnownKey> matching(List<KnownHostsFile> tier, String name, Marker marker) {
        return tier.stream()
                .flatMap(file -> file.keys().stream())
                .filter(key -> key.marker() == marker && key.hosts().matches(name))
                .toList();
    }
}
