package dev.plumbline.core.inventory;

import dev.plumbline.core.program.Position;
import dev.plumbline.core.yaml.YamlNode;

/**
 * What a variable is defined as, templates not yet evaluated.
 *
 * @param at where its name stands
 * @param origin what kind of place that is, as people call it: {@code group_vars/redis}, {@code -e}
 */
public record Definition(YamlNode node, Position at, String origin) {}
