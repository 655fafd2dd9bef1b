package dev.plumbline.modules.control;

import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.Condition;
import dev.plumbline.api.value.Data;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Requires expressions to be true, and fails the host where one isn't.
 *
 * @param that the expressions, all of which must be true
 * @param failMsg what is said where one is false; the expressions that are false where left out
 * @param successMsg what {@code register} sees where all are true
 */
@Module(value = "assert", examples = """
    assert:
      that:
        - redis_port > 1023
        - groups.redis_master?size == 1
      fail_msg: exactly one master, on an unprivileged port
    """)
@Returns(name = "msg", about = "success_msg, or that all assertions hold")
public record Assert(List<Condition> that, Optional<String> failMsg, Optional<String> successMsg)
        implements Desired<String> {

    public Assert {
        that = List.copyOf(that);
        if (that.isEmpty()) {
            throw new IllegalArgumentException("'that' holds no expression");
        }
    }

    @Override
    public Probe<String> probe() {
        return Probe.just("");
    }

    @Override
    public List<Delta> diff(String seen) {
        List<Condition> broken =
                that.stream().filter(condition -> !condition.holds()).toList();
        return broken.isEmpty() ? List.of() : List.of(violation(broken));
    }

    private Delta violation(List<Condition> broken) {
        String expressions = broken.stream().map(Condition::source).collect(Collectors.joining("; "));
        return Delta.Violation.of(
                "assert.failed",
                failMsg.map(message -> message + " (not true: " + expressions + ")")
                        .orElse("not true: " + expressions),
                "'plumb vars HOST' shows the values and where they come from");
    }

    @Override
    public Data.Mapping result(String seen) {
        return Data.mapping()
                .put("msg", successMsg.orElse("all assertions hold"))
                .build();
    }
}
