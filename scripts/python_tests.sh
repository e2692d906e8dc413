#!/bin/sh
# Runs every test file that matches a pattern with the given python, one after the other; finding none is a failure.
#   scripts/python_tests.sh PYTHON PATTERN
set -eu
cd "$(dirname "$0")/.."
python=$1
count=0
failed=0
# shellcheck disable=SC2086
for file in $2; do
  [ -f "$file" ] || continue
  count=$((count + 1))
  echo "$file"
  "$python" "$file" || {
    echo "$file: FAILED" >&2
    failed=$((failed + 1))
  }
done
[ "$count" -gt 0 ] || {
  echo "no test file matches $2" >&2
  exit 1
}
echo "$2: $count files, $failed failed"
[ "$failed" -eq 0 ]
