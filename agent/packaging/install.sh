#!/bin/sh
# Installs notilog-agent as a systemd service.
#   sudo ./install.sh --server https://notilog.example.org --key nla_... [--file '/var/log/app/*.log']...
# The program notilog-agent and notilog-agent.service lie beside this script (or --program FILE). Run again to update the program; a configuration that is
# there is kept. Remove with: sudo ./install.sh --remove (the configuration and the buffer stay).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
program=$here/notilog-agent
bin=/usr/local/bin/notilog-agent
folder=/etc/notilog-agent
config=$folder/agent.yaml
unit=/etc/systemd/system/notilog-agent.service
state=/var/lib/notilog-agent
server=
key=

fail() { echo "install.sh: $*" >&2; exit 1; }
usage() { sed -n '2,5s/^# \{0,1\}//p' "$0"; }

remove() {
  systemctl disable --now notilog-agent 2>/dev/null || true
  rm -f "$unit" "$bin"
  systemctl daemon-reload 2>/dev/null || true
  echo "Removed. $folder and $state are still there."
}

files=
while [ $# -gt 0 ]; do
  case $1 in
    --server) [ $# -ge 2 ] || fail "--server needs a value"; server=$2; shift 2 ;;
    --key) [ $# -ge 2 ] || fail "--key needs a value"; key=$2; shift 2 ;;
    --file) [ $# -ge 2 ] || fail "--file needs a value"; files="$files
$2"; shift 2 ;;
    --program) [ $# -ge 2 ] || fail "--program needs a value"; program=$2; shift 2 ;;
    --remove) [ "$(id -u)" -eq 0 ] || fail "needs root: sudo $0 ..."; remove; exit 0 ;;
    -h|--help) usage; exit 0 ;;
    *) fail "unknown option $1; see --help" ;;
  esac
done

[ "$(id -u)" -eq 0 ] || fail "needs root: sudo $0 ..."
[ -f "$program" ] || fail "$program is not there; name the program with --program"
[ -f "$here/notilog-agent.service" ] || fail "$here/notilog-agent.service is not there"

if ! id notilog-agent >/dev/null 2>&1; then
  useradd --system --home-dir "$state" --shell /usr/sbin/nologin notilog-agent
fi
# A new file beside the old one, so that a running agent keeps the one it has.
install -m 0755 "$program" "$bin.new"
mv -f "$bin.new" "$bin"
install -d -m 0750 -o root -g notilog-agent "$folder"
install -d -m 0700 -o notilog-agent -g notilog-agent "$state"
install -m 0644 "$here/notilog-agent.service" "$unit"

if [ -f "$config" ]; then
  echo "Kept: $config"
else
  [ -n "$server" ] && [ -n "$key" ] || fail "$config is not there yet: give --server and --key"
  set -- init --server "$server" --key "$key" --config "$config" --buffer "$state/buffer"
  while IFS= read -r file; do
    [ -z "$file" ] || set -- "$@" --file "$file"
  done <<EOF
$files
EOF
  "$bin" "$@"
  # Only the agent (and root) reads the key.
  chown notilog-agent:notilog-agent "$config"
  chmod 0600 "$config"
fi

"$bin" check --config "$config"
if command -v systemctl >/dev/null 2>&1 && [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable notilog-agent
  systemctl restart notilog-agent
  systemctl --no-pager --lines=5 status notilog-agent
else
  echo "systemd does not run here; start it with: $bin run --config $config"
fi
