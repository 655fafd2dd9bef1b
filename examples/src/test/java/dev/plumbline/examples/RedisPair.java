package dev.plumbline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** What is true of a master and its replica once they are as the playbook declares. */
record RedisPair(Host master, Host replica) {

    /** Takes away the five seconds by which a master waits for more replicas before it sends its data. */
    RedisPair syncsAtOnce() {
        for (Host host : new Host[] {master, replica}) {
            host.shell("sed -i '/^repl-diskless-sync-delay /d' " + host.redisConf()
                            + " && echo 'repl-diskless-sync-delay 0' >>" + host.redisConf() + " && systemctl restart "
                            + host.redisUnit())
                    .orFail();
        }
        return this;
    }

    void replicatesWith(String password) {
        Map<String, String> atMaster = master.info(password, "replication");
        Map<String, String> atReplica = replica.info(password, "replication");
        assertThat(atMaster).containsEntry("role", "master").containsEntry("connected_slaves", "1");
        assertThat(atMaster.get("slave0"))
                .contains("ip=" + replica.address() + ",")
                .contains("state=online");
        assertThat(atReplica)
                .containsEntry("role", "slave")
                .containsEntry("master_host", master.address())
                .containsEntry("master_port", "6379")
                .containsEntry("master_link_status", "up")
                .containsEntry("master_sync_in_progress", "0")
                .containsEntry("slave_read_only", "1")
                .containsEntry("master_replid", atMaster.get("master_replid"));
    }

    /** The password opens both, and nothing opens without one. */
    void admitsOnly(String password) {
        for (Host host : new Host[] {master, replica}) {
            assertThat(host.redis(password, "PING")).as(host.name()).isEqualTo("PONG");
            assertThat(host.redis("", "PING")).as(host.name()).contains("NOAUTH");
        }
    }

    void refuses(String password) {
        for (Host host : new Host[] {master, replica}) {
            assertThat(host.redis(password, "PING")).as(host.name()).contains("WRONGPASS");
        }
    }
}
