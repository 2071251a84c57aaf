#!/usr/bin/env bash
# Installs what these tests need where it is missing: Chromium from the system's packages, and axe-core, in the version
# that package-lock.json pins, into artifacts/interop. Says what it could not do, and leaves the rest to the tests: they
# fail on a build server and are skipped elsewhere.
set -uo pipefail
cd "$(dirname "$0")"
target=../../artifacts/interop

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

if ! find_browser >/dev/null; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    echo "Chromium is missing and will be installed."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null
  fi
  find_browser >/dev/null || echo "There is no Chromium. Install it, or run this as root where apt-get exists." >&2
fi

if ! cmp -s package-lock.json "$target/package-lock.json" || [ ! -f "$target/node_modules/axe-core/axe.min.js" ]; then
  if ! command -v npm >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    echo "npm is missing and will be installed."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm; } >/dev/null
  fi
  mkdir -p "$target"
  cp package.json package-lock.json "$target/"
  npm ci --prefix "$target" --ignore-scripts --no-audit --no-fund --silent || echo "axe-core could not be installed." >&2
fi
exit 0
