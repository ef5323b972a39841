#!/usr/bin/env bash
# Proves the README: makes a bare Debian 12, copies a clean clone into it and runs the README's own commands there.
# Needs root, debootstrap, and the network. Usage: .ci/bare_root.sh [FOLDER]
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
root=${1:-$(mktemp -d /var/tmp/bare-root.XXXXXX)}

say() { printf '\n== %s\n' "$*"; }
inside() { chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin LANG=C.UTF-8 "$@"; }
timed() { local from=$SECONDS; "$@"; printf '   took %d s\n' $((SECONDS - from)); }

if [ ! -e "$root/etc/debian_version" ]; then
  say "debootstrap"
  timed debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >/dev/null
fi

say "this machine's way to the network, and a clean clone"
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
for setting in proxy cert; do
  for file in /etc/apt/apt.conf.d/*"$setting"*; do [ -e "$file" ] && cp "$file" "$root/etc/apt/apt.conf.d/"; done
done
rm -rf "$root/root/operator-console"
git clone --quiet "$here" "$root/root/operator-console"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --rbind /dev "$root/dev"
trap 'umount -l "$root/dev" "$root/proc"' EXIT

# The README marks its commands for Debian: the first block after each marker.
command_after() { awk -v mark="$1" '$0 ~ mark {found=1} found && /^```/ {block++; next} found && block==1 {print} block==2 {exit}' "$here/README.md"; }
prepare=$(command_after '<!-- debian: prepare -->')
demo=$(command_after '<!-- debian: demo -->')
tests=$(command_after '<!-- debian: tests -->')
certificates='export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt PIP_CERT=/etc/ssl/certs/ca-certificates.crt;'

say "prepare: $prepare"
timed inside bash -c "export DEBIAN_FRONTEND=noninteractive; cd /root/operator-console && ${prepare//sudo /}" >"$root/root/prepare.log" 2>&1 \
  || { tail -40 "$root/root/prepare.log"; exit 1; }

say "tests: $tests"
timed inside bash -c "$certificates cd /root/operator-console && $tests"

say "demo: $demo (ends by itself after its first page is on the screen)"
timed inside bash -c "$certificates cd /root/operator-console && QT_QPA_PLATFORM=offscreen timeout 300 $demo --quit-when-shown"
say "both commands work in a bare Debian 12"
