#!/usr/bin/env bash
# Runs every test. Needs the .NET 10 SDK; everything else is restored from NuGet, or installed where it is missing: the
# tests with a browser need Chromium (apt-get) and axe-core (npm).
#
#   ./test.sh            everything
#   ./test.sh NAME...    only the test projects whose name contains one of the words, as in ./test.sh Runtime
#
# The last line is "N passed, N failed, N skipped"; the exit status is 1 if anything failed.
set -uo pipefail
cd "$(dirname "$0")"

case "${1:-}" in
  -h|--help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is missing. Get it from https://dotnet.microsoft.com/download and run this again." >&2
  exit 1
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0 failed=0 skipped=0

# Adds one check that is no test of a test project: $1 is its name, $2 its exit status.
count() {
  if [ "$2" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

wanted() {
  [ "$#" -eq 1 ] && return 0
  local name=$1 word; shift
  for word in "$@"; do [[ "$name" == *"$word"* ]] && return 0; done
  return 1
}

echo "== build"
if ! dotnet build ClientIpAnalyzers.sln -c Release --nologo -v quiet; then
  echo "The solution does not build."
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
fi

for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  wanted "$name" "$@" || continue
  echo "== $name"
  [ -x "$(dirname "$project")/install.sh" ] && "$(dirname "$project")/install.sh"
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$results/$name.trx" \
    | grep -vE '^(Test run for|VSTest version|A total of|Starting test|Results File|$)'
  status=${PIPESTATUS[0]}
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null || true)
  if [ -z "$counters" ]; then
    count "$name ran no test" 1
    continue
  fi
  number() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  p=$(number passed) f=$(number failed) t=$(number total)
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + t - p - f))
  # A run that broke off counts as a failure even where every test that ran had passed.
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then count "$name did not end properly" 1; fi
done

if [ "$#" -eq 0 ]; then
  echo "== conformance vectors, by interpreter and by generated code"
  dotnet run -c Release --no-build --project tests/Conformance -- --allocations tests/vectors/*.json
  count "conformance vectors" $?

  echo "== compiled ahead of time"
  tests/Aot.Smoke/check.sh
  count "compiled ahead of time" $?

  echo "== load, for five seconds; tests/Load has a minute of it"
  dotnet run -c Release --no-build --project tests/Load -- --seconds 5 2>&1 | grep -v '^ *[0-9]* s '
  count "load" "${PIPESTATUS[0]}"

  echo "== quickstart"
  dotnet run -c Release --no-build --project samples/Quickstart
  count "quickstart" $?

  echo "== shop front"
  dotnet run -c Release --no-build --project samples/ShopFront | grep -vE '^[0-9:]{8} [A-Z]{3} '
  count "shop front" "${PIPESTATUS[0]}"
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
