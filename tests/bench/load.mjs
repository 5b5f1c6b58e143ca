// Sends one kind of request for a while over a few kept connections, and says how many were answered and how long they took.
import { Agent, request } from 'node:http';

function send(url, agent, { method, path, headers, body }) {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method, headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) } }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const quantile = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** Sends what `make()` gives, `connections` at a time for `seconds`, after a short warm-up. Refuses any answer but `status`. */
export async function load(url, make, { seconds, connections, status }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const run = async (duration_ms) => {
    const times_ms = [];
    const start = performance.now();
    const stream = async () => {
      while (performance.now() - start < duration_ms) {
        const sent = performance.now();
        const actual = await send(url, agent, make());
        if (actual !== status) throw new Error(`answered ${actual}, not ${status}`);
        times_ms.push(performance.now() - sent);
      }
    };
    await Promise.all(Array.from({ length: connections }, stream));
    return { times_ms, elapsed_ms: performance.now() - start };
  };
  await run(1000);
  const { times_ms, elapsed_ms } = await run(seconds * 1000);
  agent.destroy();
  times_ms.sort((a, b) => a - b);
  return { perSecond: (times_ms.length / elapsed_ms) * 1000, p50_ms: quantile(times_ms, 0.5), p99_ms: quantile(times_ms, 0.99) };
}
