#!/bin/sh
# The compiler, as cargo runs it for the fuzz targets: our own crates with coverage, by options of code generation that are stable. Of other
# people's crates there is none: what they do is not what is looked at, and the tables of a CSV reader alone would take most of the time.
case ${CARGO_MANIFEST_DIR:-} in
"$COVERED"/*)
  set -- "$@" -Cpasses=sancov-module
  for option in level=4 inline-8bit-counters pc-table trace-compares; do set -- "$@" "-Cllvm-args=-sanitizer-coverage-$option"; done
  ;;
esac
exec "$@"
