# What a host says of itself. POSIX sh, sent only to be asked. Each answer begins with a line '@NAME'; what a host lacks is left out.
# Small files are read by the shell itself; a utility is begun only where that would take longer, or for what no file tells.

plumb_part() { printf '\n@%s\n' "$1"; }

# plumb_lines NAME FILE
plumb_lines() {
  [ -r "$2" ] || return 0
  plumb_part "$1"
  while IFS= read -r plumb_line || [ -n "$plumb_line" ]; do
    printf '%s\n' "$plumb_line"
  done <"$2"
}

# plumb_first NAME FILE: its first line, where it can be read
plumb_first() {
  plumb_line=
  [ -r "$2" ] && { read -r plumb_line <"$2" || [ -n "$plumb_line" ]; } 2>/dev/null || return 1
  plumb_part "$1"
  printf '%s\n' "$plumb_line"
}

plumb_has() { command -v "$1" >/dev/null 2>&1; }

plumb_os() {
  if [ -r /etc/os-release ]; then
    plumb_lines os-release /etc/os-release
  else
    plumb_lines os-release /usr/lib/os-release
  fi
  plumb_first debian_version /etc/debian_version
  plumb_first redhat-release /etc/redhat-release
  plumb_part package-managers
  for plumb_tool in apt-get dnf5 dnf-3 dnf microdnf yum apk zypper pacman; do
    ! plumb_has "$plumb_tool" || printf '%s\n' "$plumb_tool"
  done
  plumb_first init /proc/1/comm
  [ ! -d /run/systemd/system ] || plumb_part systemd
  [ ! -e /sbin/openrc-run ] && [ ! -d /run/openrc ] || plumb_part openrc
}

plumb_kernel() {
  plumb_first osrelease /proc/sys/kernel/osrelease || { plumb_part osrelease; uname -r; }
  plumb_first ostype /proc/sys/kernel/ostype || { plumb_part ostype; uname -s; }
  plumb_first version /proc/sys/kernel/version || { plumb_part version; uname -v; }
  plumb_first arch /proc/sys/kernel/arch || { plumb_part arch; uname -m; }
  plumb_first nodename /proc/sys/kernel/hostname || { plumb_part nodename; uname -n; }
}

# A resolver that hangs costs three seconds.
plumb_name() {
  plumb_first nodename /proc/sys/kernel/hostname || { plumb_part nodename; uname -n; }
  if plumb_has timeout && plumb_has hostname; then
    plumb_part fqdn
    timeout 3 hostname -f 2>/dev/null
  fi
  plumb_lines hosts /etc/hosts
}

plumb_cpu() {
  [ -r /proc/cpuinfo ] || return 0
  plumb_part cpuinfo
  grep -iE '^(processor|vendor_id|model name|cpu model|cpu|machine|hardware|physical id|core id|cpu cores|siblings|# processors)[[:space:]]*:' /proc/cpuinfo
}

plumb_memory() {
  [ -r /proc/meminfo ] || return 0
  plumb_part meminfo
  while read -r plumb_key plumb_value; do
    case $plumb_key in
      MemTotal:) printf '%s %s\n' "$plumb_key" "$plumb_value" ;;
      SwapTotal:)
        printf '%s %s\n' "$plumb_key" "$plumb_value"
        break
        ;;
    esac
  done </proc/meminfo
}

# The address that packets to elsewhere leave from is the kernel's to say; none is sent.
plumb_network() {
  plumb_part links
  (
    set +f
    for plumb_link in /sys/class/net/*; do
      plumb_at=$plumb_link
      [ -e "$plumb_at/ifindex" ] || continue
      plumb_of mac address
      plumb_of mtu mtu
      plumb_of state operstate
      plumb_of kind type
      plumb_type=ether
      [ "$plumb_kind" = 1 ] || plumb_type=unknown
      [ "$plumb_kind" != 772 ] || plumb_type=loopback
      [ ! -d "$plumb_at/bridge" ] || plumb_type=bridge
      [ ! -d "$plumb_at/bonding" ] || plumb_type=bonding
      printf '%s %s %s %s %s\n' "${plumb_link##*/}" "${plumb_mac:--}" "${plumb_mtu:--}" "${plumb_state:--}" "$plumb_type"
    done
  )
  if plumb_has ip; then
    plumb_part addresses
    ip -o addr show 2>/dev/null
    plumb_part route4
    ip -4 route get 8.8.8.8 2>/dev/null
    plumb_part route6
    ip -6 route get 2001:4860:4860::8888 2>/dev/null
  else
    plumb_lines fib_trie /proc/net/fib_trie
    plumb_lines route /proc/net/route
    plumb_lines if_inet6 /proc/net/if_inet6
  fi
}

# plumb_of VARIABLE FILE: of the link; some files can be opened and not read
plumb_of() {
  plumb_value=
  { read -r plumb_value <"$plumb_at/$2"; } 2>/dev/null
  eval "plumb_$1=\$plumb_value"
}

plumb_virtualization() {
  if plumb_has systemd-detect-virt; then
    plumb_part detected
    systemd-detect-virt 2>/dev/null
  fi
  plumb_first container /run/systemd/container
  [ ! -e /.dockerenv ] || plumb_part dockerenv
  [ ! -e /run/.containerenv ] || plumb_part containerenv
  [ ! -e /proc/vz ] || [ -e /proc/bc ] || plumb_part openvz
  plumb_first sys_vendor /sys/class/dmi/id/sys_vendor
  plumb_first product_name /sys/class/dmi/id/product_name
  plumb_first hypervisor /sys/hypervisor/type
  [ ! -e /dev/kvm ] || plumb_part kvm
}

plumb_machine_id() { plumb_first machine-id /etc/machine-id || plumb_first machine-id /var/lib/dbus/machine-id; }

plumb_boot_id() { plumb_first boot-id /proc/sys/kernel/random/boot_id; }

# Sizes are asked for block devices alone: a network file system that hangs would hang the question.
plumb_mounts() {
  [ -r /proc/self/mounts ] || return 0
  plumb_part mounts
  set --
  while read -r plumb_device plumb_point plumb_type plumb_options _; do
    case $plumb_device:$plumb_type in
      /* | *:/*:* | overlay:* | *:zfs | *:btrfs) ;;
      *) continue ;;
    esac
    printf '%s %s %s %s\n' "$plumb_device" "$plumb_point" "$plumb_type" "$plumb_options"
    case $plumb_type in
      nfs* | cifs | smb* | fuse* | 9p | ceph | glusterfs | autofs) continue ;;
    esac
    case $plumb_point in
      *\\*) plumb_point=$(printf '%b.' "$(plumb_octal "$plumb_point")"); plumb_point=${plumb_point%.} ;;
    esac
    set -- "$@" "$plumb_point"
  done </proc/self/mounts
  [ $# -gt 0 ] || return 0
  plumb_part sizes
  df -Pk -- "$@" 2>/dev/null || :
}

# plumb_octal TEXT: \040 as printf has it, \0040
plumb_octal() {
  plumb_rest=$1
  while :; do
    case $plumb_rest in
      *\\*)
        printf '%s\\0' "${plumb_rest%%\\*}"
        plumb_rest=${plumb_rest#*\\}
        ;;
      *)
        printf '%s' "$plumb_rest"
        return
        ;;
    esac
  done
}

plumb_users() {
  plumb_part passwd
  if plumb_has getent; then
    getent passwd
  else
    cat /etc/passwd
  fi
}

plumb_packages() {
  if plumb_has dpkg-query; then
    plumb_part dpkg
    dpkg-query -W -f '${Status}\t${Package}\t${Version}\t${Architecture}\n'
  elif plumb_has apk; then
    plumb_part apk
    for plumb_file in /usr/lib/apk/db/installed /lib/apk/db/installed; do
      [ ! -r "$plumb_file" ] || { grep '^[PVA]:' "$plumb_file"; break; }
    done
  elif plumb_has rpm; then
    plumb_part rpm
    rpm -qa --qf '%{NAME}\t%{EPOCH}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\n'
  elif plumb_has pacman; then
    plumb_part pacman
    pacman -Q
  fi
}

plumb_services() {
  if plumb_has systemctl && [ -d /run/systemd/system ]; then
    plumb_part units
    systemctl list-units --all --type=service --plain --no-legend --no-pager --full
    plumb_part unit-files
    systemctl list-unit-files --type=service --no-legend --no-pager --full
  elif [ -d /run/openrc ]; then
    plumb_part openrc
    (
      set +f
      for plumb_file in /etc/init.d/*; do
        plumb_service=${plumb_file##*/}
        [ -x "$plumb_file" ] || continue
        plumb_state=stopped
        [ ! -e "/run/openrc/started/$plumb_service" ] || plumb_state=running
        plumb_status=disabled
        for plumb_level in /etc/runlevels/*/"$plumb_service"; do
          [ ! -e "$plumb_level" ] || plumb_status=enabled
        done
        printf '%s %s %s\n' "$plumb_service" "$plumb_state" "$plumb_status"
      done
    )
  fi
}
