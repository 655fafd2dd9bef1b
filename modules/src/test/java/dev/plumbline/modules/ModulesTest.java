package dev.plumbline.modules;

import dev.plumbline.testkit.ModuleTypeContract;
import java.nio.file.Path;

class ModulesTest extends ModuleTypeContract {
    @Override
    protected Path documentation() {
        return Path.of("docs");
    }

    @Override
    protected String inventory() {
        return """
            all:
              vars:
                redis_password: Sid@123
                redis_port: 6379
                redis_master_host: redis1
            redis_master: { hosts: { redis1: { ansible_host: 192.168.1.2 } } }
            redis_replica: { hosts: { redis2: { ansible_host: 192.168.1.3 } } }
            """;
    }
}
