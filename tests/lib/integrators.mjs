// Clients of the door of loyalty wallets as its documentation prints them: each sends a POST with a form and an `apikey`, and answers
// `{ status, text }`. What they send is theirs: the headers and the encoding of the form are no doing of ours.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

// requests.post(url = …, data = …, headers = …), by the standard library: the same form, encoded by the same function.
const PYTHON = `
import json, sys, urllib.parse, urllib.request
url, apikey, data = json.load(sys.stdin)
request = urllib.request.Request(url, data=urllib.parse.urlencode(data).encode(), headers={'apikey': apikey}, method='POST')
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
with opener.open(request) as answer:
    print(json.dumps([answer.status, answer.read().decode()]))
`;

/** `curl -X POST "…" -H "apikey: …" -d "a=b&c=d"`: names and values as they stand, and nothing where there are none. */
export async function curl(url, apikey, data) {
  const form = Object.entries(data).map(([name, value]) => `${name}=${value}`).join('&');
  const { stdout } = await run('curl', ['--silent', '--noproxy', '*', '--write-out', '\n%{http_code}', '-X', 'POST', url, '-H', `apikey: ${apikey}`, '-d', form]);
  const cut = stdout.lastIndexOf('\n');
  return { status: Number(stdout.slice(cut + 1)), text: stdout.slice(0, cut) };
}

/** Python. */
export async function python(url, apikey, data) {
  const running = run('python3', ['-c', PYTHON]);
  running.child.stdin.end(JSON.stringify([url, apikey, data]));
  const [status, text] = JSON.parse((await running).stdout);
  return { status, text };
}

/** Node, as its `request.post({ url, headers, form })` did. */
export async function node(url, apikey, data) {
  const answer = await fetch(url, { method: 'POST', headers: { apikey }, body: new URLSearchParams(data) });
  return { status: answer.status, text: await answer.text() };
}

/** JSON with the same names, as the provider's own client sends it. */
export async function json(url, apikey, data) {
  const headers = { apikey, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ ...data, source: 'mcp' }) });
  return { status: answer.status, text: await answer.text() };
}
