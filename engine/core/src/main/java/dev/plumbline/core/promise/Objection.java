package dev.plumbline.core.promise;

import dev.plumbline.api.value.HostName;
import java.util.Optional;

/**
 * Why a plan can't be applied as it was promised.
 *
 * @param host the only host that it concerns; empty where it concerns all
 * @param message what differs, without secrets
 */
public record Objection(Optional<HostName> host, String message) {

    static Objection of(HostName host, String message) {
        return new Objection(Optional.of(host), message);
    }

    static Objection ofAll(String message) {
        return new Objection(Optional.empty(), message);
    }
}
