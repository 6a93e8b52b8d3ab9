# What the machine must have: found, or installed where that is allowed, or named in one line.
# Sourced by ../../sluice.

# need PACKAGE PROBE...: remembers the Debian package unless one of the probes, a command or a file, is
# there.
need() {
  package=$1
  shift
  for probe; do
    if [ -e "$probe" ] || command -v "$probe" >/dev/null 2>&1; then return 0; fi
  done
  missing="$missing $package"
}

# The interpreters are those that the sandbox shows to functions, not whatever PATH finds first.
need_runtimes() {
  need bubblewrap bwrap
  need python3 /usr/bin/python3
  need nodejs /usr/bin/node
  need util-linux setpriv
  need bash /usr/bin/bash
  need curl /usr/bin/curl
}

need_gtk() {
  need libgtk-3-0 /usr/lib/*/libgtk-3.so.0 /usr/lib*/libgtk-3.so.0
  need libxtst6 /usr/lib/*/libXtst.so.6 /usr/lib*/libXtst.so.6
  need fonts-dejavu-core /usr/share/fonts/*/dejavu*/DejaVuSans.ttf /usr/share/fonts/dejavu*/DejaVuSans.ttf
  need adwaita-icon-theme /usr/share/icons/Adwaita/index.theme
}

need_display() {
  need_gtk
  need xvfb Xvfb
  need openbox openbox
  need bash bash
}

# Tests start brokers of their own, with data and ports of their own. Of Prometheus they use promtool.
need_others() {
  need rabbitmq-server /usr/lib/rabbitmq/bin/rabbitmq-server
  need mosquitto /usr/sbin/mosquitto
  need prometheus promtool
}

need_build() {
  find_jdk || need openjdk-17-jdk-headless no-jdk-of-17-or-newer
  [ -x "$maven" ] || need maven mvn
}

# find_jdk: exports JAVA_HOME of a JDK 17 or newer: the one given, the one on PATH, or an installed one.
find_jdk() {
  compiler=$(command -v javac || true)
  [ -z "$compiler" ] || compiler=$(dirname "$(dirname "$(readlink -f "$compiler")")")
  for home in "${JAVA_HOME:-}" "$compiler" /usr/lib/jvm/*; do
    [ -x "$home/bin/javac" ] && [ -r "$home/release" ] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [ "${release:-0}" -ge 17 ] || continue
    export JAVA_HOME="$home"
    return 0
  done
  return 1
}

install_missing() {
  # shellcheck disable=SC2086 # a list of packages
  set -- $missing
  missing=
  [ $# -gt 0 ] || return 0
  install="apt-get install -y --no-install-recommends $*"
  command -v apt-get >/dev/null || die "missing: $*; install them with this system's package manager"
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif setsid -w sudo -n true >/dev/null 2>&1; then
    as_root='sudo -n'
  else
    die "packages are missing, run: sudo $install"
  fi
  # shellcheck disable=SC2086
  step "Installing $*" install.log $as_root env DEBIAN_FRONTEND=noninteractive \
    sh -c "$without_services apt-get -q update; apt-get -q -o DPkg::Lock::Timeout=120 ${install#apt-get}"
}

# Programs are installed for what is started here: no service of theirs is started, now or at boot.
# shellcheck disable=SC2016 # for the inner shell
without_services='
policy=/usr/sbin/policy-rc.d
at_end() {
  status=$?
  [ -z "$made" ] || rm -f "$policy"
  systemctl -q disable rabbitmq-server.service mosquitto.service prometheus.service epmd.socket epmd.service 2>/dev/null || :
  exit "$status"
}
made=
if [ ! -e "$policy" ]; then made=yes; printf "#!/bin/sh\nexit 101\n" >"$policy"; chmod 755 "$policy"; fi
trap at_end EXIT;
'

# The pinned Maven comes by its coordinates through the system's Maven, which must stand outside the
# project to do it: an old one cannot read a build with Tycho in it.
fetch_maven() {
  [ ! -x "$maven" ] || return 0
  scratch=$(mktemp -d)
  # shellcheck disable=SC2016 # for the inner shell
  step "Fetching Maven $maven_version" maven.log sh -c 'cd "$1" && shift && exec mvn "$@"' sh "$scratch" \
    -B -q ${SLUICE_MAVEN_REPO:+"-Dmaven.repo.local=$SLUICE_MAVEN_REPO"} \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    "-Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin" "-DoutputDirectory=$scratch/dist"
  mkdir -p .mvn/dist
  mv "$scratch/dist/apache-maven-$maven_version" .mvn/dist/
  rm -rf "$scratch"
  scratch=
}

# build TITLE LOG [COMMAND] -- MAVEN-ARGUMENT...
build() {
  need_build
  install_missing
  find_jdk || die 'no JDK 17 or newer was found: set JAVA_HOME'
  fetch_maven
  title=$1 log=$2
  shift 2
  wrapper=
  if [ "$1" != -- ]; then
    wrapper=$1
    shift
  fi
  shift
  # shellcheck disable=SC2086 # empty without a wrapper
  step "$title" "$log" env LC_ALL=C.UTF-8 $wrapper "$maven" \
    ${SLUICE_MAVEN_REPO:+"-Dmaven.repo.local=$SLUICE_MAVEN_REPO"} "$@"
}
