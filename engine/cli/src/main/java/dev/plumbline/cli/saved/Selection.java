package dev.plumbline.cli.saved;

import java.util.List;
import java.util.Optional;

/**
 * Which playbook a plan is of, and which part of it: it is loaded again like this.
 *
 * @param playbook relative to the project's folder where it lies there, else absolute
 * @param shown the playbook as the user named it
 * @param inventory as {@code -i} gave it
 * @param become whether all is done as another user where nothing closer says otherwise
 * @param becomeUser where it was said
 */
public record Selection(
        String playbook,
        String shown,
        List<String> inventory,
        Optional<String> limit,
        List<String> tags,
        List<String> skipTags,
        boolean become,
        Optional<String> becomeUser) {
    public Selection {
        inventory = List.copyOf(inventory);
        tags = List.copyOf(tags);
        skipTags = List.copyOf(skipTags);
    }
}
