package dev.plumbline.core.playbook;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.core.exchange.Identity;
import dev.plumbline.core.expression.Expressions;
import dev.plumbline.core.expression.Kinds;
import dev.plumbline.core.expression.VariableScope;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Template;
import dev.plumbline.core.yaml.YamlNode.Scalar;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who does a task; at another host than its own, as that host's variables say. As in Ansible the variables {@code ansible_become} and {@code ansible_become_user} go before the playbook's words, and
 * these before the command line's.
 */
record BecomeTemplate(
        Expressions expressions,
        VariableScope scope,
        Optional<Scalar> become,
        Optional<Scalar> becomeUser,
        boolean usually,
        String usualUser,
        Optional<Template<HostName>> delegate)
        implements Template<Identity> {
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    @Override
    public Identity evaluate(Environment environment) {
        return delegate.map(template -> template.evaluate(environment))
                .filter(host -> !host.equals(environment.host()))
                .map(host -> identity(environment, new Environment(host, environment.registered(), Map.of())))
                .orElseGet(() -> identity(environment, environment));
    }

    /** What the playbook says is evaluated for the task's host, what its inventory says for the one where it is done. */
    private Identity identity(Environment environment, Environment there) {
        if (!isWanted(environment, there)) {
            return new Identity.Login();
        }
        refuseOtherMethods(there);
        return new Identity.Become(variable("ansible_become_user", there)
                .map(scalar -> text(scalar, there))
                .or(() -> becomeUser.map(scalar -> text(scalar, environment)))
                .orElse(usualUser));
    }

    private boolean isWanted(Environment environment, Environment there) {
        Optional<Scalar> ofHost = variable("ansible_become", there);
        Optional<Scalar> nearest = ofHost.or(() -> become);
        if (nearest.isEmpty()) {
            return usually;
        }
        String word =
                text(nearest.get(), ofHost.isPresent() ? there : environment).toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw problem(
                    "playbook.type",
                    nearest.get().at(),
                    "'become' must be true or false, and this is '" + word + "'",
                    "Write true or false.");
        }
        return YES.contains(word);
    }

    private void refuseOtherMethods(Environment environment) {
        Optional<Scalar> method = variable("ansible_become_method", environment);
        if (method.isPresent() && !text(method.get(), environment).equals("sudo")) {
            throw problem(
                    "playbook.become_method",
                    method.get().at(),
                    "only sudo is supported as 'ansible_become_method'",
                    "Use sudo, or log in as the user.");
        }
    }

    private Optional<Scalar> variable(String name, Environment environment) {
        return scope.definition(environment.host(), name, true)
                .map(Definition::node)
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast)
                .filter(scalar -> !scalar.isNothing());
    }

    private String text(Scalar scalar, Environment environment) {
        Data data = expressions.evaluate(scalar, "become", scope, environment);
        return switch (data) {
            case Data.Words words
            when !words.value().isSecret() && !words.value().isEmpty() ->
                words.value().reveal();
            case Data.Truth truth -> truth.toString();
            case Data.Number number -> number.written();
            default ->
                throw problem(
                        "playbook.type",
                        scalar.at(),
                        "this must be a word, and it is " + Kinds.describe(data),
                        "Write true, false or the name of a user.");
        };
    }

    private static EvaluationException problem(String code, Position at, String message, String remedy) {
        return new EvaluationException(new Problem(code, Optional.of(at), message, remedy));
    }
}
