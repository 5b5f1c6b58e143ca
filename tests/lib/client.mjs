// A client of the API, as a test needs it: every answer in full, nothing thrown for an error status.
import { randomUUID } from 'node:crypto';
import { demo } from './runtime.mjs';

/** One call. `body` is sent as JSON, `raw` as it is; `key` is the Idempotency-Key. Answers `{ status, headers, text, body }`. */
export async function call(url, method, path, { token, body, raw, key, headers = {} } = {}) {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...((body !== undefined || raw !== undefined) && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...headers,
    },
    body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    redirect: 'manual',
  });
  const text = await response.text();
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined; // not JSON; the caller has the text
  }
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** Logs a demo user in by role ('Operador' is the first of them) or by e-mail. Answers a caller with `token`, `user` and `get`, `post`, ... */
export async function login(url, who, { tenant = demo.tenants[0] } = {}) {
  const account = tenant.users.find(({ email, role }) => who === email || who === role);
  if (!account) throw new Error(`no demo user ${who}`);
  const answer = await call(url, 'POST', '/auth/login', { body: { email: account.email, password: account.password } });
  if (answer.status !== 201) throw new Error(`login of ${account.email}: ${answer.status} ${answer.text}`);
  return { ...as(url, answer.body.access_token), refreshToken: answer.body.refresh_token, user: answer.body.user };
}

/** The calls of one token. */
export function as(url, token) {
  const method = (name) => (path, body, options = {}) => call(url, name, path, { token, body, ...options });
  return {
    token,
    get: (path, options = {}) => call(url, 'GET', path, { token, ...options }),
    post: method('POST'),
    patch: method('PATCH'),
    put: method('PUT'),
    delete: (path, options = {}) => call(url, 'DELETE', path, { token, ...options }),
  };
}

/** A new idempotency key. */
export const newKey = () => randomUUID();
