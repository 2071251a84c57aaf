#!/usr/bin/env bash
# Publishes the smoke application ahead of time, where every warning is an error, and compares what the native program
# says with what the same program says on the ordinary runtime. Exits with 0 only if both are right and the same.
set -euo pipefail
cd "$(dirname "$0")"

# The linker that publishing needs.
if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    apt-get update -qq && apt-get install -y -qq clang zlib1g-dev >/dev/null
  else
    echo "A linker is missing. Install clang and zlib1g-dev and run this again." >&2
    exit 1
  fi
fi

output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

if ! dotnet publish -c Release --nologo -o "$output/native" >"$output/publish.log" 2>&1 \
  || grep -q ' warning ' "$output/publish.log"; then
  grep -E ' (warning|error) ' "$output/publish.log" || cat "$output/publish.log"
  exit 1
fi

dotnet run -c Release --no-launch-profile >"$output/ordinary.txt" || { grep WRONG "$output/ordinary.txt"; exit 1; }
"$output/native/aot-smoke" >"$output/native.txt" || { grep WRONG "$output/native.txt"; exit 1; }
diff "$output/ordinary.txt" "$output/native.txt"
echo "No warning, and $(grep -cE '^ +ok ' "$output/native.txt") answers are right and the same in native code, a file of $(($(stat -c %s "$output/native/aot-smoke" 2>/dev/null || stat -f %z "$output/native/aot-smoke") / 1048576)) MB."
