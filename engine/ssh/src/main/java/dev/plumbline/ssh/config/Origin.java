package dev.plumbline.ssh.config;

/** Where a setting stands: a file and its line counted from 1, or line 0 for an option that was given by hand. */
record Origin(String source, int line) {

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
