package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.secret.SecretSource;
import dev.plumbline.core.vault.VaultException;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code secret('NAME')} and {@code secret('NAME', 'PROVIDER')}: a secret that another program keeps. */
final class SecretFunction implements TemplateMethodModelEx {
    static final String NAME = "secret";

    private final SecretSource source;
    private final Models models;

    SecretFunction(SecretSource source, Models models) {
        this.source = source;
        this.models = models;
    }

    @Override
    public @Nullable Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw unfit();
        }
        String provider = arguments.size() == 2 ? word(arguments.get(1)) : SecretSource.USUAL;
        return models.of(Data.of(source.secret(provider, word(arguments.getFirst()))));
    }

    private static String word(@Nullable Object argument) throws TemplateModelException {
        if (argument instanceof TemplateScalarModel scalar) {
            return scalar.getAsString();
        }
        throw unfit();
    }

    private static VaultException unfit() {
        return new VaultException(
                "secret.arguments",
                "secret takes the name of a secret, and may be followed by a provider",
                "Write secret('NAME') or secret('NAME', 'PROVIDER').");
    }
}
