#!/bin/sh
# Makes the Python environment of the oracle tests once, in .build/oracle, and prints the path of its python.
# python-flint (FLINT, Arb) is the independent oracle; nothing of Plumb links it.
set -eu
cd "$(dirname "$0")/.."

pins="python-flint==0.9.0 numpy==2.4.6 safetensors==0.8.0"
folder=.build/oracle
python=$PWD/$folder/bin/python

# The stamp is written last, so a half-made environment is made again.
if [ ! -x "$python" ] || [ "$(cat "$folder/pins" 2>/dev/null || true)" != "$pins" ]; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "oracle_env: the oracle needs Python 3.11 or later; this is $(python3 --version 2>&1)" >&2
    exit 1
  }
  echo "oracle_env: making $folder with $pins" >&2
  rm -rf "$folder"
  mkdir -p .build
  python3 -m venv "$folder"
  # shellcheck disable=SC2086
  "$python" -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: $pins >&2
  echo "$pins" > "$folder/pins"
fi
echo "$python"
