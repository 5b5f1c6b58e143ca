// Makes the package's functions out of the module's exports: writes texts into its memory, reads answers out of it as plain objects. What is
// valid is decided in Rust; here is only how it is asked.

/** What stands between two texts of an answer. */
const SEPARATOR = '\x1f';
const SEPARATOR_BYTE = 0x1f;
/** A place in no list, and what says that an argument was no text or no number. */
const NOWHERE = 255;
const NO_TEXT = -1;
const NO_NUMBER = -(2 ** 31);
/** A text beyond this is refused for its length whatever follows, and is not copied. */
const TEXT_UNITS_MAX = 2 ** 20;
/** What room is made for at least, so that it is rarely asked for. */
const ROOM_BYTES = 4096;
/** Shorter answers are quicker put together than decoded. */
const SHORT_BYTES = 200;
/** At whole quarters of an hour all the world's days begin. */
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Bits of a pressed key, as wasm-core/src/js/scan.rs has them. */
const REPEAT = 1;
const SHORTCUT = 2;
const PAUSE = 4;

/** The functions, of a module's exports. */
export function bind(wasm) {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let bytes = new Uint8Array(wasm.memory.buffer);
  let start = 0;
  let room = 0;
  let end = 0;

  // Memory that grew is another buffer, and the old one is of no length.
  const refresh = () => {
    if (bytes.length === 0) bytes = new Uint8Array(wasm.memory.buffer);
  };

  /** Puts a text after those of the same call; how many bytes it has. */
  function put(text) {
    if (typeof text !== 'string') return NO_TEXT;
    const units = Math.min(text.length, TEXT_UNITS_MAX);
    if (end + units * 3 > room) {
      room = Math.max(end + units * 3, ROOM_BYTES);
      start = wasm.input(room);
    }
    refresh();
    const from = start + end;
    let length = 0;
    for (; length < units; length += 1) {
      const unit = text.charCodeAt(length);
      if (unit > 127) break;
      bytes[from + length] = unit;
    }
    if (length < units) length += encoder.encodeInto(text.slice(length, units), bytes.subarray(from + length)).written;
    end += length;
    return length;
  }

  /** The first text of a call. */
  function first(text) {
    end = 0;
    return put(text);
  }

  /** The texts of the last call's answer, of so many bytes. They are put together byte by byte, which for a few is quicker than to decode them. */
  function parts(length) {
    if (length > SHORT_BYTES) return answer(length).split(SEPARATOR);
    refresh();
    const from = wasm.output();
    const to = from + length;
    const texts = [];
    let text = '';
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at];
      if (byte === SEPARATOR_BYTE) {
        texts.push(text);
        text = '';
      } else if (byte > 127) {
        return decoder.decode(bytes.subarray(from, to)).split(SEPARATOR);
      } else {
        text += String.fromCharCode(byte);
      }
    }
    texts.push(text);
    return texts;
  }

  /** The answer of the last call, of so many bytes. */
  function answer(length) {
    refresh();
    const from = wasm.output();
    return decoder.decode(bytes.subarray(from, from + length));
  }

  const good = (value) => ({ ok: true, value });
  const bad = (length) => ({ ok: false, errors: JSON.parse(answer(-length)) });
  const refused = (field, code) => ({ ok: false, errors: [{ field, code, message_key: `error.${code}`, parameters: {} }] });
  const whole = (length) => (length < 0 ? bad(length) : good(parts(length)[0]));
  const parsed = (length) => (length < 0 ? bad(length) : good(JSON.parse(answer(length))));

  end = 0;
  const TABLES = JSON.parse(answer(wasm.tables()));
  const places = (names) => new Map(names.map((name, place) => [name, place]));
  const codes = (list) => list.map(({ code }) => code);
  const COUNTRIES = places(codes(TABLES.countries));
  const CURRENCIES = places(codes(TABLES.currencies));
  const SCHEMES = places(TABLES.schemes);
  const FORMS = places(TABLES.forms ?? []);
  const SYMBOLS = new Map(TABLES.currencies.map(({ code, symbol }) => [code, symbol]));
  const KINDS = places(['any', 'mobile']);

  const place = (map, name) => (typeof name === 'string' ? (map.get(name) ?? NOWHERE) : NO_TEXT);
  const kindPlace = (kind) => (kind === undefined ? 0 : place(KINDS, kind));
  const orNull = (text) => text || null;

  /** A whole number as the exports take it; beyond them, the largest that they do. */
  function whole32(number) {
    return Number.isInteger(number) ? Math.max(NO_NUMBER + 1, Math.min(number, 2 ** 31 - 1)) : NO_NUMBER;
  }

  let quarter = -1;
  let today = 0;
  let knownDate;
  let knownDay = 0;

  /** The days since 1970-01-01 of a date, or of today here. */
  function day(date) {
    if (date === undefined) {
      const now = Date.now();
      const current = Math.floor(now / QUARTER_MS);
      if (current !== quarter) {
        quarter = current;
        today = Math.floor((now - new Date(now).getTimezoneOffset() * 60_000) / DAY_MS);
      }
      return today;
    }
    if (date === knownDate) return knownDay;
    const days = wasm.day(first(date));
    if (days !== NO_NUMBER) [knownDate, knownDay] = [date, days];
    return days;
  }

  /** JSON text of a value that is not JSON text already; nothing of what JSON cannot write. */
  function json(value) {
    if (typeof value === 'string') return value;
    try {
      return JSON.stringify(value);
    } catch {
      return undefined;
    }
  }

  const amountValue = (currency, minor, text, number) => ({ minor, text, number, currency, symbol: SYMBOLS.get(currency) });

  function amountAnswer(length, currency) {
    if (length < 0) return bad(length);
    const [minor, text, number] = parts(length);
    return good(amountValue(currency, minor, text, number));
  }

  const parseAmount = (text, currency) => amountAnswer(wasm.amount(first(text), place(CURRENCIES, currency)), currency);
  const isAmount = (text, currency) => wasm.is_amount(first(text), place(CURRENCIES, currency)) !== 0;
  const formatAmount = (minor, currency) => amountAnswer(wasm.minor(first(minor), place(CURRENCIES, currency)), currency);
  const percentOf = (text, percent, currency) =>
    amountAnswer(wasm.percent(first(text), put(percent), place(CURRENCIES, currency)), currency);

  function validatePhone(country, text, kind) {
    const at = place(COUNTRIES, country);
    const length = wasm.phone(first(text), at, kindPlace(kind));
    if (length < 0) return bad(length);
    const [national, type, operator] = parts(length);
    const international = `+${TABLES.countries[at].calling_code}${national}`;
    return good({ country, national, international, kind: type, suggested_operator: orNull(operator) });
  }

  const isPhone = (country, text, kind) => wasm.is_phone(first(text), place(COUNTRIES, country), kindPlace(kind)) !== 0;

  function operators(country) {
    const at = place(COUNTRIES, country);
    // A country that there is not is refused where countries are known.
    return TABLES.countries[at] ? good([...TABLES.countries[at].operators]) : suggestOperator(country, '');
  }

  function suggestOperator(country, text) {
    const length = wasm.operator(first(text), place(COUNTRIES, country));
    return length < 0 ? bad(length) : good(orNull(parts(length)[0]));
  }

  const services = () => good(TABLES.services.map((service) => ({ ...service })));

  function validateServiceNumber(id, text) {
    const length = wasm.service_number(first(text), whole32(id));
    return length < 0 ? bad(length) : good({ service_id: id, number: parts(length)[0] });
  }

  const checkDigit = {
    schemes: () => [...TABLES.schemes],
    compute: (scheme, payload) => whole(wasm.check_digit(first(payload), place(SCHEMES, scheme))),
    isValid: (scheme, text) => wasm.has_check_digit(first(text), place(SCHEMES, scheme)) !== 0,
  };

  const BARCODES = {
    coupon: ([kind, code, branch, customer, date]) => ({ kind, code, branch: Number(branch), customer: Number(customer), date }),
    gtin: ([kind, code, format, gtin_14]) => ({ kind, code, format, gtin_14 }),
    sscc: ([kind, code]) => ({ kind, code }),
    boleto: ([kind, code, format, line, bank, due_date, ...amount]) => ({
      kind, code, format, line, bank: orNull(bank),
      amount: amount.length > 0 ? amountValue('BRL', ...amount) : null,
      due_date: orNull(due_date),
    }),
  };

  function parseBarcode(text, date) {
    const days = day(date);
    const length = wasm.barcode(first(text), days);
    if (length < 0) return bad(length);
    const texts = parts(length);
    return good(BARCODES[texts[0]](texts));
  }

  function isBarcode(text, date) {
    const days = day(date);
    return wasm.is_barcode(first(text), days) !== 0;
  }

  const makeCouponBarcode = (branch, customer, date) => whole(wasm.coupon(whole32(branch), whole32(customer), day(date)));
  const denominations = (currency) => parsed(wasm.denominations(place(CURRENCIES, currency)));

  function countCash(currency, count) {
    const length = wasm.count(first(json(count)), place(CURRENCIES, currency));
    if (length < 0) return bad(length);
    const [minor, text, number, ...counted] = parts(length);
    const pieces = [];
    for (let at = 0; at < counted.length; at += 2) pieces.push({ value: counted[at], quantity: Number(counted[at + 1]) });
    return good({ total: amountValue(currency, minor, text, number), pieces });
  }

  function validateForm(form, body, options) {
    const { country = 'BO', currency } = options ?? {};
    const its = TABLES.countries[place(COUNTRIES, country)]?.currency;
    const length = wasm.form(first(json(body)), place(FORMS, form), place(COUNTRIES, country), place(CURRENCIES, currency ?? its ?? 'BOB'));
    return length < 0 ? bad(length) : good({ body: answer(length) });
  }

  function message(error, language, parameters) {
    const { code, parameters: own } = typeof error === 'string' ? { code: error, parameters } : (error ?? {});
    // Before anything is put: an object's own `toJSON` may ask something of us.
    const filling = json(own ?? {});
    return whole(wasm.message(first(code), put(language), put(filling)));
  }

  /** A setting as the text in which settings are written. */
  const setting = (value, usual) => {
    if (value === undefined) return usual;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
  };

  function scanDetector(settings) {
    const { gap_ms_max, characters_min, ending, prefix } = settings ?? {};
    const written = [setting(gap_ms_max, '50'), setting(characters_min, '6'), setting(ending, 'enter-tab'), setting(prefix, '')].join(' ');
    const ask = (state, key, at_ms, flags) => wasm.scan(first(written), put(state), put(key), typeof at_ms === 'number' ? at_ms : 0, flags);
    const begun = ask('idle', '', 0, PAUSE);
    if (begun < 0) return bad(begun);
    let [, state, pause] = parts(begun);
    const next = (length) => {
      const [outcome, after, , leaked, terminator, text] = parts(length);
      state = after;
      return { outcome, scan: outcome === 'scan' ? { text, leaked: Number(leaked), terminator: orNull(terminator) } : null };
    };
    return good({
      pause_ms: pause === '' ? null : Number(pause),
      press(event) {
        const { key, timeStamp, repeat, ctrlKey, altKey, metaKey } = event ?? {};
        const flags = (repeat ? REPEAT : 0) | (ctrlKey || altKey || metaKey ? SHORTCUT : 0);
        return next(ask(state, typeof key === 'string' ? key : '', timeStamp, flags));
      },
      pause: (timeStamp) => next(ask(state, '', timeStamp, PAUSE)).scan,
    });
  }

  /** The same for each item of a list. */
  const each = (field, list, one) => (Array.isArray(list) ? good(Array.from(list, (item) => one(item))) : refused(field, 'not_an_array'));

  const functions = {
    parseAmount, formatAmount, percentOf, isAmount,
    validatePhone, isPhone, operators, suggestOperator,
    services, validateServiceNumber,
    checkDigit, parseBarcode, isBarcode, makeCouponBarcode,
    denominations, countCash, message, scanDetector,
    parseAmounts: (texts, currency) => each('texts', texts, (text) => parseAmount(text, currency)),
    validatePhones: (country, texts, kind) => each('texts', texts, (text) => validatePhone(country, text, kind)),
    validateServiceNumbers: (id, texts) => each('texts', texts, (text) => validateServiceNumber(id, text)),
    parseBarcodes: (texts, date) => each('texts', texts, (text) => parseBarcode(text, date)),
    numbering: TABLES.metadata,
  };
  // Only one of the two modules reads whole requests.
  if (!wasm.form) return functions;
  return {
    ...functions,
    validateForm,
    validateForms: (form, bodies, options) => each('bodies', bodies, (body) => validateForm(form, body, options)),
  };
}
