package dev.plumbline.core.program;

import java.util.List;
import java.util.Optional;

/**
 * Tasks with what is to be done when one of them fails, or in any case. What a block hands down to its tasks stands at these already.
 *
 * @param name as given; else {@code block}
 * @param loop the body, the rescue and what is always done are gone through once for each item
 * @param serial sizes of the batches in which hosts go through it; empty for all at once
 * @param rescue done by hosts on which the body failed; these then go on
 * @param always done whatever came before
 */
public record Block(
        String name,
        Position at,
        Optional<Loop> loop,
        List<Rollout.Size> serial,
        List<Node> body,
        List<Node> rescue,
        List<Node> always)
        implements Node {

    public Block {
        serial = List.copyOf(serial);
        body = List.copyOf(body);
        rescue = List.copyOf(rescue);
        always = List.copyOf(always);
    }
}
