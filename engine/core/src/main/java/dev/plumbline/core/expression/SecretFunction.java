package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.core.function.Function;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.function.Type;
import dev.plumbline.core.secret.SecretSource;
import dev.plumbline.core.secret.Secrets;
import java.util.List;

/** {@code secret('NAME')} and {@code secret('NAME', 'PROVIDER')}: a secret that another program keeps. */
final class SecretFunction {
    private SecretFunction() {}

    static Functions.Field field(Secrets secrets) {
        return new Functions.Field(
                "Secrets",
                List.of(Function.named(
                                "secret",
                                Type.TEXT,
                                "A secret that another program keeps, asked for once a run; see secrets.md.",
                                arguments -> Data.of(secrets.source()
                                        .secret(arguments.text(1, SecretSource.USUAL), arguments.text(0))))
                        .takes("name", Type.TEXT)
                        .optional("provider", Type.TEXT, "\"" + SecretSource.USUAL + "\"")));
    }
}
