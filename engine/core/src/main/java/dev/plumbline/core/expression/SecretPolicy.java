package dev.plumbline.core.expression;

import java.util.regex.Pattern;

/**
 * Says by its name whether a variable's value is secret: one that holds {@code password}, {@code passwd}, {@code passphrase}, {@code secret},
 * {@code token} or {@code private_key} in any case. A name that ends in what describes a secret rather than being one, such as {@code _file},
 * {@code _path}, {@code _user} or {@code _length}, is not. A key within a mapping counts like a variable, and all that lies below it.
 */
public final class SecretPolicy {
    private static final Pattern SECRET =
            Pattern.compile("password|passwd|passphrase|secret|token|private_?key", Pattern.CASE_INSENSITIVE);
    private static final Pattern ABOUT_A_SECRET = Pattern.compile(
            ".*_(file|path|dir|directory|name|user|owner|group|mode|length|size|count|ttl|age|expiry|expires|policy|enabled|required|url)",
            Pattern.CASE_INSENSITIVE);

    private SecretPolicy() {}

    public static boolean isSecret(String name) {
        return SECRET.matcher(name).find() && !ABOUT_A_SECRET.matcher(name).matches();
    }
}
