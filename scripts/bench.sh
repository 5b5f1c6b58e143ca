#!/usr/bin/env bash
# `make bench`: builds what changed, and measures it: the Worker on the local runtime, the pages in Chromium, the npm package beside the libraries
# that people would use instead. ONLY=worker, ONLY=pages or ONLY=npm: one of them.
. "$(dirname "$0")/env.sh"
case ${ONLY:-} in '' | worker | pages | npm) ;; *) echo "ONLY= is worker, pages or npm, not $ONLY." >&2; exit 2 ;; esac
scripts/setup.sh bench
parts=(worker npm pages)
if [ "${ONLY:-}" = npm ]; then parts=(npm); fi
scripts/build.sh "${parts[@]}"
if [ "${ONLY:-worker}" = worker ]; then node tests/bench/bench.mjs; fi
if [ "${ONLY:-pages}" = pages ]; then node tests/bench/pages.mjs; fi
if [ "${ONLY:-npm}" = npm ]; then node tests/bench/npm.mjs; fi
