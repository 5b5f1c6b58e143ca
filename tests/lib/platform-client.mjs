// What the provider's own client library puts on the wire (contract of phone credits, sections 6.1, 7 and 8), byte for byte: a thin client of
// ours that writes the same headers and bodies over a bare socket, so that no library adds or reorders anything.
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';

/** Sends a request as written and answers `{ status, headers, text, body }`. */
export function exchange(url, head, body = '') {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(`${head.join('\r\n')}\r\n\r\n${body}`));
    const parts = [];
    socket.setTimeout(30_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('close', () => resolve(read(Buffer.concat(parts))));
  });
}

function read(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  const [status, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const rest = bytes.subarray(end + 4);
  const text = (headers.get('transfer-encoding') === 'chunked' ? unchunked(rest) : rest).toString('utf8');
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined; // not JSON; the caller has the text
  }
  return { status: Number(status.split(' ')[1]), headers, text, body };
}

function unchunked(bytes) {
  const parts = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    const length = parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (!(length > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}

/** The library's session: `token`, `refresh`, `destroy`, `me` and the four calls. */
export class PlatformClient {
  constructor(url, clientId, clientSecret) {
    this.url = url;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.last = 0;
  }

  /** `POST /oauth/token` with that form, as axios 0.17.1 writes it. Keeps the access token. */
  async token(form) {
    const basic = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    const answer = await this.plain('POST', '/oauth/token', form, [
      'Accept: application/json, text/plain, */*',
      'Content-Type: application/x-www-form-urlencoded',
      `Authorization: Basic ${basic}`,
      'User-Agent: axios/0.17.1',
    ]);
    this.accessToken = answer.body?.access_token;
    return answer;
  }

  /** `GET /users/me`, which is not signed. */
  me() {
    return this.plain('GET', '/users/me', '', [
      'Accept: application/json, text/plain, */*',
      'User-Agent: @bitcapital/core-sdk/1.6.1',
      `Authorization: Bearer ${this.accessToken}`,
    ]);
  }

  /** `POST /oauth/revoke`: a JSON text under the content type of a form. */
  revoke() {
    return this.plain('POST', '/oauth/revoke', JSON.stringify({ accessToken: this.accessToken }), [
      'Accept: application/json, text/plain, */*',
      'Content-Type: application/x-www-form-urlencoded',
      'User-Agent: @bitcapital/core-sdk/1.6.1',
    ]);
  }

  getPhoneCreditProviders() {
    return this.signed('GET', '/phone-credits/providers');
  }

  createOrder(phoneCode, phoneNumber, providerCode) {
    return this.signed('POST', '/phone-credits/order/create', JSON.stringify({ phoneCode, phoneNumber, providerCode }));
  }

  completeOrder(amount, source, orderId) {
    return this.signed('POST', `/phone-credits/order/${orderId}/complete`, JSON.stringify({ amount, source }));
  }

  getPhoneCreditOrderHistoryForWallet(walletId) {
    return this.signed('GET', `/phone-credits/order/history/${walletId}`);
  }

  /** A signed request; `at` is its time, `signed` what is signed instead of the body. */
  signed(method, path, body = '', { at, signed = body } = {}) {
    // Never the same time twice, so that no two requests have one signature.
    this.last = Math.max(Date.now(), this.last + 1);
    const timestamp = String(at ?? this.last);
    const message = [method, path, timestamp, ...(method === 'POST' ? [signed] : [])].join(',');
    const signature = createHmac('sha256', this.clientSecret).update(message).digest('hex');
    return this.plain(method, path, body, [
      'Accept: application/json, text/plain, */*',
      ...(method === 'POST' ? ['Content-Type: application/json;charset=utf-8'] : []),
      'User-Agent: @bitcapital/core-sdk/1.6.1',
      `Authorization: Bearer ${this.accessToken}`,
      `X-Request-Signature: ${signature}`,
      `X-Request-Timestamp: ${timestamp}`,
    ]);
  }

  plain(method, path, body, headers) {
    const length = method === 'POST' ? [`Content-Length: ${Buffer.byteLength(body)}`] : [];
    return exchange(this.url, [`${method} ${path} HTTP/1.1`, ...headers, ...length, `Host: ${new URL(this.url).host}`, 'Connection: close'], body);
  }
}
