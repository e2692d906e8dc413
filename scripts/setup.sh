#!/bin/sh
# Installs the system libraries and tools that Plumb needs and this machine lacks: apt-get on Debian and Ubuntu, brew on
# macOS. Does nothing, quickly, when everything is there. Needs a Swift toolchain, which it never installs.
set -eu

fail() {
  echo "setup: $*" >&2
  exit 1
}

system=$(uname -s)
if [ "$system" = Darwin ]; then
  # Homebrew keeps OpenBLAS out of the default search path.
  for prefix in /opt/homebrew /usr/local; do
    PKG_CONFIG_PATH="${PKG_CONFIG_PATH:+$PKG_CONFIG_PATH:}$prefix/opt/openblas/lib/pkgconfig"
  done
  export PKG_CONFIG_PATH
fi

has() { command -v "$1" >/dev/null 2>&1; }

# Debian splits ensurepip, without which no virtual environment can be made, from python3.
python_makes_environments() {
  python3 -I -S -c 'import os, sys
sys.exit(not os.path.exists(os.path.join(os.path.dirname(os.__file__), "ensurepip", "__init__.py")))' 2>/dev/null
}

# The packages that are missing, in the words of the package manager at hand.
missing_packages() {
  if [ "$system" = Darwin ]; then
    has pkg-config || echo pkg-config
    has python3 || echo python
    for library in gmp mpfr openblas; do
      pkg-config --exists "$library" 2>/dev/null || echo "$library"
    done
  else
    has git || echo git
    has pkg-config || echo pkg-config
    has python3 || echo python3
    python_makes_environments || echo python3-venv
    # One call when all are there, which is the usual case.
    pkg-config --exists gmp mpfr lapacke openblas 2>/dev/null && return
    for pair in gmp:libgmp-dev mpfr:libmpfr-dev lapacke:liblapacke-dev openblas:libopenblas-dev; do
      pkg-config --exists "${pair%%:*}" 2>/dev/null || echo "${pair#*:}"
    done
  fi
}

has swift || fail "no swift on PATH: install Swift 6.2 or later from https://www.swift.org/install and run this again"

missing=$(missing_packages | tr '\n' ' ')
missing=${missing% }
[ -n "$missing" ] || exit 0

if [ "$system" = Darwin ]; then
  has brew || fail "missing $missing, and no brew: see https://brew.sh, or install them by hand"
  echo "setup: installing $missing" >&2
  # shellcheck disable=SC2086
  brew install $missing
elif has apt-get; then
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif ! has sudo; then
    fail "missing $missing; not root and no sudo: ask an administrator for 'apt-get install $missing'"
  elif [ -t 0 ]; then
    as_root=sudo
  else
    as_root="sudo -n"
  fi
  apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300"
  echo "setup: installing $missing" >&2
  $apt update >&2 || fail "missing $missing, and 'apt-get update' failed (see above)"
  # shellcheck disable=SC2086
  $apt install -y --no-install-recommends $missing >&2 ||
    fail "missing $missing, and 'apt-get install' failed (see above)"
else
  fail "missing $missing, and neither apt-get nor brew here: install the GMP, MPFR, LAPACKE and OpenBLAS headers by hand"
fi

still=$(missing_packages | tr '\n' ' ')
[ -z "$still" ] || fail "installed, but pkg-config still does not find ${still% }"
