// The edge in front of the runtime, as far as tests need it: a proxy on the loopback that compresses what Cloudflare's edge compresses.
import { createHash } from 'node:crypto';
import { createServer, request as send } from 'node:http';
import { gzipSync } from 'node:zlib';

const COMPRESSED = /^(text\/|application\/(javascript|json|manifest\+json|problem\+json|wasm)|image\/svg\+xml)/;

async function bodyOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// What was compressed has another ETag than the plain file, a weak one; the runtime knows only its own.
const weak = (etag) => (etag.startsWith('W/') ? etag : `W/${etag}`);

/**
 * Starts the proxy before `url`. `change(path, answer)` may alter an answer `{ status, headers, body }` on its way, for a test of
 * another build. Answers `{ url, answered, stop }`: `answered` has the path and status of each answer so far; `stop()` refuses every
 * further connection at once, as a server that is gone does.
 */
export async function startEdge(url, { change } = {}) {
  const answered = [];
  const packed = new Map();
  // Compressed once, as an edge that keeps what it compressed: how long that takes is no part of any measurement.
  function compress(body) {
    const key = createHash('sha256').update(body).digest('hex');
    if (!packed.has(key)) packed.set(key, gzipSync(body, { level: 9 }));
    return packed.get(key);
  }

  function answer(request, response, { status, headers, body }) {
    const canGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && COMPRESSED.test(headers['content-type'] ?? '') && body.length > 0;
    const sent = canGzip ? compress(body) : body;
    const { 'transfer-encoding': _chunked, ...kept } = headers;
    response.writeHead(status, {
      ...kept,
      ...(status !== 304 && { 'content-length': sent.length }),
      ...(canGzip && { 'content-encoding': 'gzip', vary: 'Accept-Encoding', ...(headers.etag && { etag: weak(headers.etag) }) }),
    });
    response.end(request.method === 'HEAD' ? undefined : sent);
  }

  async function pass(request, response) {
    const headers = { ...request.headers, host: new URL(url).host, 'accept-encoding': 'identity' };
    // What is altered on its way has to be there in full.
    if (change) delete headers['if-none-match'];
    else if (headers['if-none-match']) headers['if-none-match'] = headers['if-none-match'].replace(/^W\//, '');
    const body = await bodyOf(request);
    const upstream = send(new URL(request.url, url), { method: request.method, headers });
    upstream.on('error', () => response.destroy());
    upstream.on('response', async (incoming) => {
      const found = { status: incoming.statusCode, headers: incoming.headers, body: await bodyOf(incoming) };
      const path = new URL(request.url, url).pathname;
      change?.(path, found);
      answered.push({ path, status: found.status });
      answer(request, response, found);
    });
    upstream.end(body);
  }

  const server = createServer((request, response) => pass(request, response).catch(() => response.destroy()));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    answered,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
