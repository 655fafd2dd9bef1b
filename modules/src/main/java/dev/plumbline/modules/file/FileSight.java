package dev.plumbline.modules.file;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.read.Read;
import dev.plumbline.api.value.AbsolutePath;
import dev.plumbline.api.value.Bytes;
import dev.plumbline.api.value.Sha256;
import java.util.Optional;

/**
 * A file and its content.
 *
 * @param hash empty where there is no regular file
 * @param content read only where the hash isn't the wanted one; empty too where the file is too large to be shown
 */
record FileSight(Place place, Optional<Sha256> hash, Optional<Bytes> content) {

    /** Asks for the hash first, and for the content only where that is not the wanted one. */
    static Probe<FileSight> comparing(AbsolutePath path, Sha256 wanted) {
        Probe<FileSight> hashed = Probe.both(
                Place.at(path),
                Probe.of(new Read.FileHash(path)),
                (place, hash) -> new FileSight(place, hash, Optional.empty()));
        return hashed.then(FileSight::follow)
                .then(sight -> sight.hash.isEmpty() || sight.hash.get().equals(wanted)
                        ? Probe.just(sight)
                        : Probe.attempt(new Read.FileContent(sight.place.path()))
                                .map(sight::showing));
    }

    /** Asks where the links lead, since that is where a write is seen. */
    private Probe<FileSight> follow() {
        return place.path().equals(place.named())
                ? Probe.just(this)
                : Probe.of(new Read.FileHash(place.path())).map(real -> new FileSight(place, real, Optional.empty()));
    }

    private FileSight showing(Known<Optional<Bytes>> known) {
        return switch (known) {
            case Known.Seen<Optional<Bytes>>(Optional<Bytes> bytes) -> new FileSight(place, hash, bytes);
            case Known.Unreadable<Optional<Bytes>> unreadable -> this;
            case Known.After<Optional<Bytes>> after -> this;
        };
    }
}
