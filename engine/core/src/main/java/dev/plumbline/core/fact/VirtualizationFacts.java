package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the host runs on: by systemd-detect-virt(1), else by the traces that containers and firmware leave. */
final class VirtualizationFacts {
    private static final String NONE = "NA";

    /** What Ansible calls what systemd knows by another word. */
    private static final Map<String, String> NAMES = Map.of(
            "vmware", "VMware",
            "oracle", "virtualbox",
            "microsoft", "VirtualPC",
            "qemu", "kvm",
            "amazon", "kvm",
            "lxc-libvirt", "lxc",
            "apple", "apple");

    private VirtualizationFacts() {}

    static Data.Mapping of(HostText text) {
        Optional<String> guest = text.first("detected")
                .or(() -> container(text))
                .or(() -> firmware(text))
                .filter(word -> !word.equals("none"))
                .map(word -> NAMES.getOrDefault(word, word));
        if (guest.isPresent()) {
            return facts(guest.get(), "guest");
        }
        return text.has("kvm") ? facts("kvm", "host") : facts(NONE, NONE);
    }

    private static Data.Mapping facts(String type, String role) {
        return Data.mapping()
                .put("virtualization_type", type)
                .put("virtualization_role", role)
                .build();
    }

    private static Optional<String> container(HostText text) {
        if (text.first("container").isPresent()) {
            return text.first("container");
        }
        if (text.has("dockerenv")) {
            return Optional.of("docker");
        }
        if (text.has("containerenv")) {
            return Optional.of("podman");
        }
        return text.has("openvz") ? Optional.of("openvz") : Optional.empty();
    }

    private static Optional<String> firmware(HostText text) {
        String said = (text.first("sys_vendor").orElse("") + " "
                        + text.first("product_name").orElse(""))
                .toLowerCase(Locale.ROOT);
        if (text.first("hypervisor").filter("xen"::equals).isPresent()) {
            return Optional.of("xen");
        }
        if (said.contains("vmware")) {
            return Optional.of("vmware");
        }
        if (said.contains("virtualbox")) {
            return Optional.of("oracle");
        }
        if (said.contains("microsoft") && said.contains("virtual")) {
            return Optional.of("microsoft");
        }
        boolean kvm = said.contains("qemu")
                || said.contains("kvm")
                || said.contains("openstack")
                || said.contains("amazon ec2")
                || said.contains("google compute")
                || said.contains("digitalocean");
        return kvm ? Optional.of("kvm") : Optional.empty();
    }
}
