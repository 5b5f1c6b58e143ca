// Shapes of answers in the contract's notation. A field that the shape does not name is allowed; one that it names must be there.
import assert from 'node:assert/strict';

const is = (name, holds) => Object.assign((value) => holds(value), { shapeName: name });
export const NUM = is('a JSON number', (value) => typeof value === 'number' && Number.isFinite(value));
export const INT = is('an integer from 1', (value) => Number.isInteger(value) && value >= 1);
export const DEC = is('a decimal string', (value) => typeof value === 'string' && /^-?\d+\.\d{2}$/.test(value));
export const ISO = is('an instant with Z', (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)));
export const TEXT = is('a text', (value) => typeof value === 'string');
export const BOOL = is('a boolean', (value) => typeof value === 'boolean');
export const NULL = is('null', (value) => value === null);
export const UUID = is('a UUID', (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value));
export const oneOf = (...values) => is(`one of ${values.join(', ')}`, (value) => values.includes(value));
export const orNull = (shape) => is(`${shape.shapeName} or null`, (value) => value === null || shape(value));
export const orAbsent = (shape) => Object.assign((value) => value === undefined || shape(value), { shapeName: `${shape.shapeName} or nothing` });
export const listOf = (shape) => ({ listOf: shape });

/** Fails, saying where, unless `actual` has `shape`: a matcher, a literal, an object of shapes, or `listOf` one. */
export function assertShape(actual, shape, where = 'answer') {
  if (typeof shape === 'function') {
    assert.ok(shape(actual), `${where} should be ${shape.shapeName}, and is ${JSON.stringify(actual)}`);
  } else if (shape !== null && typeof shape === 'object' && 'listOf' in shape) {
    assert.ok(Array.isArray(actual), `${where} should be a bare array, and is ${JSON.stringify(actual)?.slice(0, 200)}`);
    actual.forEach((item, index) => assertShape(item, shape.listOf, `${where}[${index}]`));
  } else if (shape !== null && typeof shape === 'object') {
    assert.ok(actual !== null && typeof actual === 'object' && !Array.isArray(actual), `${where} should be an object, and is ${JSON.stringify(actual)?.slice(0, 200)}`);
    for (const [field, inner] of Object.entries(shape)) assertShape(actual[field], inner, `${where}.${field}`);
  } else {
    assert.deepEqual(actual, shape, where);
  }
}

/** The audit block of every entity. */
export const AUD = { estado: BOOL, id_user_create: orNull(INT), id_user_update: orNull(INT), created_at: ISO, updated_at: ISO };
export const PERSONA = { id: INT, nombres: TEXT, p_apellido: TEXT, s_apellido: TEXT, fecha_nacimiento: orNull(TEXT), genero: orNull(TEXT), ...AUD };
export const ROLE = { id: INT, nombre: TEXT, descripcion: TEXT };
export const USUARIO = { id: INT, name: TEXT, email: TEXT, persona: PERSONA, role: ROLE, ...AUD };
export const CAJA = { id: INT, nombre: TEXT, especialidad: oneOf('SOLO_VENTAS', 'SOLO_AGENTES', 'MIXTA'), saldo: DEC, ...AUD };

const SESION_COMMON = { id: INT, fecha_apertura: ISO, id_caja: INT, id_usuario: INT, ...AUD };
const OPEN = { estado_sesion: 'ABIERTA', monto_final_teorico: NULL, monto_final_real: NULL, diferencia: NULL, fecha_cierre: NULL };
/** A session that is open, as it is read; as it is answered by its opening; and closed, as its closing answers it. */
export const SESION_ABIERTA = { ...SESION_COMMON, ...OPEN, monto_inicial: DEC };
export const SESION_RECIEN_ABIERTA = { ...SESION_COMMON, ...OPEN, monto_inicial: NUM };
export const SESION_CERRADA = {
  ...SESION_COMMON, estado_sesion: 'CERRADA', monto_inicial: DEC, monto_final_teorico: NUM, monto_final_real: NUM, diferencia: NUM, fecha_cierre: ISO,
};
export const SESION = { ...SESION_COMMON, monto_inicial: DEC, estado_sesion: oneOf('ABIERTA', 'CERRADA') };

/** An error of the documented door. */
export const ERROR = {
  statusCode: NUM, timestamp: ISO, path: TEXT, error_detail: orNull(TEXT), code: TEXT,
  message: is('a text or a list of texts', (value) => typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string'))),
};
/** An error of our own resources. */
export const PROBLEM = { type: TEXT, title: TEXT, status: NUM, detail: TEXT, code: TEXT };

/** Checks an error answer of either kind: shape, status and code; nothing of the inside, and readable from other origins. */
export function assertError(answer, status, code, door = 'kantuta') {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  if (door === 'kantuta') {
    assertShape(answer.body, { ...ERROR, statusCode: status });
  } else {
    assert.match(answer.headers.get('content-type'), /^application\/problem\+json/);
    assertShape(answer.body, { ...PROBLEM, status });
  }
  if (code !== undefined) assert.equal(answer.body.code, code, answer.text);
  for (const inside of [/sqlite/i, /D1_/, /constraint failed/i, /panicked/, /\.rs\b/, /"stack"/, /argon2/]) assert.doesNotMatch(answer.text, inside);
}
