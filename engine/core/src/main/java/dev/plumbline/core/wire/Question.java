package dev.plumbline.core.wire;

import dev.plumbline.api.probe.Known;
import dev.plumbline.api.read.Read;
import java.util.Map;

/** Reads of one kind, asked together. */
interface Question {

    /** Adds its sections to the script. */
    void write(Script.Writer script);

    /** One answer for each read, out of what its sections printed. */
    Map<Read<?>, Known<?>> answers(Transcript transcript);
}
