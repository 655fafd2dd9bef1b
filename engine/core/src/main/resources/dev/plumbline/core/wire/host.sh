# What the shell on the host knows before the first script. POSIX sh; no word of it is secret.
# Lines that begin with '#' and indentation are left out when it is sent.

set -f
unset CDPATH GREP_OPTIONS
plumb_umask=$(umask)
umask 077
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH
plumb_going=1
plumb_owing=0

# --- frames ---

# plumb_frame WORDS: on both streams, so that what was printed on each can be told apart by section
plumb_frame() {
  printf '\n%s %s\n' "$plumb_marker" "$1"
  printf '\n%s %s\n' "$plumb_marker" "$1" >&2
}

# plumb_done SECTION STATUS [LOG]: ends an action; a failed one stops those after it.
plumb_done() {
  if [ "$2" = 0 ]; then
    [ -z "$3" ] || logger -t plumb -- "$3" </dev/null >/dev/null 2>&1
  else
    plumb_going=0
  fi
  plumb_frame "e $1 $2"
}

# --- payloads: chunks on stdin, each after a line with its length; 0 ends, - breaks off ---

# plumb_take: one payload to stdout. dd takes exactly what it is told, other tools read ahead.
plumb_take() {
  while read -r plumb_n; do
    case $plumb_n in
      0) return 0 ;;
      -) return 1 ;;
    esac
    plumb_rest=$((plumb_n % 65536))
    if [ "$plumb_n" -ge 65536 ]; then
      dd bs=65536 count=$((plumb_n / 65536)) iflag=fullblock 2>/dev/null ||
        dd bs=1 count=$((plumb_n - plumb_rest)) 2>/dev/null
    fi
    if [ "$plumb_rest" -gt 0 ]; then
      dd bs=$plumb_rest count=1 iflag=fullblock 2>/dev/null || dd bs=1 count=$plumb_rest 2>/dev/null
    fi
  done
  return 1
}

# plumb_failing: tells the sender to break off what it still sends.
plumb_failing() { printf '\n%s f\n' "$plumb_marker"; }

# plumb_note WORD: why a command was not run
plumb_note() { printf '\n%s n %s\n' "$plumb_marker" "$1"; }

plumb_drain() {
  while [ "$plumb_owing" -gt 0 ]; do
    plumb_owing=$((plumb_owing - 1))
    plumb_take >/dev/null
  done
}

# --- how a step ends: 3 refused, 4 failed; the reason is one word on stdout, the tool's own words are on stderr ---

plumb_temp=
plumb_scratch=
plumb_source=

plumb_clean() {
  [ -z "$plumb_temp" ] || rm -rf "./$plumb_temp"
  [ -z "$plumb_scratch" ] || rm -rf "$plumb_scratch"
}

plumb_exit() {
  [ "$plumb_owing" = 0 ] || plumb_failing
  plumb_clean
  plumb_drain
  printf '%s\n' "$2"
  exit "$1"
}

plumb_refuse() { plumb_exit 3 "$1"; }
plumb_fail() { plumb_exit 4 "$1"; }

# --- directories ---

# plumb_walk DIR MAKE: goes there component by component. A symbolic link on the way is followed only where root or we own it, so
# that nobody else leads us elsewhere; missing ones are made where MAKE is 1.
plumb_walk() {
  plumb_old_ifs=$IFS
  IFS=/
  plumb_make=$2
  # shellcheck disable=SC2086
  set -- $1
  IFS=$plumb_old_ifs
  cd / || plumb_fail enter
  for plumb_part do
    [ -n "$plumb_part" ] || continue
    if [ -L "./$plumb_part" ]; then
      plumb_who=$(stat -c %u -- "./$plumb_part")
      [ "$plumb_who" = 0 ] || [ "$plumb_who" = "$(id -u)" ] || plumb_refuse link_untrusted
      cd -P "./$plumb_part" || plumb_fail enter
    else
      if [ ! -e "./$plumb_part" ] && [ "$plumb_make" = 1 ]; then
        mkdir -m 0755 "./$plumb_part" || plumb_fail make
      fi
      plumb_next=${PWD%/}/$plumb_part
      cd -P "./$plumb_part" || plumb_fail enter
      [ "$PWD" = "$plumb_next" ] || plumb_refuse link_untrusted
    fi
  done
}

# plumb_enter DIR
plumb_enter() {
  if [ -d "$1" ] || [ ! -e "$1" ]; then
    cd -P "$1" || plumb_fail enter
    [ "$PWD" = "$1" ] || plumb_walk "$1" 0
  else
    plumb_fail not_directory
  fi
}

# --- what lies there just before a change ---

# plumb_match WANTED NAME NUMBER: the number counts where the host has no name for it
plumb_match() { [ "$2" = "$1" ] || { [ "$2" = UNKNOWN ] && [ "$3" = "$1" ]; }; }

# plumb_is NAME KIND [MODE OWNER GROUP [TARGET]]
plumb_is() {
  case $2 in
    missing)
      [ ! -e "./$1" ] && [ ! -L "./$1" ]
      return
      ;;
    link) [ -L "./$1" ] ;;
    file) [ ! -L "./$1" ] && [ -f "./$1" ] ;;
    directory) [ ! -L "./$1" ] && [ -d "./$1" ] ;;
    *) [ ! -L "./$1" ] && [ -e "./$1" ] && [ ! -f "./$1" ] && [ ! -d "./$1" ] ;;
  esac || return 1
  plumb_see=$(stat -c '%a:%u:%g:%U:%G' -- "./$1") || return 1
  plumb_seen "$plumb_see" "$2" "$3" "$4" "$5" || return 1
  [ "$2" != link ] || [ "$(readlink -n "./$1"; printf .)" = "$6." ]
}

# plumb_seen ANSWER KIND MODE OWNER GROUP
plumb_seen() {
  plumb_kind=$2 plumb_mode=$3 plumb_owner=$4 plumb_group=$5
  plumb_old_ifs=$IFS
  IFS=:
  # shellcheck disable=SC2086
  set -- $1
  IFS=$plumb_old_ifs
  [ "$plumb_kind" = link ] || [ "$1" = "$plumb_mode" ] || return 1
  plumb_match "$plumb_owner" "$4" "$2" && plumb_match "$plumb_group" "$5" "$3"
}

# plumb_move FROM TO: a rename, never into a directory
plumb_move() {
  plumb_said=$(mv -fT "./$1" "./$2" 2>&1) && return
  case $plumb_said in
    *nrecognized*option* | *nvalid\ option* | *llegal\ option*)
      [ ! -L "./$2" ] || rm -f "./$2"
      mv -f "./$1" "./$2"
      ;;
    *)
      printf '%s\n' "$plumb_said" >&2
      return 1
      ;;
  esac
}

# plumb_sync FILE: an old sync knows no arguments, and flushes everything
plumb_sync() { sync "$1" 2>/dev/null || sync; }

# --- writing a file ---

# plumb_write NAME TEMP HASH MODE OWNER:GROUP EXPECTED: EXPECTED is a hash, or - for no file
plumb_write() {
  trap 'plumb_clean; exit 1' HUP INT TERM PIPE
  plumb_same "$1" "$6"
  rm -rf "./$2" || plumb_fail create
  set -C
  plumb_temp=$2
  { plumb_fill "$@"; } 8>"./$2" || { plumb_temp= ; plumb_fail create; }
  plumb_move "$2" "$1" || plumb_fail rename
  plumb_temp=
  [ ! -e /sys/fs/selinux/enforce ] || [ "$6" != - ] || restorecon "./$1" 2>/dev/null
  plumb_sync .
  plumb_clean
}

# plumb_same NAME EXPECTED: without the content
plumb_same() {
  [ ! -L "./$1" ] || plumb_refuse link
  if [ "$2" = - ]; then
    [ ! -e "./$1" ] || plumb_refuse appeared
  else
    [ -e "./$1" ] || plumb_refuse vanished
    [ -f "./$1" ] || plumb_refuse kind
  fi
}

# The new file is held open as 8: where /proc shows it, it is named by that and can't be swapped for another.
plumb_fill() {
  plumb_new=./$2
  [ ! -e /proc/self/fd/8 ] || plumb_new=/proc/self/fd/8
  if [ -n "$plumb_source" ]; then
    cat <"$plumb_source" >&8 || plumb_fail upload
  else
    plumb_owing=$((plumb_owing - 1))
    plumb_take | (
      cat >&8 && exit
      plumb_failing
      cat >/dev/null
      exit 1
    ) || plumb_fail upload
  fi
  [ "$(sha256sum <"$plumb_new")" = "$3  -" ] || plumb_fail damaged
  plumb_check
  if [ -e /sys/fs/selinux/enforce ] && [ -e "./$1" ]; then
    chcon --reference="./$1" "$plumb_new" 2>/dev/null
  fi
  chown "$5" "$plumb_new" || plumb_fail owner
  if [ -e "./$1" ] && command -v getfacl >/dev/null && command -v setfacl >/dev/null; then
    getfacl -cp "./$1" 2>/dev/null | setfacl --set-file=- "$plumb_new" 2>/dev/null
  fi
  chmod "$4" "$plumb_new" || plumb_fail mode
  plumb_sync "$plumb_new" || plumb_fail upload
  plumb_same "$1" "$6"
  [ "$6" = - ] || plumb_holds "$1" "$6"
}

# plumb_holds NAME HASH
plumb_holds() {
  plumb_was=$(sha256sum <"./$1") || plumb_fail hash
  [ "$plumb_was" = "$2  -" ] || plumb_refuse content
}

plumb_check() { :; }

# --- validation ---

# plumb_candidate_make NAME RANDOM: a copy of the new file in a private directory
plumb_candidate_make() {
  for plumb_base in "${TMPDIR:-/tmp}" /tmp /var/tmp /run /dev/shm; do
    mkdir -m 0700 "$plumb_base/plumb-$2" 2>/dev/null && break
    plumb_base=
  done
  [ -n "$plumb_base" ] || plumb_fail scratch
  plumb_scratch=$plumb_base/plumb-$2
  plumb_space=$plumb_scratch/space
  plumb_candidate=$plumb_space/$1
  mkdir "$plumb_space" && cat <"$plumb_new" >"$plumb_candidate" || plumb_fail scratch
}

# plumb_validate SECONDS ACCEPTED ARGUMENT...
plumb_validate() {
  plumb_limit=$1 plumb_accepted=$2
  shift 2
  if timeout 5 true 2>/dev/null; then
    set -- timeout "$plumb_limit" "$@"
  fi
  (
    cd "$plumb_space" || exit
    umask "$plumb_umask"
    exec 8>&-
    exec "$@"
  ) </dev/null >"$plumb_scratch/said" 2>&1
  plumb_status=$?
  if [ -n "$plumb_accepted" ]; then
    ! grep -qF -e "$plumb_accepted" "$plumb_scratch/said" || return 0
  else
    [ "$plumb_status" != 0 ] || return 0
  fi
  tail -c 4000 "$plumb_scratch/said" >&2
  plumb_fail "invalid $plumb_status"
}

# --- other changes to files ---

# plumb_attributes NAME KIND MODE OWNER GROUP [TARGET] NEW_MODE NEW_OWNER NEW_GROUP; empty where it stays
plumb_attributes() {
  plumb_is "$1" "$2" "$3" "$4" "$5" "$6" || plumb_refuse changed
  plumb_at=./$1
  case $2 in
    file | directory)
      if [ -e /proc/self/fd ] && [ -r "./$1" ]; then
        { plumb_set "$@"; } 7<"./$1" || plumb_fail attributes
        return
      fi
      ;;
  esac
  plumb_set "$@"
}

plumb_set() {
  if [ -e /proc/self/fd/7 ]; then
    plumb_at=/proc/self/fd/7
    [ "$(stat -L -c %d:%i "$plumb_at")" = "$(stat -c %d:%i -- "./$1")" ] || plumb_refuse changed
    plumb_flag=
  else
    plumb_flag=-h
  fi
  if [ -n "$8" ]; then
    chown $plumb_flag "$8:$9" "$plumb_at" || plumb_fail attributes
  fi
  if [ -n "$7" ] && ! chmod "$7" "$plumb_at"; then
    [ -z "$8" ] || chown $plumb_flag "$4:$5" "$plumb_at"
    plumb_fail attributes
  fi
  plumb_sync "$plumb_at"
}

# plumb_directory NAME MODE OWNER:GROUP
plumb_directory() {
  plumb_is "$1" missing || plumb_refuse appeared
  mkdir -m 0700 "./$1" || plumb_fail make
  if ! chown -h "$3" "./$1"; then
    rmdir "./$1"
    plumb_fail owner
  fi
  if ! chmod "$2" "./$1"; then
    rmdir "./$1"
    plumb_fail mode
  fi
  plumb_sync .
}

# plumb_link NAME TEMP TARGET KIND MODE OWNER GROUP [OLD_TARGET]
plumb_link() {
  plumb_is "$1" "$4" "$5" "$6" "$7" "$8" || plumb_refuse changed
  rm -rf "./$2"
  plumb_temp=$2
  ln -s -- "$3" "./$2" || plumb_fail make
  plumb_is "$1" "$4" "$5" "$6" "$7" "$8" || plumb_refuse changed
  plumb_move "$2" "$1" || plumb_fail rename
  plumb_temp=
  plumb_sync .
}

# plumb_remove NAME TEMP PATH KIND MODE OWNER GROUP [TARGET]: renamed away first, so that it is gone as a whole
plumb_remove() {
  plumb_is "$1" "$4" "$5" "$6" "$7" "$8" || plumb_refuse changed
  if [ "$4" = directory ] && [ -r /proc/self/mounts ]; then
    while read -r _ plumb_mount _; do
      case $plumb_mount in
        "$3" | "$3"/*) plumb_fail mounted ;;
      esac
    done </proc/self/mounts
  fi
  rm -rf "./$2"
  plumb_move "$1" "$2" || plumb_fail remove
  rm -rf "./$2" || plumb_fail remove
  plumb_sync .
}

# --- what outlives a run ---

# plumb_state_of STATE: sets plumb_state to root's directory, or for anybody else to one in their home
plumb_state_of() {
  plumb_state=$1
  [ -O / ] || [ -O "$1" ] || { [ ! -e "$1" ] && [ -w "${1%/*}" ]; } || plumb_state=${HOME:-}/.local/state/plumbline
}

# plumb_state_enter STATE: made where missing, and nobody's but ours
plumb_state_enter() {
  plumb_state_of "$1"
  plumb_walk "${plumb_state%/*}" 1
  plumb_own "${plumb_state##*/}"
}

# plumb_debts_enter STATE
plumb_debts_enter() {
  plumb_state_enter "$1"
  plumb_own owed
}

plumb_own() {
  if [ ! -e "./$1" ]; then
    mkdir -m 0700 "./$1" || [ -d "./$1" ] || plumb_fail make
    plumb_sync .
  fi
  [ ! -L "./$1" ] && [ -O "./$1" ] || plumb_fail foreign
  cd -P "./$1" || plumb_fail enter
}

# plumb_owe FILE CONTENT
plumb_owe() {
  [ ! -f "./$1" ] || return 0
  plumb_temp=.$1
  rm -rf "./$plumb_temp"
  printf '%s' "$2" >"./$plumb_temp" || plumb_fail upload
  plumb_sync "./$plumb_temp"
  plumb_move "$plumb_temp" "$1" || plumb_fail rename
  plumb_temp=
}

# plumb_owed STATE: one line each
plumb_owed() {
  plumb_state_of "$1"
  set -- "$plumb_state"
  plumb_seek "$1"
  case $plumb_mark in
    -) return 0 ;;
    '?') return 5 ;;
  esac
  [ -x "$1" ] || return 5
  [ -d "$1/owed" ] || return 0
  [ -r "$1/owed" ] && [ -x "$1/owed" ] || return 5
  (
    set +f
    for plumb_debt in "$1/owed"/*; do
      [ -f "$plumb_debt" ] || continue
      cat <"$plumb_debt" || exit 5
      printf '\n'
    done
  )
}

# --- what a run changes ---
# In 'runs/RUN', by the hash KEY of a path or a unit's name: KEY.was tells what was there before the run's first change, KEY is the content,
# KEY.now tells what the run left; KEY.unit, KEY.restarted; 'others' holds one line for each thing that can't be undone.

plumb_runs_kept=20
plumb_largest=67108864

# plumb_trace STATE RUN: goes to the run's directory; a new one takes the oldest one's place
plumb_trace() {
  plumb_state_enter "$1"
  plumb_own runs
  if [ ! -d "./$2" ]; then
    (
      set +f
      set -- ./*
      while [ $# -ge "$plumb_runs_kept" ]; do
        rm -rf "$1"
        shift
      done
    )
  fi
  plumb_own "$2"
}

# plumb_describe DIR NAME: sets plumb_d to KIND STAT HASH of what lies there, and plumb_d_target to where a link leads
plumb_describe() {
  plumb_d='missing - -' plumb_d_target=
  [ -d "$1" ] || return 0
  plumb_enter "$1"
  if [ -L "./$2" ]; then
    plumb_d_target=$(readlink -n "./$2")
    case $plumb_d_target in
      *'
'*) plumb_d_target= ;;
    esac
    plumb_d="link $(stat -c "$plumb_form" -- "./$2") -"
  elif [ -f "./$2" ]; then
    plumb_d_hash=$(sha256sum <"./$2") || plumb_fail hash
    plumb_d="file $(stat -c "$plumb_form" -- "./$2") ${plumb_d_hash%% *}"
  elif [ -e "./$2" ]; then
    plumb_d="other $(stat -c "$plumb_form" -- "./$2") -"
  fi
}

# plumb_keep STATE RUN KEY WORD DIR NAME: before a change; WORD is the path on one line
plumb_keep() (
  plumb_trace "$1" "$2"
  [ ! -e "./$3.was" ] || exit 0
  plumb_there=$PWD
  plumb_kept=0
  plumb_describe "$5" "$6"
  case $plumb_d in
    file*)
      if [ "$(stat -c %s -- "./$6")" -le "$plumb_largest" ]; then
        cat <"./$6" >"$plumb_there/$3" || plumb_fail upload
        [ "$(sha256sum <"$plumb_there/$3")" = "${plumb_d##* }  -" ] || plumb_refuse content
        plumb_sync "$plumb_there/$3"
        plumb_kept=1
      fi
      ;;
  esac
  cd "$plumb_there" || plumb_fail enter
  printf '%s %s\n%s\n%s\n' "$plumb_d" "$plumb_kept" "$4" "$plumb_d_target" >"./.$3" || plumb_fail upload
  plumb_sync "./.$3"
  plumb_move ".$3" "$3.was" || plumb_fail rename
)

# plumb_left STATE RUN KEY DIR NAME: after it
plumb_left() (
  plumb_trace "$1" "$2"
  plumb_there=$PWD
  plumb_describe "$4" "$5"
  cd "$plumb_there" || exit
  printf '%s\n%s\n' "$plumb_d" "$plumb_d_target" >"./.$3" && plumb_move ".$3" "$3.now"
)

# plumb_keep_unit STATE RUN KEY WORD ACTIVE ENABLEMENT VERB
plumb_keep_unit() (
  plumb_trace "$1" "$2"
  [ -e "./$3.unit" ] || printf '%s %s\n%s\n' "$5" "${6:--}" "$4" >"./$3.unit" || plumb_fail upload
  case $7 in
    restart | reload) : >"./$3.restarted" || plumb_fail upload ;;
  esac
)

# plumb_keep_other STATE RUN LINE
plumb_keep_other() (
  plumb_trace "$1" "$2"
  printf '%s\n' "$3" >>./others || plumb_fail upload
)

# plumb_traces STATE RUN: what is written down of a run
plumb_traces() {
  plumb_state_of "$1"
  [ -d "$plumb_state/runs/$2" ] || return 0
  cd "$plumb_state/runs/$2" || return 5
  set +f
  for plumb_file in ./*.was; do
    [ -f "$plumb_file" ] || continue
    printf 'F\n'
    cat "$plumb_file"
    cat "${plumb_file%.was}.now" 2>/dev/null || printf '?\n\n'
  done
  for plumb_file in ./*.unit; do
    [ -f "$plumb_file" ] || continue
    if [ -e "${plumb_file%.unit}.restarted" ]; then printf 'R\n'; else printf 'U\n'; fi
    cat "$plumb_file"
  done
  if [ -f ./others ]; then
    printf 'O\n'
    cat ./others
  fi
}

# plumb_restore STATE RUN KEY NAME TEMP HASH MODE OWNER:GROUP EXPECTED
plumb_restore() {
  plumb_state_of "$1"
  plumb_source=$plumb_state/runs/$2/$3
  [ -f "$plumb_source" ] || plumb_fail no_copy
  shift 3
  plumb_write "$1" "$2" "$3" "$4" "$5" "$6"
}

# --- one run at a time ---
# The file 'lock' says who holds it, or that it is free: TOKEN held|free SESSION START BOOT RUN OWNER. Whoever takes it from N links what
# it wrote to 'next.N', which only one can, and then moves it over 'lock'. So the holder is at the end of the chain from 'lock' on, and
# the token grows with each.

# plumb_lock STATE HELD PATIENCE RUN OWNER: HELD is 1 where this run had it before; fails as held, lost or damaged
plumb_lock() {
  plumb_state_enter "$1"
  plumb_pauses=$3
  plumb_tries=0
  while plumb_holder; do
    if [ "$plumb_h_run" = "$4" ] && [ "$plumb_h_state" = held ]; then
      plumb_lives || plumb_renew "$4" "$5"
      return 0
    fi
    [ "$2" = 0 ] || plumb_refuse "lock_lost $plumb_h_run $plumb_h_owner"
    if [ "$plumb_h_state" != free ] && plumb_lives; then
      [ "$plumb_pauses" -gt 0 ] || plumb_refuse "lock_held $plumb_h_session $plumb_h_run $plumb_h_owner"
      plumb_pauses=$((plumb_pauses - 1))
      sleep 1
      continue
    fi
    plumb_claim "$4" "$5" && return
    plumb_tries=$((plumb_tries + 1))
    [ "$plumb_tries" -lt 100 ] || break
  done
  plumb_fail lock_damaged
}

# plumb_holder: follows the chain to its end
plumb_holder() {
  plumb_h_token=0 plumb_h_state=free plumb_h_run= plumb_h_owner=
  if [ -e ./lock ]; then
    plumb_heard ./lock || return 1
  fi
  while [ -e "./next.$plumb_h_token" ]; do
    plumb_heard "./next.$plumb_h_token" || [ ! -e "./next.$plumb_h_token" ] || return 1
  done
}

plumb_heard() {
  plumb_line=
  [ ! -r "$1" ] || read -r plumb_line <"$1" || return 1
  # shellcheck disable=SC2086
  set -- $plumb_line
  case $1.$2 in
    *[!0-9]*.* | .*) return 1 ;;
    *.held | *.free) ;;
    *) return 1 ;;
  esac
  plumb_h_token=$1 plumb_h_state=$2 plumb_h_session=$3 plumb_h_start=$4 plumb_h_boot=$5 plumb_h_run=$6
  shift 6
  plumb_h_owner=$*
}

# plumb_about PID: sets plumb_session and plumb_start from /proc (proc(5): the 6th and 22nd field; the 2nd may hold anything)
plumb_about() {
  plumb_line=
  [ -r "/proc/$1/stat" ] && read -r plumb_line 2>/dev/null <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086
  set -- ${plumb_line##*) }
  plumb_session=$4
  shift 10
  plumb_start=${10}
}

plumb_this_boot() {
  plumb_boot=-
  [ ! -r /proc/sys/kernel/random/boot_id ] || read -r plumb_boot </proc/sys/kernel/random/boot_id
}

# plumb_lives: whether a process of the holder's session is left. A number that was given again to another session tells by its start.
plumb_lives() {
  plumb_this_boot
  [ "$plumb_h_boot" = "$plumb_boot" ] || return 1
  [ -r /proc/self/stat ] || { kill -0 "$plumb_h_session" 2>/dev/null; return; }
  if plumb_about "$plumb_h_session"; then
    [ "$plumb_start" = "$plumb_h_start" ]
    return
  fi
  (
    set +f
    for plumb_process in /proc/[0-9]*; do
      ! plumb_about "${plumb_process#/proc/}" || [ "$plumb_session" != "$plumb_h_session" ] || exit 0
    done
    exit 1
  )
}

# plumb_say TOKEN STATE RUN OWNER: into a file of our own, whose name is in plumb_temp
plumb_say() {
  plumb_session=$$ plumb_start=-
  if plumb_about $$; then
    plumb_about "$plumb_session" || plumb_start=-
  fi
  plumb_this_boot
  plumb_temp=.lock.$$
  rm -f "./$plumb_temp"
  printf '%s %s %s %s %s %s %s\n' "$1" "$2" "$plumb_session" "$plumb_start" "$plumb_boot" "$3" "$4" >"./$plumb_temp" ||
    plumb_fail upload
  plumb_sync "./$plumb_temp"
}

# plumb_claim RUN OWNER: fails where another was quicker
plumb_claim() {
  plumb_from=$plumb_h_token
  plumb_say $((plumb_from + 1)) held "$1" "$2"
  if ! ln "./$plumb_temp" "./next.$plumb_from" 2>/dev/null; then
    [ -e "./next.$plumb_from" ] || plumb_fail lock_link
    plumb_clean
    return 1
  fi
  plumb_holder
  if [ "$plumb_h_run" != "$1" ]; then
    rm -f "./next.$plumb_from"
    plumb_clean
    return 1
  fi
  plumb_move "$plumb_temp" lock || plumb_fail rename
  plumb_temp=
  (
    set +f
    for plumb_old in ./next.*; do
      [ "$plumb_old" = "./next.$plumb_h_token" ] || rm -f "$plumb_old"
    done
  )
  plumb_sync .
}

# plumb_renew RUN OWNER: the session that took it has ended, and the run goes on in another
plumb_renew() {
  plumb_say "$plumb_h_token" held "$1" "$2"
  plumb_move "$plumb_temp" lock || plumb_fail rename
  plumb_temp=
}

# plumb_unlock STATE RUN OWNER
plumb_unlock() {
  plumb_state_enter "$1"
  plumb_holder && [ "$plumb_h_run" = "$2" ] && [ "$plumb_h_state" = held ] || return 0
  plumb_say "$plumb_h_token" free "$2" "$3"
  plumb_move "$plumb_temp" lock || plumb_fail rename
  plumb_temp=
}

# --- reads ---

# plumb_seek PATH: sets plumb_mark to l (a link), e (exists), - (missing) or ? (hidden: a directory above can't be searched)
plumb_seek() {
  if [ -L "$1" ]; then
    plumb_mark=l
  elif [ -e "$1" ]; then
    plumb_mark=e
  else
    plumb_up=$1
    while plumb_up=${plumb_up%/*}; do
      [ -n "$plumb_up" ] || plumb_up=/
      [ ! -e "$plumb_up" ] || break
      [ "$plumb_up" != / ] || break
    done
    plumb_mark=-
    [ ! -d "$plumb_up" ] || [ -x "$plumb_up" ] || plumb_mark='?'
  fi
}

# plumb_follow PATH: sets plumb_mark to f (a regular file at the end of any links), x (one that can't be read), - or ?
plumb_follow() {
  plumb_seek "$1"
  case $plumb_mark in
    e | l)
      if [ -f "$1" ]; then
        plumb_mark=f
        [ -r "$1" ] || plumb_mark=x
      elif [ -e "$1" ]; then
        plumb_mark=-
      else
        plumb_dangling "$1"
      fi
      ;;
  esac
}

# plumb_dangling LINK: where it leads to nothing, whether that is missing (-) or hidden (?)
plumb_dangling() {
  plumb_end=$1
  plumb_hops=0
  plumb_mark=l
  while [ "$plumb_mark" = l ] && [ "$plumb_hops" -lt 40 ]; do
    plumb_hops=$((plumb_hops + 1))
    plumb_to=$(readlink -n "$plumb_end"; printf .)
    plumb_to=${plumb_to%.}
    case $plumb_to in
      /*) plumb_end=$plumb_to ;;
      *) plumb_end=${plumb_end%/*}/$plumb_to ;;
    esac
    plumb_seek "$plumb_end"
  done
  [ "$plumb_mark" = '?' ] || plumb_mark=-
}

# plumb_stat PATH...: one line of marks, then one line for each path that exists, in order
plumb_stat() {
  plumb_marks=
  for plumb_path do
    shift
    plumb_seek "$plumb_path"
    plumb_marks=$plumb_marks$plumb_mark
    case $plumb_mark in
      [el]) set -- "$@" "$plumb_path" ;;
    esac
  done
  printf '%s\n' "$plumb_marks"
  plumb_list "$plumb_form" "$@"
}

# plumb_modified PATH...: those of regular files, links followed
plumb_modified() {
  plumb_marks=
  for plumb_path do
    shift
    plumb_follow "$plumb_path"
    plumb_marks=$plumb_marks$plumb_mark
    case $plumb_mark in
      [fx]) set -- "$@" "$plumb_path" ;;
    esac
  done
  printf '%s\n' "$plumb_marks"
  plumb_list '-L %Y:%y' "$@"
}

# plumb_list FORM PATH...: where one vanished meanwhile, each is asked for itself
plumb_list() {
  plumb_option=-c
  case $1 in
    -L*)
      plumb_option=-Lc
      ;;
  esac
  plumb_format=${1#-L }
  shift
  [ $# -gt 0 ] || return 0
  stat $plumb_option "$plumb_format" -- "$@" 2>/dev/null && return
  command -v stat >/dev/null || return 127
  printf '~\n'
  for plumb_path do
    stat $plumb_option "$plumb_format" -- "$plumb_path" || printf '%s\n' '!'
  done
}

plumb_form='%f:%h:%u:%g:%U:%G'

# plumb_hash PATH...: names with a newline or backslash go alone, by plumb_hash_one
plumb_hash() {
  plumb_marks=
  for plumb_path do
    shift
    plumb_follow "$plumb_path"
    plumb_marks=$plumb_marks$plumb_mark
    [ "$plumb_mark" != f ] || set -- "$@" "$plumb_path"
  done
  printf '%s\n' "$plumb_marks"
  [ $# -gt 0 ] || return 0
  sha256sum -- "$@" 2>/dev/null && return
  command -v sha256sum >/dev/null || return 127
  printf '~\n'
  for plumb_path do
    sha256sum <"$plumb_path" || printf '%s\n' '!'
  done
}

plumb_hash_one() {
  plumb_follow "$1"
  printf '%s\n' "$plumb_mark"
  [ "$plumb_mark" != f ] || sha256sum <"$1"
}

# plumb_content PATH LIMIT: a mark and a newline, then the bytes
plumb_content() {
  plumb_follow "$1"
  printf '%s\n' "$plumb_mark"
  [ "$plumb_mark" != f ] || head -c "$2" <"$1"
}

# plumb_target PATH: what the link holds
plumb_target() {
  [ ! -L "$1" ] || readlink -n "$1"
}

# plumb_resolved PATH: what the whole chain leads to
plumb_resolved() {
  [ ! -L "$1" ] || [ ! -e "$1" ] || readlink -nf "$1"
}

plumb_self() {
  id -un 2>/dev/null || id -u
  id -gn 2>/dev/null || id -g
}

plumb_units_properties=Id,LoadState,ActiveState,UnitFileState,NeedDaemonReload,MainPID,ExecMainStartTimestamp
plumb_units_properties=$plumb_units_properties,ExecMainStartTimestampMonotonic

# plumb_units NAME...: first the host's clock and the time since its boot, for a systemctl that shows whole seconds only
plumb_units() {
  if ! command -v systemctl >/dev/null; then
    printf 'systemctl: not found\n' >&2
    return 127
  fi
  plumb_up=
  [ ! -r /proc/uptime ] || read -r plumb_up _ </proc/uptime
  printf '%s %s\n' "$(date +%s.%N)" "$plumb_up"
  if plumb_said=$(systemctl show --no-pager --timestamp=us+utc -p "$plumb_units_properties" -- "$@" 2>/dev/null); then
    printf '%s\n' "$plumb_said"
  else
    TZ=UTC systemctl show --no-pager -p "$plumb_units_properties" -- "$@"
  fi
}

# plumb_packages NAME...: first the kind of package manager
plumb_packages() {
  if command -v dpkg-query >/dev/null; then
    printf 'dpkg\n'
    # shellcheck disable=SC2016
    dpkg-query -W -f '${binary:Package}\t${Package}\t${db:Status-Abbrev}\t${Version}\n' "$@"
  elif command -v rpm >/dev/null; then
    printf 'rpm\n'
    rpm -q --qf '%{NAME}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' "$@"
  elif command -v apk >/dev/null; then
    printf 'apk\n'
    apk info -ev "$@"
  else
    printf 'no dpkg, rpm or apk\n' >&2
    return 127
  fi
}

# --- Redis by its own client, where no tunnel may be opened ---

# plumb_redis SECONDS ADDRESS PORT: gives the server the commands on stdin, one a line, and prints its replies by their types.
# A password is one of these commands: it is in no argument list and no environment.
plumb_redis() {
  plumb_client=redis-cli
  command -v redis-cli >/dev/null || plumb_client=valkey-cli
  if ! command -v $plumb_client >/dev/null; then
    plumb_note client
    cat >/dev/null
    return 127
  fi
  unset REDISCLI_AUTH
  set -- "$1" $plumb_client -h "$2" -p "$3" --no-raw
  if timeout 5 true 2>/dev/null; then
    timeout "$@"
  else
    shift
    "$@"
  fi
}

# plumb_redis_send SECONDS ADDRESS PORT LOGIN COMMAND...: one after the other, up to the first that is refused
plumb_redis_send() {
  plumb_seconds=$1 plumb_address=$2 plumb_port=$3 plumb_login=$4
  shift 4
  plumb_newline='
'
  plumb_end="Invalid argument(s)${plumb_newline}Invalid argument(s)"
  for plumb_line do
    plumb_said=$(printf '%s\n"\n"\n' "$plumb_login$plumb_line" |
      plumb_redis "$plumb_seconds" "$plumb_address" "$plumb_port")
    plumb_status=$?
    printf '%s\n' "$plumb_said"
    [ "$plumb_status" = 0 ] || return "$plumb_status"
    [ -z "$plumb_login" ] || plumb_said=${plumb_said#*"$plumb_end$plumb_newline"}
    case $plumb_said in
      '(error)'* | "$plumb_end"* | '') return 1 ;;
    esac
  done
}

# --- services and packages ---

# plumb_unit VERB [NAME]
plumb_unit() {
  umask "$plumb_umask"
  if [ $# = 1 ]; then
    systemctl --no-pager --no-ask-password "$1"
    return
  fi
  systemctl --no-pager --no-ask-password "$1" -- "$2" && return
  plumb_status=$?
  printf '%s\n' '-- journal --' >&2
  journalctl -u "$2" -n 10 --no-pager -o cat 1>&2 || systemctl --no-pager status -- "$2" 1>&2
  return $plumb_status
}

# plumb_guard STATE RUN VERB UNIT DEBT [KEY DIR NAME TEMP]...: as plumb_unit; where it fails, the files are put back as they were before
# the run and the unit is started with them
plumb_guard() {
  plumb_g_state=$1 plumb_g_run=$2 plumb_g_verb=$3 plumb_g_unit=$4 plumb_g_debt=$5
  shift 5
  plumb_unit "$plumb_g_verb" "$plumb_g_unit" && plumb_healthy "$plumb_g_unit" && return
  plumb_g_word=rolled_back
  plumb_g_reload=
  while [ $# -ge 4 ]; do
    plumb_put_back "$plumb_g_state" "$plumb_g_run" "$1" "$2" "$3" "$4" >/dev/null 2>&1 || plumb_g_word=rollback_failed
    case $2/ in
      */systemd/*) plumb_g_reload=1 ;;
    esac
    shift 4
  done
  if [ $plumb_g_word = rolled_back ]; then
    [ -z "$plumb_g_reload" ] || systemctl daemon-reload >/dev/null 2>&1
    systemctl reset-failed -- "$plumb_g_unit" >/dev/null 2>&1
    if systemctl --no-pager --no-ask-password restart -- "$plumb_g_unit" >/dev/null 2>&1 &&
      plumb_healthy "$plumb_g_unit" 2>/dev/null; then
      plumb_state_of "$plumb_g_state"
      [ -z "$plumb_g_debt" ] || rm -f "$plumb_state/owed/$plumb_g_debt"
    else
      plumb_g_word=rolled_back_down
    fi
  fi
  printf '%s\n' "$plumb_g_word"
  return 4
}

# plumb_healthy UNIT: one that systemd takes for running as soon as it is started gets a moment to prove it
plumb_healthy() {
  case $(systemctl show -p Type -- "$1" 2>/dev/null) in
    *=simple | *=exec | *=idle)
      sleep 1
      systemctl is-active -q -- "$1" && return
      printf '%s does not stay active\n-- journal --\n' "$1" >&2
      journalctl -u "$1" -n 10 --no-pager -o cat 1>&2
      return 1
      ;;
  esac
}

# plumb_put_back STATE RUN KEY DIR NAME TEMP: only what the run left there is replaced
plumb_put_back() (
  plumb_state_of "$1"
  plumb_source=$plumb_state/runs/$2/$3
  read -r plumb_b_kind plumb_b_stat plumb_b_hash plumb_b_kept <"$plumb_source.was" || exit
  read -r plumb_b_left _ plumb_b_now <"$plumb_source.now" || exit
  [ "$plumb_b_left" = file ] || exit 1
  plumb_enter "$4"
  case $plumb_b_kind in
    file)
      [ "$plumb_b_kept" = 1 ] || exit 1
      plumb_temporary=$6
      plumb_name=$5
      plumb_b_ifs=$IFS
      IFS=:
      # shellcheck disable=SC2086
      set -- $plumb_b_stat
      IFS=$plumb_b_ifs
      plumb_write "$plumb_name" "$plumb_temporary" "$plumb_b_hash" "$(printf %o $((0x$1 & 07777)))" "$3:$4" "$plumb_b_now"
      ;;
    missing)
      plumb_holds "$5" "$plumb_b_now"
      rm -f "./$5" && plumb_sync .
      ;;
    *) exit 1 ;;
  esac
)

plumb_apt() {
  DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none NEEDRESTART_MODE=l \
    apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=60 "$@"
}

# plumb_install REFRESH NAME...
plumb_install() {
  umask 022
  plumb_refresh=$1
  shift
  if command -v apt-get >/dev/null; then
    [ "$plumb_refresh" = 0 ] || plumb_apt update || return
    plumb_apt install "$@"
  elif command -v dnf >/dev/null; then
    [ "$plumb_refresh" = 0 ] || dnf -q -y --refresh makecache || return
    dnf -q -y install "$@"
  elif command -v yum >/dev/null; then
    [ "$plumb_refresh" = 0 ] || yum -q -y makecache || return
    yum -q -y install "$@"
  elif command -v apk >/dev/null; then
    [ "$plumb_refresh" = 0 ] || apk --wait 60 update || return
    apk --wait 60 add "$@"
  else
    printf 'no apt-get, dnf, yum or apk\n' >&2
    return 127
  fi
}

# plumb_uninstall PURGE NAME...
plumb_uninstall() {
  umask 022
  plumb_purge=$1
  shift
  if command -v apt-get >/dev/null; then
    if [ "$plumb_purge" = 1 ]; then plumb_apt purge "$@"; else plumb_apt remove "$@"; fi
  elif command -v dnf >/dev/null; then
    dnf -q -y remove "$@"
  elif command -v yum >/dev/null; then
    yum -q -y remove "$@"
  elif command -v apk >/dev/null; then
    if [ "$plumb_purge" = 1 ]; then apk --wait 60 del --purge "$@"; else apk --wait 60 del "$@"; fi
  else
    printf 'no apt-get, dnf, yum or apk\n' >&2
    return 127
  fi
}
