package dev.plumbline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.api.module.Arguments;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.ModuleType;
import dev.plumbline.api.module.Parameter;
import dev.plumbline.api.module.ParameterType;
import dev.plumbline.api.module.ReturnedField;
import dev.plumbline.core.program.ProblemsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTypeContractTest {

    private record Sample() implements ModuleType {
        @Override
        public String name() {
            return "sample";
        }

        @Override
        public String summary() {
            return "Keeps a sample.";
        }

        @Override
        public String description() {
            return "At length.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new Parameter("path", new ParameterType.Word(), true, Optional.empty(), "where | which"),
                    new Parameter(
                            "names",
                            new ParameterType.ListOf(new ParameterType.Whole()),
                            false,
                            Optional.of("[]"),
                            "which"));
        }

        @Override
        public List<ReturnedField> returned() {
            return List.of(new ReturnedField("size", "in bytes"));
        }

        @Override
        public List<String> examples() {
            return List.of("sample:\n  path: /x");
        }

        @Override
        public Desired<?> create(Arguments arguments) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aRightExamplePasses() {
        assertThatCode(() -> ModuleTypeContract.requireTask(new Sample(), "sample: { path: /x, names: [1] }"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample: { path: /x",
                "sample: { names: [1] }",
                "sample: { path: /x, nmaes: [1] }",
                "sample: /x",
                "other: { path: /x }",
                "- 1"
            })
    void aWrongExampleFails(String example) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> ModuleTypeContract.requireTask(new Sample(), example));
    }

    @Test
    void anExampleIsLoadedAsAPlaybookAndMakesItsValue(@TempDir Path project) {
        assertThatExceptionOfType(ProblemsException.class)
                .isThrownBy(() -> new ExamplePlaybook(new Sample(), "sample: { path: /x, names: [many] }", project)
                        .evaluate(List.of(new Sample()), "all: { hosts: { host1: } }"))
                .withMessageContaining("many");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .as("what the sample's type throws when it is to make its value")
                .isThrownBy(() -> new ExamplePlaybook(new Sample(), "sample: { path: /x, names: [1] }", project)
                        .evaluate(List.of(new Sample()), "all: { hosts: { host1: } }"));
    }

    @Test
    void aPageHoldsAllThatIsKnown() {
        assertThat(ModulePage.markdown(new Sample())).isEqualTo("""
            # sample

            Keeps a sample.

            At length.

            ```yaml
            - sample:
                path: /x
            ```

            ## Parameters

            | name | type | default | |
            |---|---|---|---|
            | `path` | text | **required** | where \\| which |
            | `names` | list of whole number | `[]` | which |

            ## What `register` sees

            | field | |
            |---|---|
            | `size` | in bytes |
            """);
    }
}
