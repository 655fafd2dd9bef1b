package dev.plumbline.api.read;

/** How an attempt at a TCP connection ended. */
public sealed interface Reachability {

    record Open() implements Reachability {}

    /** The host answered, and nobody listens there. */
    record Refused() implements Reachability {}

    /** No answer in time: dropped on the way, or the host is down. */
    record TimedOut() implements Reachability {}

    /** It could not be tried. */
    record Failed(String reason) implements Reachability {}
}
