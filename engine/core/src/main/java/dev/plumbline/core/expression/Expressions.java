package dev.plumbline.core.expression;

import dev.plumbline.api.value.Data;
import dev.plumbline.api.value.Text;
import dev.plumbline.core.function.ControlNode;
import dev.plumbline.core.function.Functions;
import dev.plumbline.core.function.ProjectFiles;
import dev.plumbline.core.program.Environment;
import dev.plumbline.core.program.EvaluationException;
import dev.plumbline.core.program.Position;
import dev.plumbline.core.secret.Secrets;
import dev.plumbline.core.vault.VaultException;
import dev.plumbline.core.yaml.Problems;
import dev.plumbline.core.yaml.YamlNode;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The language of expressions: <code>${...}</code> in strings, bare in conditions, and in {@code .ftl} templates. For any number of threads.
 * Evaluation is bounded: {@link #LONGEST} for an expression or template.
 */
public final class Expressions {
    public static final Duration LONGEST = Duration.ofSeconds(10);

    private final Functions functions;
    private final Compiler compiler;
    private final Configuration templates = Sandbox.configuration();
    private final TemplateFiles files;
    private final TemplateSource source;
    private final Secrets secrets;
    private final Deadline deadline;

    /** Expressions that reach no secrets, and files by their path in the project only. */
    public Expressions(TemplateFiles files) {
        this(files, Secrets.none());
    }

    public Expressions(TemplateFiles files, Secrets secrets) {
        this(files, secrets, LONGEST);
    }

    /**
     * With files that functions may look up.
     *
     * @param node where the engine runs
     */
    public Expressions(TemplateFiles files, ControlNode node, Secrets secrets) {
        this(files, functions(node, secrets), secrets, LONGEST);
    }

    Expressions(TemplateFiles files, Duration longest) {
        this(files, Secrets.none(), longest);
    }

    private Expressions(TemplateFiles files, Secrets secrets, Duration longest) {
        this(files, functions(new ProjectFiles(List.of(), files.project()), secrets), secrets, longest);
    }

    Expressions(TemplateFiles files, Functions functions, Secrets secrets, Duration longest) {
        this.files = files;
        this.functions = functions;
        this.secrets = secrets;
        this.compiler = new Compiler(Sandbox.configuration(), functions);
        this.source = new TemplateSource(files, functions, compiler.facts());
        this.deadline = new Deadline(longest);
        templates.setTemplateLoader(source);
    }

    /** All functions that can be called. */
    static Functions functions(ControlNode node, Secrets secrets) {
        return Functions.of(node).with(SecretFunction.field(secrets));
    }

    /** A variable that an expression names, and where. */
    public record Name(String name, Position at, boolean optional) {}

    /** Whether a value was left out by {@code omit}. */
    public static boolean isOmitted(Data data) {
        return Evaluation.isOmitted(data);
    }

    /** Whether nothing in a node depends on variables or on being decrypted. A node with problems is not static. */
    public static boolean isStatic(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> !scalar.isSecret() && isLiteral(scalar);
            case YamlNode.Sequence sequence -> sequence.items().stream().allMatch(Expressions::isStatic);
            case YamlNode.Mapping mapping -> mapping.entries().stream().allMatch(entry -> isStatic(entry.value()));
        };
    }

    private static boolean isLiteral(YamlNode.Scalar scalar) {
        return scalar.unsafe() || !Interpolation.isWorthParsing(scalar);
    }

    /** Adds the problems of all expressions in a node, as far as they can be known without values. */
    public void check(YamlNode node, Problems problems) {
        switch (node) {
            case YamlNode.Scalar scalar -> checkScalar(scalar, problems);
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> check(item, problems));
            case YamlNode.Mapping mapping -> mapping.entries().forEach(entry -> checkEntry(entry, problems));
        }
    }

    private void checkEntry(YamlNode.Entry entry, Problems problems) {
        if (entry.key().contains("${") || entry.key().contains("{{")) {
            problems.add(
                    "expression.key",
                    entry.keyAt(),
                    "keys are taken as they are written; expressions in them are not evaluated",
                    "Give the whole mapping by an expression: \"${{name: value}}\".");
        }
        check(entry.value(), problems);
    }

    /** Adds the problems of a bare expression. */
    public void checkBare(YamlNode.Scalar scalar, Problems problems) {
        try {
            bare(scalar);
        } catch (ExpressionSyntaxException e) {
            problems.add(e.code(), scalar.at(e.offset()), e.explanation(), e.remedy());
        }
    }

    /** The variables that the expressions in a node name, those in both branches. Empty for a node with problems. */
    public List<Name> names(YamlNode node) {
        List<Name> names = new ArrayList<>();
        collectNames(node, names);
        return List.copyOf(names);
    }

    /** The variables that a template and those that it includes name, whatever the values are. Empty where there is none. */
    public List<Name> namesOfTemplate(String template) {
        List<Name> names = new ArrayList<>();
        collectTemplateNames(template, names, new HashSet<>());
        return List.copyOf(names);
    }

    private void collectTemplateNames(String template, List<Name> names, Set<Path> visited) {
        Optional<Path> file;
        String text;
        try {
            file = files.find(template);
            if (file.isEmpty() || !visited.add(file.get())) {
                return;
            }
            text = Files.readString(file.get());
        } catch (IllegalArgumentException | IOException e) {
            return; // checkTemplate says so
        }
        TemplateNames.Found found = TemplateNames.of(text);
        String shown = files.shown(file.get());
        found.names()
                .forEach(name ->
                        names.add(new Name(name.name(), position(shown, text, name.offset()), name.optional())));
        found.included().forEach(other -> {
            Path beside = Path.of(template).resolveSibling(other).normalize();
            collectTemplateNames(beside.toString(), names, visited);
            collectTemplateNames(other, names, visited);
        });
    }

    private static Position position(String file, String text, int offset) {
        int begin = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1
                + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
        return new Position(file, line, 1 + text.codePointCount(begin, offset));
    }

    /** The variables that a bare expression names. */
    public List<Name> namesOfBare(YamlNode.Scalar scalar) {
        try {
            return bare(scalar).names().stream()
                    .map(name -> new Name(name.name(), scalar.at(name.offset()), name.optional()))
                    .toList();
        } catch (ExpressionSyntaxException e) {
            return List.of();
        }
    }

    /**
     * A node's value with all expressions in it evaluated. Untyped scalars follow YAML's core schema.
     *
     * @param label what the value is called, for messages and to tell whether it is secret
     * @throws EvaluationException where it can't be right
     * @throws dev.plumbline.core.program.NotYetKnown where it names what is known later
     */
    public Data evaluate(YamlNode node, String label, VariableScope scope, Environment environment) {
        try {
            return evaluation(scope, environment).evaluate(node, label);
        } catch (UnfitValueException e) {
            throw Evaluation.failure(
                    "expression.value", node.at(), e.explanation(), "Let the expression give a plain value.");
        }
    }

    /** A bare expression's value. */
    public Data bare(YamlNode.Scalar scalar, VariableScope scope, Environment environment) {
        return evaluation(scope, environment).expression(new Interpolation.Code(scalar.text(), 0), scalar);
    }

    /** A bare expression that must be true or false. */
    public boolean condition(YamlNode.Scalar scalar, String keyword, VariableScope scope, Environment environment) {
        Data data = bare(scalar, scope, environment);
        if (data instanceof Data.Truth truth) {
            return truth.value();
        }
        throw Evaluation.failure(
                "expression.not_boolean",
                scalar.at(0),
                "'" + keyword + "' must be true or false, and this is " + Kinds.describe(data),
                "Compare it: x == \"yes\", x?has_content, x?boolean, x > 0.");
    }

    /** Whether a template of this name exists and can be understood; else the problem. */
    public void checkTemplate(String name, Position at, Problems problems) {
        try {
            template(name, at);
        } catch (EvaluationException e) {
            problems.add(e.problem());
        }
    }

    /**
     * A template's text.
     *
     * @param at where it is asked for
     */
    public Text render(String name, Position at, VariableScope scope, Environment environment) {
        Template template = template(name, at);
        Evaluation evaluation = evaluation(scope, environment);
        BoundedWriter writer = new BoundedWriter();
        String rendered;
        try {
            rendered = deadline.within(() -> run(template, evaluation, writer));
        } catch (FailedRun e) {
            throw failed(e.error(), evaluation, environment, name);
        } catch (UnfitValueException e) {
            throw Evaluation.failure(
                    "template.value", at, "in '" + name + "': " + e.explanation(), "Let it give less.");
        } catch (OutOfMemoryError e) {
            throw Evaluation.failure("template.value", at, "'" + name + "' takes too much memory", "Let it give less.");
        } catch (VaultException e) {
            throw new EvaluationException(e.at(at));
        } catch (StackOverflowError e) {
            throw Evaluation.failure(
                    "template.depth", at, "'" + name + "' calls itself without end", "End the recursion.");
        }
        if (rendered == null) {
            throw Evaluation.failure(
                    "template.too_slow",
                    at,
                    "'" + name + "' takes more than " + deadline.limit().toSeconds() + " s",
                    "Use shorter ranges and lists.");
        }
        return SecretSpans.mark(TemplateSource.restore(rendered), evaluation.lookedAt());
    }

    private static String run(Template template, Evaluation evaluation, BoundedWriter writer) {
        try {
            template.createProcessingEnvironment(evaluation.variables(), writer).process();
            return writer.toString();
        } catch (TemplateException e) {
            throw new FailedRun(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EvaluationException failed(
            TemplateException error, Evaluation evaluation, Environment environment, String name) {
        String failed = error.getTemplateSourceName() == null ? name : error.getTemplateSourceName();
        if (error instanceof CallFailure call) {
            return evaluation.failed(
                    call, source.calls(failed), environment.host(), offset -> source.position(failed, offset));
        }
        Integer line = error.getLineNumber();
        Integer column = error.getColumnNumber();
        Position at = source.position(failed, line == null ? 1 : line, column == null ? 1 : column);
        if (error instanceof InvalidReferenceException && error.getBlamedExpressionString() != null) {
            return evaluation.undefined(environment.host(), error.getBlamedExpressionString(), at);
        }
        String message = evaluation.lookedAt().isEmpty()
                ? Complaint.of(error)
                : "the template fails, and has looked at a secret";
        return Evaluation.failure("template.failed", at, message, "Check the types of the values that it uses here.");
    }

    private Template template(String name, Position at) {
        Optional<Path> file;
        try {
            file = files.find(name);
        } catch (IllegalArgumentException e) {
            throw Evaluation.failure(
                    "template.outside", at, String.valueOf(e.getMessage()), "Keep templates in templates/.");
        }
        if (file.isEmpty()) {
            throw notFound(name, at);
        }
        String canonical = files.canonical(name, file.get());
        try {
            source.check(file.get());
            return templates.getTemplate(canonical);
        } catch (TemplateNotFoundException e) {
            throw notFound(name, at);
        } catch (ParseException e) {
            throw Evaluation.failure(
                    "template.syntax",
                    source.position(canonical, Math.max(e.getLineNumber(), 1), Math.max(e.getColumnNumber(), 1)),
                    Complaint.of(e),
                    "Check the tags and brackets here; write '$${' where '${' itself is meant.");
        } catch (IOException e) {
            throw Evaluation.failure(
                    "template.unreadable", at, "'" + name + "': " + e.getMessage(), "Mend the template.");
        }
    }

    private EvaluationException notFound(String name, Position at) {
        return Evaluation.failure(
                "template.not_found",
                at,
                "there is no template '" + name + "'; looked in " + files.searched(),
                "Put it into templates/ beside the playbook.");
    }

    private Evaluation evaluation(VariableScope scope, Environment environment) {
        return new Evaluation(compiler, functions, deadline, scope, environment, secrets);
    }

    private Compiled bare(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (scalar.isSecret()) {
            throw new ExpressionSyntaxException(
                    "expression.vault", 0, "a condition can't be encrypted", "Name an encrypted variable in it.");
        }
        if (text.isBlank()) {
            throw new ExpressionSyntaxException(
                    "expression.empty", 0, "the expression is empty", "Write a condition, or leave the key out.");
        }
        String stripped = text.strip();
        if (stripped.startsWith("${") && stripped.endsWith("}")) {
            throw new ExpressionSyntaxException(
                    "expression.not_bare",
                    text.indexOf("${"),
                    "an expression stands here without ${}",
                    "Write " + stripped.substring(2, stripped.length() - 1).strip() + ".");
        }
        if (stripped.startsWith("{{")) {
            throw new ExpressionSyntaxException(
                    "expression.jinja",
                    text.indexOf("{{"),
                    "an expression stands here without braces",
                    "Write x for {{ x }}.");
        }
        return compiler.compile(text);
    }

    private void checkScalar(YamlNode.Scalar scalar, Problems problems) {
        if (isLiteral(scalar)) {
            return;
        }
        try {
            for (Interpolation.Code code : compiler.interpolation(scalar).codes()) {
                checkCode(code, scalar, problems);
            }
        } catch (ExpressionSyntaxException e) {
            problems.add(Evaluation.problem(e, scalar, e.offset()));
        }
    }

    private void checkCode(Interpolation.Code code, YamlNode.Scalar scalar, Problems problems) {
        try {
            compiler.compile(code.source());
        } catch (ExpressionSyntaxException e) {
            problems.add(Evaluation.problem(e, scalar, code.original(e.offset())));
        }
    }

    private void collectNames(YamlNode node, List<Name> names) {
        switch (node) {
            case YamlNode.Scalar scalar -> collectScalarNames(scalar, names);
            case YamlNode.Sequence sequence -> sequence.items().forEach(item -> collectNames(item, names));
            case YamlNode.Mapping mapping -> mapping.entries().forEach(entry -> collectNames(entry.value(), names));
        }
    }

    private void collectScalarNames(YamlNode.Scalar scalar, List<Name> names) {
        if (isLiteral(scalar)) {
            return;
        }
        try {
            for (Interpolation.Code code : compiler.interpolation(scalar).codes()) {
                for (ExpressionNames.Name name : compiler.compile(code.source()).names()) {
                    names.add(new Name(name.name(), scalar.at(code.original(name.offset())), name.optional()));
                }
            }
        } catch (ExpressionSyntaxException e) {
            // reported by check
        }
    }
}
