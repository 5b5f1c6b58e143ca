#!/usr/bin/env bash
# Agreement of the npm package with implementations that are not ours, on generated inputs (tests/agreement): of amounts and shares of them, phones,
# numbers of services, check digits, barcodes read and coupons made, and the requests kantuta/top-up, cps/pay and portal/collect-coupon. Not of
# countCash, operators, suggestOperator, scanDetector, the other forms, and what is asked of whole lists.
#   agreement.sh brief          20,000 for each validator, as tests; what `make test` does
#   agreement.sh long [COUNT]   1,000,000 for each, the numbering plans in Rust as well, and a table; what `make agreement` does
# SEED=1 repeats a run.
exec </dev/null
. "$(dirname "$0")/env.sh"
mode=${1:-brief}
case $mode in brief | long) ;; *) echo "agreement.sh: brief or long, not $mode." >&2; exit 2 ;; esac
scripts/build.sh npm
tests=(node --test --test-reporter=spec --test-concurrency="${JOBS:-1}" --test-timeout=3600000 --test-force-exit tests/agreement/*.test.mjs)
if [ "$mode" = brief ]; then exec "${tests[@]}"; fi

export COUNT=${2:-1000000} AGREEMENT_REPORT=$PROJECT/target/agreement.jsonl
rm -f "$AGREEMENT_REPORT"
status=0
"${tests[@]}" || status=1
# What takes the time is the crate that is compared with.
quick=()
for package in phonenumber regex-automata regex-syntax nom aho-corasick memchr; do quick+=(--config "profile.dev.package.$package.opt-level=3"); done
cargo test --locked "${quick[@]}" --package ventanilla-core --test phone_plan -- --nocapture || status=1
node tests/agreement/table.mjs "$AGREEMENT_REPORT"
exit $status
