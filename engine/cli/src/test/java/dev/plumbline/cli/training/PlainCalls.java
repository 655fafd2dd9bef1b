package dev.plumbline.cli.training;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns call sites of {@code switch} over types, and of a record's {@code equals} and {@code hashCode}, into calls of methods that are
 * written out in the same class. What they answer is what the bootstrap methods promise.
 *
 * @see java.lang.runtime.SwitchBootstraps#typeSwitch
 * @see java.lang.runtime.ObjectMethods#bootstrap
 */
final class PlainCalls {
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final MethodTypeDesc COMPARES =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
    private static final MethodTypeDesc HASHES = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);

    private PlainCalls() {}

    /** A method to be added. */
    record Call(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    /** Rewrites a class, and leaves in {@code calls} what was replaced: the class is as it was where that stays empty. */
    static ClassTransform transform(ClassModel model, List<Call> calls) {
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        return ClassTransform.transformingMethodBodies((code, element) -> {
                    Optional<Call> call = element instanceof InvokeDynamicInstruction site
                            ? body(site).map(body -> new Call("plain$" + calls.size(), site.typeSymbol(), body))
                            : Optional.empty();
                    if (call.isPresent()) {
                        calls.add(call.get());
                        code.invokestatic(
                                model.thisClass().asSymbol(),
                                call.get().name(),
                                call.get().type(),
                                isInterface);
                    } else {
                        code.with(element);
                    }
                })
                .andThen(ClassTransform.endHandler(builder -> calls.forEach(call -> builder.withMethodBody(
                        call.name(),
                        call.type(),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
                        call.body()))));
    }

    private static Optional<Consumer<CodeBuilder>> body(InvokeDynamicInstruction site) {
        List<ConstantDesc> arguments = site.bootstrapArgs();
        return switch (site.bootstrapMethod().owner().displayName() + "." + site.name()) {
            case "SwitchBootstraps.typeSwitch" ->
                arguments.stream().allMatch(ClassDesc.class::isInstance)
                        ? Optional.of(code -> typeSwitch(code, arguments))
                        : Optional.empty();
            case "ObjectMethods.equals" -> Optional.of(code -> equals(code, site.typeSymbol(), fields(arguments)));
            case "ObjectMethods.hashCode" -> Optional.of(code -> hashCode(code, fields(arguments)));
            default -> Optional.empty();
        };
    }

    /** After the record's class and the names of its components come the handles that read them. */
    private static List<DirectMethodHandleDesc> fields(List<ConstantDesc> arguments) {
        return arguments.stream()
                .skip(2)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
    }

    /** The index of the first label, from the one given on, that the target is an instance of; -1 for null. */
    private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
        for (int label = 0; label < labels.size(); label++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(label).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(label)).ifeq(next);
            code.loadConstant(label).ireturn();
            code.labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static void equals(CodeBuilder code, MethodTypeDesc type, List<DirectMethodHandleDesc> fields) {
        ClassDesc owner = type.parameterType(0);
        Label differs = code.newLabel();
        code.aload(1).instanceOf(owner).ifeq(differs);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = field.invocationType().returnType();
            read(code, 0, owner, owner, field);
            read(code, 1, ConstantDescs.CD_Object, owner, field);
            switch (TypeKind.from(of)) {
                case REFERENCE -> code.invokestatic(OBJECTS, "equals", COMPARES).ifeq(differs);
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE ->
                    code.invokestatic(box(of), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, of, of))
                            .ifne(differs);
                default -> code.if_icmpne(differs);
            }
        }
        code.iconst_1().ireturn();
        code.labelBinding(differs).iconst_0().ireturn();
    }

    private static void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = field.invocationType().returnType();
            code.loadConstant(31).imul();
            read(code, 0, field.owner(), field.owner(), field);
            if (of.isPrimitive()) {
                code.invokestatic(box(of), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, of));
            } else {
                code.invokestatic(OBJECTS, "hashCode", HASHES);
            }
            code.iadd();
        }
        code.ireturn();
    }

    private static void read(
            CodeBuilder code, int slot, ClassDesc known, ClassDesc owner, DirectMethodHandleDesc field) {
        code.aload(slot);
        if (!known.equals(owner)) {
            code.checkcast(owner);
        }
        code.getfield(owner, field.methodName(), field.invocationType().returnType());
    }

    private static ClassDesc box(ClassDesc primitive) {
        String name = primitive.displayName();
        return switch (name) {
            case "int" -> ConstantDescs.CD_Integer;
            case "char" -> ConstantDescs.CD_Character;
            default -> ClassDesc.of("java.lang." + Character.toUpperCase(name.charAt(0)) + name.substring(1));
        };
    }
}
