package dev.plumbline.core.wire;

/** How many bytes of a host's output are kept in all. Not safe for use by several threads. */
final class Budget {
    private int left;

    Budget(int bytes) {
        left = bytes;
    }

    /** Takes as many as there are left, at most so many. */
    int take(int wanted) {
        int taken = Math.min(wanted, left);
        left -= taken;
        return taken;
    }
}
