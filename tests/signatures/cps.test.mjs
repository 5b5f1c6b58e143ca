// Signatures of CPS against node's own HMAC, written from contracts/cps.md section 5 alone: every request that the connector makes is one
// that a CPS server would take, and every form that the contract lets a client sign is one that our server takes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { project } from '../../scripts/lib/project.mjs';
import { seeded } from '../lib/random.mjs';

function run(command, input = '') {
  const { status, stdout, stderr } = spawnSync('cargo', ['run', '--quiet', '--locked', '--package', 'ventanilla-tests', '--bin', 'cps_signatures', command], {
    cwd: project, input, encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split('\n');
}

const hmac = (key, path, nonce, data) => createHmac('sha384', key).update(path + nonce + data).digest('hex');

// Section 5.1: what is signed of a GET is an object of its parameters; section 5.4: typed as in CPS's sample, or all of them texts.
const typed = (name, value) => {
  if (name === 'idTypeService') return Number(value);
  return name !== 'numberService' && ['true', 'false'].includes(value) ? value === 'true' : value;
};
const parameters = (pairs, text) => JSON.stringify(Object.fromEntries(pairs.map(([name, value]) => [name, text ? value : typed(name, value)])));

test('node knows the vector of the documentation', () => {
  assert.equal(
    hmac('asd', '/v2/list/basic_services', '1670525711124', '{"canGetBalance":false}'),
    'da655611cd2178582e526273d3f3723dbb8a945723f1c2390d244852fab40f6f15ddb8d69812ab14efa9b9b8045cc55e',
  );
});

test('what the connector signs', () => {
  const requests = run('sign').map((line) => JSON.parse(line));
  assert.equal(requests.length, 3 * 4 * 4 * 13);
  for (const request of requests) {
    const context = JSON.stringify(request);
    const url = new URL(request.url);
    // What is sent is what was signed: the platform has nothing to normalise.
    assert.equal(url.href, request.url, context);
    const path = request.without_prefix ? url.pathname.replace(/^\/cps(?=\/)/, '') : url.pathname;
    const pairs = [...url.searchParams];
    let data = request.body;
    if (request.method === 'GET') data = pairs.length ? parameters(pairs, request.text_values) : '';
    assert.equal(request.headers['api-signature'], hmac(request.private_key, path, request.headers['api-nonce'], data), context);
    assert.match(request.headers['api-nonce'], /^\d{13}$/, context);
    assert.match(request.headers['api-key'], /^[0-9a-f]{64}$/, context);
    assert.equal(request.body === null, request.method === 'GET', context);
    if (request.body !== null) {
      assert.equal(request.headers['content-type'], 'application/json', context);
      const { numberService, idTypeService, amount } = JSON.parse(request.body);
      assert.deepEqual([typeof numberService, typeof idTypeService, typeof amount], ['string', 'number', 'number'], context);
      // As node itself writes it, but for the largest amounts, which no double holds to the cent.
      if (amount < 1e12) assert.equal(request.body, JSON.stringify({ numberService, idTypeService, amount }), context);
    }
  }
});

test('what our server believes', () => {
  const { below } = seeded('cps');
  const nonce = 1_780_315_200_000;
  const [requests, expected] = [[], []];
  // A request as received, what its client signed, and whether that is one of the forms of section 5.4.
  const add = (received, path, data, believed, changes = {}) => {
    const key = `clave-${below(1000)}`;
    const signature = hmac(key, path, String(nonce), data);
    requests.push({
      method: 'POST', query: [], body: '', path, nonce: String(nonce), now_ms: nonce, private_key: key,
      signature: below(2) ? signature : signature.toUpperCase(), ...received, ...changes,
    });
    expected.push(believed);
  };
  const prefixes = ['', '/cps'];
  for (let round = 0; round < 500; round += 1) {
    const number = `0${String(below(1e10)).padStart(10, '0')}`;
    const [service, amount] = [57 + below(180), (1 + below(1e7)) / 100];
    const body = { numberService: number, idTypeService: service, amount, note: ['ñ/"\\', '\n\u2028', '漢😀'][below(3)] };
    const [compact, spaced] = [JSON.stringify(body), JSON.stringify(body, null, below(4))];
    const query = [['numberService', number], ['idTypeService', String(service)], ['x', 'true']];
    for (const signed of prefixes) {
      for (const sent of prefixes) {
        const post = (body) => ({ path: `${sent}/v2/operation/use/pay`, body });
        const get = (query) => ({ method: 'GET', path: `${sent}/v2/operation/get/balance`, query });
        const [payPath, balancePath] = [`${signed}/v2/operation/use/pay`, `${signed}/v2/operation/get/balance`];
        add(post(compact), payPath, compact, true);
        add(post(spaced), payPath, spaced, true);
        add(post(spaced), payPath, compact, true);
        add(post(compact), payPath, JSON.stringify({ ...body, amount: amount + 1 }), false);
        add(post(compact), payPath, JSON.stringify({ ...body, idTypeService: String(service) }), false);
        add(post(compact), payPath, '', false);
        add(post(compact), balancePath, compact, false);
        add(post(compact), payPath, compact, false, { nonce: String(nonce + 1) });
        add(post(compact), payPath, compact, false, { private_key: 'otra' });
        add(post(compact), payPath, compact, false, { now_ms: nonce + 300_001 });
        add(get(query), balancePath, parameters(query, false), true);
        add(get(query), balancePath, parameters(query, true), true);
        add(get([...query].reverse()), balancePath, parameters(query, false), false);
        add(get(query.slice(1)), balancePath, parameters(query, false), false);
        add(get(query), balancePath, `numberService=${number}&idTypeService=${service}&x=true`, false);
        add(get([]), balancePath, below(2) ? '' : '{}', true);
        add(get([]), balancePath, 'null', false);
      }
    }
  }
  const answers = run('verify', `${requests.map((request) => JSON.stringify(request)).join('\n')}\n`);
  assert.equal(answers.length, requests.length);
  answers.forEach((answer, index) => assert.equal(answer, String(expected[index]), JSON.stringify(requests[index])));
});
