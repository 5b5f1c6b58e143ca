// What the package weighs where it is loaded: module and glue together, gzip.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES, weigh } from '../../scripts/lib/npm.mjs';

for (const { name, files, bytesMax } of ENTRIES) {
  test(`${name} weighs no more than ${bytesMax / 1024} KB`, () => {
    const packed = files.map((file) => weigh(file).packed).reduce((sum, bytes) => sum + bytes, 0);
    assert.ok(packed <= bytesMax, `${(packed / 1024).toFixed(1)} KB`);
  });
}
