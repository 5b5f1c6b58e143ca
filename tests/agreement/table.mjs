// Prints what a run of all of them found: `table.mjs REPORT`, a file with a line of JSON for each validator.
import { readFileSync } from 'node:fs';

const results = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
const number = (value) => value.toLocaleString('en-US');

console.log('\nAgreement with other implementations; what is explained is so in the table of its file in tests/agreement.\n');
row('validator', 'inputs', 'valid', 'disagreements explained', 'unexplained', 'seconds');
row('---', '---:', '---:', '---', '---:', '---:');
for (const { name, inputs, share, classes, unexplained, seconds } of results) {
  const explained = classes.map((known) => `${number(known.count)} ${known.name}`).join('; ');
  row(name, number(inputs), `${Math.round(share * 100)} %`, explained || '0', number(unexplained), seconds.toFixed(0));
}
