// The OpenAPI document as a test uses it: its operations by name, and whether an answer is what the document says.
import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020.js';
import { call } from './client.mjs';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const FORMATS = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  int32: { type: 'number', validate: Number.isInteger },
  int64: { type: 'number', validate: Number.isSafeInteger },
};

/** Every operation, with its `path` and `method`. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })));
}

/**
 * Checks values against the document's schemas. Objects may have no other fields than those that are documented: a client may get
 * more one day, but what is there today is described. `at` is the way to a schema: check(value, 'paths', '/cajas', 'get', ...).
 */
export function checker(document) {
  const closed = structuredClone(document);
  const flattened = new Set(Object.values(closed.components.schemas).flatMap(({ allOf = [] }) => allOf.map((part) => part.$ref)));
  for (const [name, schema] of Object.entries(closed.components.schemas)) {
    if ((schema.properties || schema.allOf) && !flattened.has(`#/components/schemas/${name}`)) schema.unevaluatedProperties = false;
  }
  // The envelope of the portal's answers is no schema by name.
  for (const { responses } of operationsOf(closed)) {
    for (const { schema } of Object.values(responses).flatMap(({ content = {} }) => Object.values(content))) {
      if (schema.properties?.success) schema.unevaluatedProperties = false;
    }
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema(closed, 'openapi.json');
  const compiled = new Map();
  return (value, ...at) => {
    const pointer = at.map((name) => encodeURIComponent(String(name).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    if (!compiled.has(pointer)) compiled.set(pointer, ajv.compile({ $ref: `openapi.json#/${pointer}` }));
    const valid = compiled.get(pointer);
    assert.ok(valid(value), `${at.join(' ')}: ${ajv.errorsText(valid.errors, { dataVar: '' })} in ${JSON.stringify(value)}`);
  };
}

const FORM = 'application/x-www-form-urlencoded';

/** The body that an operation is documented with: `{ type, example, schema }`, or nothing. Of several, the form. */
export function bodyOf({ requestBody }) {
  const content = requestBody?.content ?? {};
  const type = [FORM, ...Object.keys(content)].find((name) => content[name]);
  return type && { type, ...content[type] };
}

// The documented example as it is sent, with the fields of `change` in it and without those that are undefined.
function written({ type, example }, change) {
  if (type === 'text/csv') return example;
  const fields = { ...example, ...change };
  return type === FORM ? new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined)).toString() : JSON.stringify(fields);
}

/**
 * Performs operations by name and holds each answer against the document: its status, media type, headers and body. The body sent is
 * the documented example unless told, with the fields of `change` in it; a file is sent as it is. `sign(method, target, body)` answers the headers
 * that sign the request. `used` has the name and status of every answer.
 */
export function performer(document, url) {
  const operations = new Map(operationsOf(document).map((operation) => [operation.operationId, operation]));
  const check = checker(document);
  const used = new Set();
  return {
    used,
    async perform(name, { id, query = '', token, change, raw, key, headers, sign } = {}) {
      const { path, method, responses, ...operation } = operations.get(name) ?? assert.fail(`no operation ${name}`);
      const documentedBody = bodyOf(operation);
      const target = path.replace(/\{\w+\}/, id) + query;
      const body = raw ?? (documentedBody && written(documentedBody, change));
      const sent = {
        raw: body,
        headers: { ...(documentedBody && { 'content-type': documentedBody.type }), ...headers, ...sign?.(method.toUpperCase(), target, body) },
      };
      const answer = await call(url, method.toUpperCase(), target, { token, key, ...sent });
      const where = `${name}: ${answer.status} ${answer.text}`;
      const documented = responses[answer.status] ?? assert.fail(`not documented: ${where}`);
      if (documented.content) {
        const type = answer.headers.get('content-type')?.split(';')[0];
        assert.ok(documented.content[type], where);
        check(answer.body, 'paths', path, method, 'responses', answer.status, 'content', type, 'schema');
      } else {
        assert.equal(answer.text, '', where);
      }
      used.add(`${name} ${answer.status}`);
      return answer;
    },
  };
}
