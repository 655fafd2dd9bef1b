package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.HostName;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.expression.Interpolation.Code;
import dev.plumbline.core.expression.Interpolation.Literal;
import dev.plumbline.core.expression.Interpolation.Part;
import dev.plumbline.core.fact.FactName;
import dev.plumbline.core.function.Context;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.inventory.Definition;
import dev.plumbline.core.inventory.SecretNames;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.FactSource;
import dev.plumbline.core.program.NotYetKnown;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.program.Problem;
import dev.plumbline.core.program.Value;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.vault.VaultEnvelope;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.CoreSchema;
import dev.plumbline.core.yaml.Secrecy;
import dev.plumbline.core.yaml.YamlNode;
import freemarker.core.InvalidReferenceException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One evaluation for one host: resolves variables as they are asked for, notices cycles, and remembers which secrets were looked at. */
final class Evaluation {
    private static final int DEEPEST = 60;

    /** What {@code omit} evaluates to; told by identity. */
    static final Data OMITTED = Data.of("(omitted)");

    @SuppressWarnings("ReferenceEquality") // a string of the same characters is not it
    static boolean isOmitted(Data data) {
        return data == OMITTED;
    }

    private final Compiler compiler;
    private final Functions functions;
    private final Deadline deadline;
    private final VariableScope scope;
    private final Environment environment;
    private final Secrets secrets;
    private final Models models = new Models(this);
    private final Deque<Step> open = new ArrayDeque<>();
    private final Map<Variable, TemplateModel> variables = new HashMap<>();
    private List<Text> looked = new ArrayList<>();
    private boolean nothingSeen;
    private boolean bounded;

    private record Variable(HostName host, String name) {}

    /** A scalar whose evaluation is under way. */
    private record Step(HostName host, YamlNode.Scalar scalar, String label) {}

    Evaluation(
            Compiler compiler,
            Functions functions,
            Deadline deadline,
            VariableScope scope,
            Environment environment,
            Secrets secrets) {
        this.compiler = compiler;
        this.functions = functions;
        this.deadline = deadline;
        this.scope = scope;
        this.environment = environment;
        this.secrets = secrets;
    }

    void looksAt(Text text) {
        if (text.isSecret()) {
            looked.add(text);
        }
    }

    /** What was asked for last is defined, and is nothing. */
    void sawNothing() {
        nothingSeen = true;
    }

    /** Whether what was asked for last is defined, and is nothing. */
    boolean hasSeenNothing() {
        return nothingSeen;
    }

    /** What a function gave, all of it secret where asked for. */
    @Nullable
    TemplateModel result(Data data, boolean secret) {
        if (!secret) {
            return models.of(data);
        }
        return data instanceof Data.Number number ? models.secretNumber(number) : models.of(Extraction.secret(data));
    }

    /** For whom a function is called now. */
    Context context() {
        Step step = open.peek();
        return new Context(environment.host(), step == null ? "" : step.label());
    }

    /** What was asked for last is not defined. */
    @Nullable
    TemplateModel missing() {
        nothingSeen = false;
        return null;
    }

    /** The secrets looked at since the evaluation began, those looked at twice twice. */
    List<Text> lookedAt() {
        return List.copyOf(looked);
    }

    /** A node's value, all its parts evaluated. */
    Data evaluate(YamlNode node, String label) {
        return data(node(environment.host(), node, label, false));
    }

    Data data(@Nullable TemplateModel model) {
        return Extraction.data(model, looked::isEmpty);
    }

    /** What an expression gives, for the host of this evaluation. */
    Data expression(Code code, YamlNode.Scalar place) {
        return data(capture(environment.host(), code, place));
    }

    TemplateHashModel variables() {
        return variables(environment.host());
    }

    @Nullable
    TemplateModel node(HostName host, YamlNode node, String label, boolean secret) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(host, scalar, label, secret);
            case YamlNode.Sequence sequence -> models.of(host, sequence, label, secret);
            case YamlNode.Mapping mapping -> models.of(host, mapping, label, secret);
        };
    }

    private @Nullable TemplateModel scalar(HostName host, YamlNode.Scalar scalar, String label, boolean named) {
        if (scalar.secrecy() instanceof Secrecy.Sealed(VaultEnvelope envelope)) {
            return opened(envelope, scalar.at());
        }
        boolean secret = named || scalar.isSecret();
        if (scalar.unsafe() || !Interpolation.isWorthParsing(scalar)) {
            return literal(scalar, scalar.text(), secret);
        }
        Step step = new Step(host, scalar, label);
        refuseCycle(step);
        open.push(step);
        List<Text> outer = looked;
        looked = new ArrayList<>();
        try {
            Interpolation interpolation = interpolation(scalar);
            if (interpolation.isLiteral()) {
                return literal(scalar, interpolation.literal(), secret);
            }
            TemplateModel model =
                    interpolation.isWhole() && interpolation.parts().getFirst() instanceof Code whole
                            ? capture(host, whole, scalar)
                            : models.of(Data.of(text(host, interpolation, scalar)));
            return secret ? models.of(Extraction.secret(data(model))) : model;
        } finally {
            looked = outer;
            open.pop();
        }
    }

    /** An encrypted value is a secret, and never evaluated. */
    private @Nullable TemplateModel opened(VaultEnvelope envelope, Position at) {
        try {
            return models.of(Data.of(secrets.vault().text(envelope)));
        } catch (VaultException e) {
            throw new EvaluationException(e.at(at));
        }
    }

    private @Nullable TemplateModel literal(YamlNode.Scalar scalar, String text, boolean secret) {
        boolean plain = text.equals(scalar.text()) && !scalar.quoted() && !scalar.unsafe();
        Data data = plain ? CoreSchema.data(text) : Data.of(text);
        if (!secret) {
            return models.of(data);
        }
        return data instanceof Data.Number number ? models.secretNumber(number) : models.of(Extraction.secret(data));
    }

    private Text text(HostName host, Interpolation interpolation, YamlNode.Scalar scalar) {
        Text joined = Text.EMPTY;
        for (Part part : interpolation.parts()) {
            joined = joined.plus(
                    switch (part) {
                        case Literal literal -> Text.of(literal.text());
                        case Code code -> text(host, code, scalar);
                    });
            if (joined.length() > BoundedWriter.MOST_CHARACTERS) {
                throw failure(
                        "expression.value",
                        scalar.at(),
                        "the text has more than " + BoundedWriter.MOST_CHARACTERS + " characters",
                        "Let it be shorter.");
            }
        }
        return joined;
    }

    private Text text(HostName host, Code code, YamlNode.Scalar scalar) {
        List<Text> outer = looked;
        looked = new ArrayList<>();
        try {
            Data data = data(capture(host, code, scalar));
            if (isOmitted(data)) {
                throw failure(
                        "expression.omit", scalar.at(code.offset()), "'omit' must stand alone", "Write \"${x!omit}\".");
            }
            return switch (data) {
                case Data.Words words -> words.value();
                case Data.Number number -> Text.of(scalar.jinja() ? Python.text(number) : number.written());
                case Data.Truth truth -> Text.of(scalar.jinja() ? Python.text(truth) : truth.toString());
                case Data.Nothing nothing ->
                    throw failure(
                            "expression.nothing",
                            scalar.at(code.offset()),
                            "'" + code.source().strip() + "' is nothing (null), which has no text",
                            "Give a default: ${" + code.source().strip() + "!\"\"}.");
                case Data.Sequence sequence ->
                    throw failure(
                            "expression.not_text",
                            scalar.at(code.offset()),
                            "'" + code.source().strip() + "' is a list, which can't stand within text",
                            "Join it: ${(" + code.source().strip() + ")?join(\",\")}.");
                case Data.Mapping mapping ->
                    throw failure(
                            "expression.not_text",
                            scalar.at(code.offset()),
                            "'" + code.source().strip() + "' is a mapping, which can't stand within text",
                            "Name one of its keys.");
            };
        } finally {
            looked = outer;
        }
    }

    private @Nullable TemplateModel capture(HostName host, Code code, YamlNode.Scalar place) {
        Compiled expression = compiled(code, place);
        try {
            TemplateModel captured = expression.mayRunLong() && !bounded
                    ? boundedly(() -> run(expression, host), place.at(code.offset()))
                    : run(expression, host).model();
            if (captured == null && !nothingSeen) {
                throw undefined(host, expression.source().strip(), place.at(code.original(leading(code.source()))));
            }
            return captured;
        } catch (UnfitValueException e) {
            throw failure(
                    "expression.value",
                    place.at(code.offset()),
                    e.explanation(),
                    "Let the expression give a plain value, and not too large a one.");
        } catch (VaultException e) {
            throw new EvaluationException(e.at(place.at(code.offset())));
        } catch (FactSource.UnreadableFacts e) {
            throw failure(
                    "facts.unreadable",
                    place.at(code.offset()),
                    String.valueOf(e.getMessage()),
                    "Look with 'plumb facts " + host + "', or give the value as a variable.");
        } catch (FailedRun e) {
            throw failed(e.error(), expression, code, place, host);
        } catch (OutOfMemoryError e) {
            throw failure(
                    "expression.value",
                    place.at(code.offset()),
                    "the expression takes too much memory",
                    "Let it give less.");
        } catch (StackOverflowError e) {
            throw failure(
                    "expression.depth",
                    place.at(code.offset()),
                    "the expression is nested too deeply",
                    "Give its parts names in vars.");
        }
    }

    private EvaluationException failed(
            TemplateException error, Compiled expression, Code code, YamlNode.Scalar place, HostName host) {
        if (error instanceof CallFailure call) {
            return failed(call, expression.calls(), host, at -> place.at(code.original(at)));
        }
        int offset = offset(expression, error.getLineNumber(), error.getColumnNumber());
        Position at = place.at(code.original(offset));
        if (error instanceof InvalidReferenceException) {
            String blamed = error.getBlamedExpressionString();
            return undefined(host, blamed == null ? expression.source().strip() : blamed, at);
        }
        return failure(
                "expression.failed",
                at,
                looked.isEmpty() && !place.isSecret()
                        ? Complaint.of(error)
                        : "the expression fails on a value that is secret",
                "Check the types of the values that it uses.");
    }

    /** What is wrong with a call of a function. */
    EvaluationException failed(
            CallFailure call, Map<Integer, CallSite> calls, HostName host, IntFunction<Position> position) {
        CallSite site = calls.get(call.offset());
        int undefined = call.undefined().orElse(-1);
        if (site != null && undefined >= 0 && undefined < site.arguments().size()) {
            CallSite.Argument argument = site.arguments().get(undefined);
            return undefined(host, argument.source(), position.apply(argument.offset()));
        }
        return failure(call.code(), position.apply(call.offset()), call.explanation(), call.remedy());
    }

    /** What an expression gave; a value of its own, so that no result can be told from one that took too long. */
    private record Run(@Nullable TemplateModel model) {}

    private Run run(Compiled expression, HostName host) {
        nothingSeen = false;
        if (expression.isName()) {
            return new Run(own(variable(host, expression.names().getFirst().name())));
        }
        try {
            var run = expression.frame().createProcessingEnvironment(variables(host), Writer.nullWriter());
            run.process();
            return new Run(own(Capture.captured(run)));
        } catch (TemplateException e) {
            throw new FailedRun(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps parts of ours as they are, to be evaluated when they are asked for. What FreeMarker computed is taken over at once: some of it
     * is computed only now.
     */
    private @Nullable TemplateModel own(@Nullable TemplateModel model) {
        return model == null || model instanceof Models.Own ? model : models.of(data(model));
    }

    private @Nullable TemplateModel boundedly(Supplier<Run> run, Position at) {
        bounded = true;
        try {
            Run done = deadline.within(run);
            if (done == null) {
                throw failure(
                        "expression.too_slow",
                        at,
                        "the expression takes more than " + deadline.limit().toSeconds() + " s",
                        "Use shorter ranges and lists, and regular expressions without nested repetition.");
            }
            return done.model();
        } finally {
            bounded = false;
        }
    }

    private static int leading(String source) {
        return source.length() - source.stripLeading().length();
    }

    private static int offset(Compiled expression, @Nullable Integer line, @Nullable Integer column) {
        return line == null || column == null ? 0 : expression.offset(line, column);
    }

    private Compiled compiled(Code code, YamlNode.Scalar place) {
        try {
            return compiler.compile(code.source());
        } catch (ExpressionSyntaxException e) {
            throw new EvaluationException(problem(e, place, code.original(e.offset())));
        }
    }

    /** A problem of an expression at an offset of its scalar; one in an encrypted file is told without its words. */
    static Problem problem(ExpressionSyntaxException error, YamlNode.Scalar place, int offset) {
        Position at = place.at(offset);
        return place.isSecret()
                ? new Problem(
                        error.code(),
                        Optional.of(at),
                        "an expression in this encrypted file can't be understood",
                        "See 'plumb vault view " + at.file() + "'.")
                : new Problem(error.code(), Optional.of(at), error.explanation(), error.remedy());
    }

    private Interpolation interpolation(YamlNode.Scalar scalar) {
        try {
            return compiler.interpolation(scalar);
        } catch (ExpressionSyntaxException e) {
            throw new EvaluationException(problem(e, scalar, e.offset()));
        }
    }

    private boolean isOpen(Step step) {
        for (Step other : open) {
            if (other.scalar().equals(step.scalar()) && other.host().equals(step.host())) {
                return true;
            }
        }
        return false;
    }

    private void refuseCycle(Step step) {
        if (isOpen(step)) {
            List<String> labels = new ArrayList<>(open.reversed().stream()
                    .dropWhile(other -> !other.scalar().equals(step.scalar()))
                    .map(Step::label)
                    .toList());
            labels.add(step.label());
            throw failure(
                    "expression.cycle",
                    step.scalar().at(),
                    "the variable needs itself: " + String.join(" → ", labels),
                    "Break the circle.");
        }
        if (open.size() >= DEEPEST) {
            throw failure(
                    "expression.depth",
                    step.scalar().at(),
                    "variables refer to each other more than " + DEEPEST + " levels deep",
                    "Shorten the chain.");
        }
    }

    private TemplateHashModel variables(HostName host) {
        return new TemplateHashModel() {
            @Override
            public @Nullable TemplateModel get(String name) {
                Deadline.checkpoint();
                Optional<CallSite> call = Rewriter.called(name, functions);
                return call.isPresent()
                        ? new Call(
                                Evaluation.this,
                                call.get().function(),
                                call.get().offset())
                        : variable(host, name);
            }

            @Override
            public boolean isEmpty() {
                return false;
            }
        };
    }

    private @Nullable TemplateModel variable(HostName host, String name) {
        boolean here = host.equals(environment.host());
        if (VariableScope.MAGIC.contains(name)) {
            return magic(host, name);
        }
        if (here && environment.local().containsKey(name)) {
            return value(environment.local().get(name));
        }
        Value registered = VariableScope.registered(environment, host).get(name);
        if (registered != null && !scope.isExtra(name)) {
            return value(registered);
        }
        Optional<Definition> definition = scope.definition(host, name, here);
        if (definition.isPresent()) {
            return defined(new Variable(host, name), definition.get());
        }
        return name.equals("ansible_host") ? models.of(Data.of(host.value())) : missing();
    }

    /** Evaluates a variable once, however often it is named: a value never changes within an evaluation. */
    private @Nullable TemplateModel defined(Variable variable, Definition definition) {
        TemplateModel known = variables.get(variable);
        if (known != null) {
            return known;
        }
        TemplateModel model =
                node(variable.host(), definition.node(), variable.name(), SecretNames.isSecret(variable.name()));
        if (model != null) {
            variables.put(variable, model);
        }
        return model;
    }

    private @Nullable TemplateModel value(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Present present -> models.of(present.data());
            case Value.Pending pending -> throw new NotYetKnown(pending.cause());
        };
    }

    private @Nullable TemplateModel magic(HostName host, String name) {
        return switch (name) {
            case "inventory_hostname" -> models.of(Data.of(host.value()));
            case "inventory_hostname_short" -> models.of(Data.of(shortName(host.value())));
            case "group_names" ->
                models.of(Data.of(
                        scope.inventory().groupsOf(host).stream().map(Data::of).toList()));
            case "groups" -> groups();
            case "hostvars" -> hostVariables();
            case VariableScope.FACTS, VariableScope.ANSIBLE_FACTS -> facts(host);
            case "playbook_dir" -> models.of(Data.of(scope.playbookDirectory()));
            case "ansible_play_hosts" -> models.of(names(scope.playHosts()));
            case VariableScope.OMIT -> models.of(OMITTED);
            default -> null;
        };
    }

    private @Nullable TemplateModel groups() {
        Data.Builder groups = Data.mapping();
        scope.inventory().groups().forEach((group, hosts) -> groups.put(group, names(hosts)));
        return models.of(groups.build());
    }

    private static Data names(Collection<HostName> hosts) {
        return Data.of(hosts.stream().map(host -> Data.of(host.value())).toList());
    }

    private TemplateHashModel hostVariables() {
        return new TemplateHashModel() {
            @Override
            public @Nullable TemplateModel get(String key) {
                return key.isBlank() || !scope.isHost(new HostName(key)) ? missing() : variables(new HostName(key));
            }

            @Override
            public boolean isEmpty() {
                return scope.inventory().hosts().isEmpty();
            }
        };
    }

    /** Each fact is asked for when it is named, so that a host is asked only for what is used. */
    private TemplateHashModel facts(HostName host) {
        return new TemplateHashModel() {
            @Override
            public @Nullable TemplateModel get(String name) {
                Optional<FactName> fact = FactName.find(name);
                if (fact.isEmpty()) {
                    return missing();
                }
                Data value = environment
                        .facts()
                        .facts(host, fact.get().subset(), compiler.facts().subsets())
                        .entries()
                        .get(name);
                return value == null ? missing() : models.of(value);
            }

            @Override
            public boolean isEmpty() {
                return false;
            }
        };
    }

    private static String shortName(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && !name.matches("[0-9.]+") ? name.substring(0, dot) : name;
    }

    EvaluationException undefined(HostName host, String blamed, Position at) {
        return new EvaluationException(new UndefinedName(this, scope, environment, host).problem(blamed, at));
    }

    /** The names below a path such as {@code redis} or {@code hostvars.a}, where it has a value with names. */
    Collection<String> namesBelow(HostName host, String path) {
        try {
            Compiled expression = compiler.compile(path);
            return run(expression, host).model() instanceof Models.Mapped mapped ? mapped.names() : List.of();
        } catch (FailedRun | UnfitValueException | ExpressionSyntaxException | EvaluationException | NotYetKnown e) {
            return List.of();
        }
    }

    static EvaluationException failure(String code, Position at, String message, String remedy) {
        return new EvaluationException(new Problem(code, Optional.of(at), message, remedy));
    }
}
