package dev.plumbline.core.wire;

import java.util.regex.Pattern;

/**
 * The commands that begin a shell on a host, the same whatever the login shell is: between single quotes stands no quote, no backslash
 * (fish), no exclamation mark and no newline (csh). They hold no secret, since any user of the host may see them.
 *
 * <p>A script is announced by a line with its length. {@code dd} takes exactly that much from standard input, where the shell itself or
 * {@code head} would read ahead into what follows; one without {@code iflag=fullblock} goes byte by byte.
 */
final class Loader {
    /** The exit status where no {@code dd} works. */
    static final int NO_DD = 97;

    /** What the error stream says where there is no sudo. */
    static final String NO_SUDO = "plumb: there is no sudo";

    private static final String LOOP = "LC_ALL=C; export LC_ALL; while read -r n; do s=$("
            + "dd bs=$n count=1 iflag=fullblock 2>/dev/null || dd bs=1 count=$n 2>/dev/null"
            + ") || exit " + NO_DD + "; eval \"$s\"; done";

    private static final String ALREADY = "if [ \"$(id -un)\" = \"$1\" ]; then exec /bin/sh -c \"$0\"; fi; "
            + "PATH=$PATH:/usr/local/bin:/usr/bin:/bin; LC_ALL=C; export PATH LC_ALL; "
            + "command -v sudo >/dev/null || { echo \"" + NO_SUDO + "\" >&2; exit 127; }; ";

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.@][A-Za-z0-9_.@-]{0,255}\\$?");
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]+");

    private Loader() {}

    /** As the login user. */
    static String login() {
        return "exec /bin/sh -c '" + LOOP + "'";
    }

    /**
     * As another user where sudo asks for no password, or as the login user where that is who is meant.
     *
     * @param hello printed once sudo let us in: nothing is sent before, since what arrives on a channel that sudo's refusal has just
     *     closed makes the server end the whole connection
     */
    static String become(String user, String hello) {
        return "exec /bin/sh -c '" + ALREADY + "exec sudo -n -H -u \"$1\" -- /bin/sh -c \"$0\"' 'echo " + token(hello)
                + "; " + LOOP + "' " + quoted(user);
    }

    /**
     * As another user by a password, for which sudo asks with the prompt if it wants one.
     *
     * @param hello as above
     */
    static String becomeByPassword(String user, String prompt, String hello) {
        return "exec /bin/sh -c '" + ALREADY + "exec sudo -S -p \"$2\" -H -u \"$1\" -- /bin/sh -c \"$0\"' 'echo "
                + token(hello) + "; " + LOOP + "' " + quoted(user) + " " + token(prompt);
    }

    /** Whether it is a name that any login shell takes literally. */
    static boolean isUser(String user) {
        return USER.matcher(user).matches();
    }

    private static String token(String word) {
        if (!TOKEN.matcher(word).matches()) {
            throw new IllegalArgumentException("tokens are hexadecimal");
        }
        return word;
    }

    private static String quoted(String user) {
        if (!isUser(user)) {
            throw new IllegalArgumentException("not a user's name");
        }
        return "'" + user + "'";
    }
}
