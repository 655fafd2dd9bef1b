package dev.plumbline.core.expression;

import freemarker.core.Environment;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateNumberFormat;
import freemarker.core.TemplateNumberFormatFactory;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** FreeMarker set up so that a template can compute values and nothing else. */
final class Sandbox {
    /** Built-ins that run a value as code, or reach behind one. */
    static final Set<String> FORBIDDEN_BUILT_INS = Set.of("new", "eval", "interpret", "api", "has_api");

    private Sandbox() {}

    static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setCustomNumberFormats(Map.of("written", new AsWritten()));
        configuration.setNumberFormat("@written");
        configuration.setBooleanFormat("c");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setAttemptExceptionReporter((error, environment) -> {});
        configuration.setWrapUncheckedExceptions(false);
        configuration.setTabSize(1);
        configuration.setSharedVariable(Ranges.BOUND, new Bound());
        configuration.setSharedVariable(Round.NAME, new Round());
        return configuration;
    }

    static String plain(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString();
    }

    static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    /** Numbers for computers; one that comes unchanged from the playbook as it was written there, so that {@code 0644} and {@code 1.10} stay. */
    private static final class AsWritten extends TemplateNumberFormatFactory {
        @Override
        public TemplateNumberFormat get(String parameters, Locale locale, Environment environment) {
            return new TemplateNumberFormat() {
                @Override
                public String formatToPlainText(TemplateNumberModel number) throws TemplateModelException {
                    return number instanceof Models.Numeric written
                            ? written.written()
                            : plain(decimal(number.getAsNumber()));
                }

                @Override
                public boolean isLocaleBound() {
                    return false;
                }

                @Override
                public String getDescription() {
                    return "as written";
                }
            };
        }
    }
}
