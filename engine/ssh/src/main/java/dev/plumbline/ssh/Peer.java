package dev.plumbline.ssh;

/**
 * Who is at the other end, for messages.
 *
 * @param through the jump host in front, or nothing
 */
record Peer(String name, String host, int port, String through) {

    @Override
    public String toString() {
        String address = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        return (name.equals(host) ? address : name + " (" + address + ")") + through;
    }

    /** Makes text of a server printable: control characters, among them terminal escapes, become dots; long text is cut. */
    static String printable(String text) {
        String clean = text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? '.' : point)
                .limit(300)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return clean.strip();
    }
}
