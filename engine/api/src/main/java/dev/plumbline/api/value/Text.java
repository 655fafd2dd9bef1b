package dev.plumbline.api.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A string of which some parts are secret. Secrecy travels with the characters: joining keeps it, {@link #toString()} shows
 * {@value #MASK} in the secret parts' stead, and only {@link #reveal()} gives the characters themselves.
 */
public final class Text {
    /** What a secret part is shown as. */
    public static final String MASK = "********";

    public static final Text EMPTY = new Text(List.of());

    private record Part(String characters, boolean secret) {}

    private final List<Part> parts;

    private Text(List<Part> parts) {
        this.parts = parts;
    }

    public static Text of(String characters) {
        return characters.isEmpty() ? EMPTY : new Text(List.of(new Part(characters, false)));
    }

    public static Text secret(String characters) {
        return characters.isEmpty() ? EMPTY : new Text(List.of(new Part(characters, true)));
    }

    /** This text followed by another. */
    public Text plus(Text other) {
        if (parts.isEmpty()) {
            return other;
        }
        List<Part> joined = new ArrayList<>(parts);
        for (Part part : other.parts) {
            Part last = joined.getLast();
            if (last.secret() == part.secret()) {
                joined.set(joined.size() - 1, new Part(last.characters() + part.characters(), part.secret()));
            } else {
                joined.add(part);
            }
        }
        return new Text(List.copyOf(joined));
    }

    public Text plus(String other) {
        return plus(of(other));
    }

    public static Text join(String separator, List<Text> texts) {
        Text joined = EMPTY;
        for (int i = 0; i < texts.size(); i++) {
            joined = (i == 0 ? joined : joined.plus(separator)).plus(texts.get(i));
        }
        return joined;
    }

    /** The characters from {@code begin} to before {@code end}, each as secret as it was. */
    public Text substring(int begin, int end) {
        Objects.checkFromToIndex(begin, end, length());
        Text cut = EMPTY;
        int offset = 0;
        for (Part part : parts) {
            int from = Math.max(begin - offset, 0);
            int to = Math.min(end - offset, part.characters().length());
            if (from < to) {
                String characters = part.characters().substring(from, to);
                cut = cut.plus(part.secret() ? secret(characters) : of(characters));
            }
            offset += part.characters().length();
        }
        return cut;
    }

    /** The lines of this text without their ends; a final line end begins no further line. */
    public List<Text> lines() {
        String all = reveal();
        List<Text> lines = new ArrayList<>();
        int begin = 0;
        while (begin < all.length()) {
            int end = all.indexOf('\n', begin);
            int stop = end < 0 ? all.length() : end;
            lines.add(substring(begin, stop));
            begin = stop + 1;
        }
        return List.copyOf(lines);
    }

    public int length() {
        return parts.stream().mapToInt(part -> part.characters().length()).sum();
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether any part is secret. */
    public boolean isSecret() {
        for (Part part : parts) {
            if (part.secret()) {
                return true;
            }
        }
        return false;
    }

    /** The same characters, all of them secret. */
    public Text asSecret() {
        return secret(reveal());
    }

    /** The characters, secret ones included: for the wire to a host only. */
    public String reveal() {
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst().characters();
            default -> String.join("", parts.stream().map(Part::characters).toList());
        };
    }

    /** Each secret part's characters, for searching outputs that came from elsewhere. */
    public List<String> secrets() {
        return parts.stream().filter(Part::secret).map(Part::characters).toList();
    }

    /** Two texts are equal when their characters are; secrecy is how a text is shown, not what it says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && reveal().equals(text.reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder();
        for (Part part : parts) {
            shown.append(part.secret() ? MASK : part.characters());
        }
        return shown.toString();
    }
}
