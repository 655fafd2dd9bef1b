/**
 * The conversation with a host: reads and actions compiled to POSIX sh, sent to one long-lived shell for each identity, and its framed
 * answers understood.
 *
 * <p><b>What is needed on a host.</b> A POSIX shell as {@code /bin/sh} (dash, bash and busybox ash are tested), and these utilities, of
 * GNU coreutils or busybox:
 *
 * <table>
 * <caption>Utilities</caption>
 * <tr><th>utility</th><th>for</th><th>where it lacks something</th></tr>
 * <tr><td>dd</td><td>every script and payload</td><td>without {@code iflag=fullblock}, byte by byte</td></tr>
 * <tr><td>id</td><td>whether we already are who we want to become; {@code Self}</td><td>–</td></tr>
 * <tr><td>stat -c, -L</td><td>what lies at a path</td><td>missing: unreadable; busybox has it with
 * {@code FEATURE_STAT_FORMAT}</td></tr>
 * <tr><td>readlink -n, -f</td><td>symbolic links only</td><td>same in busybox</td></tr>
 * <tr><td>sha256sum</td><td>hashes, and each write</td><td>missing: unreadable, and no write</td></tr>
 * <tr><td>head -c, cat, tail -c, grep -F</td><td>contents; what a validation said</td><td>same in busybox</td></tr>
 * <tr><td>mv -T</td><td>the rename</td><td>unknown there: {@code mv -f}, an old link removed first</td></tr>
 * <tr><td>rm, rmdir, mkdir -m, ln -s, chown -h, chmod</td><td>changes to files</td><td>same in busybox</td></tr>
 * <tr><td>sync FILE</td><td>each write</td><td>no argument known: all is flushed</td></tr>
 * <tr><td>timeout</td><td>validations</td><td>missing: the exchange's deadline alone</td></tr>
 * <tr><td>chcon, restorecon; getfacl, setfacl</td><td>a written file's context and access list</td><td>left out</td></tr>
 * <tr><td>systemctl, journalctl</td><td>units</td><td>missing: unreadable; {@code --timestamp} unknown (before systemd 247): by
 * {@code date} and /proc/uptime</td></tr>
 * <tr><td>dpkg-query, rpm or apk</td><td>installed packages</td><td>missing: unreadable</td></tr>
 * <tr><td>apt-get, dnf, yum or apk</td><td>packages</td><td>missing: fails</td></tr>
 * <tr><td>redis-cli or valkey-cli</td><td>Redis, and reaching a port, where the SSH server forbids tunnels</td><td>missing:
 * {@code redis.forbidden}; {@code timeout} missing: the exchange's deadline alone</td></tr>
 * <tr><td>sudo</td><td>other users</td><td>missing: {@code become.missing}</td></tr>
 * <tr><td>logger</td><td>one line for each change</td><td>left out</td></tr>
 * </table>
 *
 * <p><b>Frames.</b> A line that begins with the session's marker, 128 random bits that are sent on standard input alone: {@code b N} and
 * {@code e N STATUS} around section N on both streams, {@code a} at the end of the actions, {@code f} where the host has no use for the
 * rest of a payload, {@code n WORD} where a command could not be begun, {@code z} at the end.
 */
@NullMarked
package dev.plumbline.core.wire;

import org.jspecify.annotations.NullMarked;
