package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How Ansible's templates write values into text: as Python prints them. */
final class Python {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+\\.[0-9]+");

    private Python() {}

    static String text(Data.Truth truth) {
        return truth.value() ? "True" : "False";
    }

    static String text(Data.Number number) {
        if (!DECIMAL.matcher(number.written()).matches()) {
            return number.written();
        }
        BigDecimal shortest = number.value().stripTrailingZeros();
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }
}
