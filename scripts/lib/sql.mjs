// Takes SQL text apart into statements, as SQLite's own sqlite3_complete() does: a trigger ends at `; END;`.
const WORD = /[A-Za-z0-9_$\u0080-\uffff]/;
const KINDS = { explain: 'explain', create: 'create', temp: 'temp', temporary: 'temp', trigger: 'trigger', end: 'end' };

// What follows each state; anything else, white space apart, leads to `plain`, or inside a trigger to `trigger`.
const NEXT = {
  start: { semicolon: 'start', explain: 'explain', create: 'create' },
  explain: { semicolon: 'start', other: 'explain', create: 'create' },
  create: { semicolon: 'start', temp: 'create', trigger: 'trigger' },
  plain: { semicolon: 'start' },
  trigger: { semicolon: 'semicolon' },
  semicolon: { semicolon: 'semicolon', end: 'end' },
  end: { semicolon: 'start' },
};

function follow(state, token) {
  return NEXT[state][token] ?? (['trigger', 'semicolon', 'end'].includes(state) ? 'trigger' : 'plain');
}

// Index of the first character after the token at `from`, and its kind.
function nextToken(sql, from) {
  const until = (text, start) => {
    const at = sql.indexOf(text, start);
    return at < 0 ? sql.length : at + text.length;
  };
  const char = sql[from];
  if (char === ';') return [from + 1, 'semicolon'];
  if (/\s/.test(char)) return [from + 1, 'space'];
  if (sql.startsWith('--', from)) return [until('\n', from), 'space'];
  if (sql.startsWith('/*', from)) return [until('*/', from + 2), 'space'];
  if (char === '[') return [until(']', from), 'other'];
  if ('\'"`'.includes(char)) return [until(char, from + 1), 'other'];
  if (!WORD.test(char)) return [from + 1, 'other'];
  let to = from;
  while (to < sql.length && WORD.test(sql[to])) to += 1;
  return [to, KINDS[sql.slice(from, to).toLowerCase()] ?? 'other'];
}

/** The statements of `sql`, without their final semicolons; comments alone are no statement. */
export function splitStatements(sql) {
  const statements = [];
  let [state, start, index, useful] = ['start', 0, 0, false];
  while (index < sql.length) {
    const [to, token] = nextToken(sql, index);
    index = to;
    if (token === 'space') continue;
    useful ||= token !== 'semicolon';
    state = follow(state, token);
    if (state !== 'start') continue;
    if (useful) statements.push(sql.slice(start, to - 1).trim());
    [start, useful] = [to, false];
  }
  if (useful) statements.push(sql.slice(start).trim());
  return statements;
}

/** Whether `sql` ends where a statement ends, and not inside of one. */
export function isComplete(sql) {
  let [state, index] = ['start', 0];
  while (index < sql.length) {
    const [to, token] = nextToken(sql, index);
    if (token !== 'space') state = follow(state, token);
    index = to;
  }
  return state === 'start';
}
