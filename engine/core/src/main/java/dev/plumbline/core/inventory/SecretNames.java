package dev.plumbline.core.inventory;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Variables whose names say that their values are secret, as {@code redis_password} and {@code ansible_become_pass} do; a name such as
 * {@code password_file} says something about a secret, and is none.
 */
public final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            "password|passwd|passphrase|secret|token|private_?key|api_?key|(^|_)pass$", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT_A_SECRET = Pattern.compile(
            ".*_(file|path|dir|directory|name|user|owner|group|mode|length|size|count|ttl|age|expiry|expires|policy|enabled|required|url)",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_KNOWN = 10_000;
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private SecretNames() {}

    /** Whether values under this name are kept from view. */
    public static boolean isSecret(String name) {
        Boolean known = KNOWN.get(name);
        if (known == null) {
            known = SECRET.matcher(name).find() && !ABOUT_A_SECRET.matcher(name).matches();
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    /** The value, its text secret if the name says so; mappings are searched for such names too. */
    public static Data guarded(String name, Data value) {
        return isSecret(name) ? secret(value) : searched(value);
    }

    private static Data searched(Data value) {
        return switch (value) {
            case Data.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, entry) -> entries.put(key, guarded(key, entry)));
                yield Data.of(entries);
            }
            case Data.Sequence sequence ->
                Data.of(sequence.items().stream().map(SecretNames::searched).toList());
            case Data.Words _, Data.Number _, Data.Truth _, Data.Nothing _ -> value;
        };
    }

    private static Data secret(Data value) {
        return switch (value) {
            case Data.Words words -> Data.of(words.value().asSecret());
            case Data.Number number -> Data.of(Text.secret(number.written()));
            case Data.Sequence sequence ->
                Data.of(sequence.items().stream().map(SecretNames::secret).toList());
            case Data.Mapping mapping -> {
                Map<String, Data> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, entry) -> entries.put(key, secret(entry)));
                yield Data.of(entries);
            }
            case Data.Truth _, Data.Nothing _ -> value;
        };
    }
}
