package dev.plumbline.modules.control;

import dev.plumbline.api.module.Default;
import dev.plumbline.api.module.Delta;
import dev.plumbline.api.module.Desired;
import dev.plumbline.api.module.Module;
import dev.plumbline.api.module.Returns;
import dev.plumbline.api.probe.Probe;
import dev.plumbline.api.value.Data;
import java.util.List;

/**
 * Says something, and changes nothing.
 *
 * @param msg what is said; any value
 */
@Module(value = "debug", examples = """
    debug:
      msg: ${inventory_hostname} replicates ${redis_master_host}
    """)
@Returns(name = "msg", about = "what was said, a value of any type")
public record Debug(@Default("Hello world!") Data msg) implements Desired<String> {

    @Override
    public Probe<String> probe() {
        return Probe.just("");
    }

    @Override
    public List<Delta> diff(String seen) {
        return List.of();
    }

    @Override
    public Data.Mapping result(String seen) {
        return Data.mapping().put("msg", msg).build();
    }
}
