#!/usr/bin/env bash
# `make bench`: builds Worker and pages if they changed, and measures them on the local runtime and in Chromium. ONLY=pages or ONLY=worker: one of them.
. "$(dirname "$0")/env.sh"
case ${ONLY:-} in '' | pages | worker) ;; *) echo "ONLY= is pages or worker, not $ONLY." >&2; exit 2 ;; esac
scripts/setup.sh bench
scripts/build.sh worker npm pages
if [ "${ONLY:-worker}" = worker ]; then node tests/bench/bench.mjs; fi
if [ "${ONLY:-pages}" = pages ]; then node tests/bench/pages.mjs; fi
