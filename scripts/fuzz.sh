#!/usr/bin/env bash
# Fuzzing of every parser of wasm-core, with coverage, by the stable compiler (tests/fuzz):
#   fuzz.sh brief [TARGETS]           a bounded number of executions from the seeds; what `make test` does
#   fuzz.sh long [SECONDS] [TARGETS]  600 seconds for each target, from the corpus that grows in target/fuzz/corpus; what `make fuzz` does
#   fuzz.sh again TARGET FILE...      inputs once more, such as one that a target failed on
# TARGETS: names with commas between them. JOBS=1 runs one target at a time, SEED=1 repeats a brief run.
# A seed is a line of tests/fuzz/seeds/TARGET.txt, with \n, \\ and \xff for what no line holds.
exec </dev/null
. "$(dirname "$0")/env.sh"

# How many executions a brief run has for each target, however long they take.
RUNS=30000
# Bytes of the longest input.
BRIEF_BYTES=512
LONG_BYTES=4096
# A target that has not come back after so many seconds never will.
ENDLESS_SECONDS=300

FUZZ=$PROJECT/target/fuzz
HOST=$(rustc -vV | sed -n 's/^host: //p')
PROGRAMS=$FUZZ/$HOST/release

mode=${1:-brief}
# Without arguments there is nothing to shift.
case $mode in brief | long | again) shift || true ;; *) echo "fuzz.sh: brief, long or again, not $mode." >&2; exit 2 ;; esac

all=()
for file in tests/fuzz/fuzz_targets/*.rs; do all+=("$(basename "$file" .rs)"); done
is_target() { [[ " ${all[*]} " == *" $1 "* ]] || { echo "There is no target $1. There are: ${all[*]}." >&2; exit 2; }; }

# `--target` keeps the flags from what is run while building. Cargo does not look into what it calls the compiler by: the sum tells it when
# that has changed.
build() {
  command -v c++ >/dev/null || { echo "Missing: a C++ compiler (Debian: build-essential)." >&2; exit 1; }
  export CARGO_TARGET_DIR=$FUZZ RUSTFLAGS
  RUSTFLAGS="--cfg fuzzing --cfg coverage=\"$(cksum <scripts/with-coverage.sh | tr -dc 0-9)\""
  local cargo=(--manifest-path tests/fuzz/Cargo.toml --locked --release --target "$HOST")
  say "building the fuzz targets"
  cargo fmt --manifest-path tests/fuzz/Cargo.toml --check
  cargo clippy --quiet "${cargo[@]}" --all-targets -- -D warnings
  COVERED=$PROJECT RUSTC_WRAPPER=$PROJECT/scripts/with-coverage.sh cargo build --quiet "${cargo[@]}"
}

# Each line of a target's seeds as a file, and their words as a dictionary.
expand_seeds() { # target
  local folder=$FUZZ/seeds/$1 line number=0
  rm -rf "$folder"
  mkdir -p "$folder"
  while IFS= read -r line; do
    number=$((number + 1))
    printf '%b' "$line" >"$folder/$number"
  done <"tests/fuzz/seeds/$1.txt"
  # An empty dictionary is none, to who reads it.
  echo 'nothing="\x00"' >"$FUZZ/seeds/$1.dict"
  # Seeds of digits alone have no words, which is no failure.
  cat "$folder"/* | grep -aoE '"?[A-Za-z_][A-Za-z0-9_/-]+"?' | sed 's/"/\\"/g; s/.*/"&"/' | LC_ALL=C sort -u >>"$FUZZ/seeds/$1.dict" || true
}

stat_of() { sed -n "s/^stat::$2: *//p" "$FUZZ/logs/$1.log" | tail -n 1 | grep . || echo 0; }

# Runs one target and says in one line how it went.
run() { # target, corpus, options...
  local target=$1 corpus=$2 log=$FUZZ/logs/$1.log start=$SECONDS word=passed crashes=0 coverage took runs
  shift 2
  expand_seeds "$target"
  mkdir -p "$corpus" "$FUZZ/crashes/$target"
  "$PROGRAMS/$target" "$@" -timeout="$ENDLESS_SECONDS" -rss_limit_mb=1024 -print_final_stats=1 -dict="$FUZZ/seeds/$target.dict" \
    -artifact_prefix="$FUZZ/crashes/$target/" "$corpus" "$FUZZ/seeds/$target" >"$log" 2>&1 || { word=FAILED; crashes=1; }
  took=$((SECONDS - start))
  runs=$(stat_of "$target" number_of_executed_units)
  # A target that fails at once has said nothing of it yet; that it failed is told by `word`.
  coverage=$(grep -aoE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -n 1 || true)
  printf '%s  %-13s %10d executions %5d s %7d/s  corpus %5d files %8d bytes  %-20s  peak %3d MiB  %d crashes\n' "$word" "$target" \
    "$runs" "$took" $((runs / (took > 0 ? took : 1))) "$(find "$corpus" -type f | wc -l)" "$(find "$corpus" -type f -exec cat {} + | wc -c)" \
    "${coverage:-no coverage}" "$(stat_of "$target" peak_rss_mb)" "$crashes"
  if [ $crashes = 1 ]; then
    {
      grep -a 'INFO: Seed' "$log"
      grep -a -A 3 'panicked at' "$log" || tail -n 20 "$log"
      sed -n "s|.*Test unit written to |Again: scripts/fuzz.sh again $target |p" "$log"
    } | sed 's/^/        /'
    return 1
  fi
}

if [ "$mode" = again ]; then
  is_target "${1:?a target}"
  target=$1
  shift
  build
  exec "$PROGRAMS/$target" "$@"
fi

seconds=600
if [ "$mode" = long ] && [[ ${1:-} =~ ^[0-9]+$ ]]; then seconds=$1; shift; fi
targets=("${all[@]}")
if [ -n "${1:-}" ]; then IFS=, read -r -a targets <<<"$1"; fi
for target in "${targets[@]}"; do is_target "$target"; done
build
mkdir -p "$FUZZ/logs"

run_in_mode() { # target
  local corpus=$FUZZ/corpus/$1
  if [ "$mode" = long ]; then
    run "$1" "$corpus" -max_total_time="$seconds" -max_len="$LONG_BYTES"
  else
    # From the seeds alone, so that it does not depend on what has grown here.
    corpus=$FUZZ/brief/$1
    rm -rf "$corpus"
    run "$1" "$corpus" -runs="$RUNS" -max_len="$BRIEF_BYTES" ${SEED:+-seed="$SEED"}
  fi
}

say "fuzzing: ${targets[*]}"
jobs=${JOBS:-$(getconf _NPROCESSORS_ONLN)}
rm -f "$FUZZ/logs/failed"
for target in "${targets[@]}"; do
  # A target's failure is kept in the file; here it is only waited for a free place.
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
  { run_in_mode "$target" || touch "$FUZZ/logs/failed"; } &
done
wait
[ ! -e "$FUZZ/logs/failed" ]
