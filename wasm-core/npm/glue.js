// Makes the package's functions out of the module's exports: writes texts into its memory, reads answers out of it as plain objects. What is
// valid is decided in Rust; here is how it is asked, and how some of what is valid is written where to read it out again would take longer.

/** What stands between two texts of an answer. */
const SEPARATOR = '\x1f';
const SEPARATOR_BYTE = 0x1f;
/** What errors begin with that are texts and not JSON. */
const AS_TEXTS = '!';
/** What stands in a number that says what is wrong, as wasm-core/src/js/exchange.rs has it. */
const ONE_ERROR = 2 ** 30;
/** A place in no list, and what says that an argument was no text or no number. */
const NOWHERE = 255;
const NO_TEXT = -1;
const NO_NUMBER = -(2 ** 31);
/** A longer text is nothing that is read here: it is cut, and what no reader takes is put at its end. */
const TEXT_UNITS_MAX = 2 ** 20;
const NO_READER_TAKES = '\ufffd';
/** The most items of a list. */
const ITEMS_MAX = 1_000_000;
/** A setting that is none, as no reader of settings takes it. */
const NO_SETTING = '\0';
/** What room is made for at least, so that it is rarely asked for. */
const ROOM_BYTES = 4096;
/** Shorter answers are quicker put together than decoded. */
const SHORT_BYTES = 200;
/** As many noughts as the longest GTIN has digits. */
const GTIN_NOUGHTS = '0'.repeat(14);
/** At whole quarters of an hour all the world's days begin. */
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** Bits of a pressed key, as wasm-core/src/js/scan.rs has them. */
const REPEAT = 1;
const SHORTCUT = 2;
const PAUSE = 4;

/**
 * The functions, of a module's exports. Where a call ends in the middle, as it does when the stack is full, the module is of no more use: `renew` gives the
 * exports of another instance of it, and without it what was thrown is thrown on.
 */
export function bind(exports, renew) {
  let wasm = exports;
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
    if (text.length > TEXT_UNITS_MAX) return put(text.slice(0, TEXT_UNITS_MAX - 1) + NO_READER_TAKES);
    const units = text.length;
    if (end + units * 3 > room) {
      const wanted = Math.max(end + units * 3, ROOM_BYTES);
      start = wasm.input(wanted);
      room = wanted;
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

  /** What is wrong: as one number, as texts one after another, or where these could not be told apart, or have words with them, as JSON. */
  function bad(length) {
    if (length <= -ONE_ERROR) {
      const { code, message_key } = CODES[-length & 0xff];
      const position = ((-length - ONE_ERROR) >> 8) - 1;
      const error = { field: 'text', code, message_key, parameters: {} };
      if (position >= 0) error.position = position;
      return { ok: false, errors: [error] };
    }
    const texts = parts(-length);
    if (texts[0] !== AS_TEXTS) return { ok: false, errors: JSON.parse(answer(-length)) };
    const errors = [];
    for (let at = 1; at < texts.length; ) {
      const { code, message_key } = CODES[texts[at + 1]];
      const position = texts[at + 2];
      const end = at + 4 + 2 * Number(texts[at + 3]);
      const parameters = {};
      for (let name = at + 4; name < end; name += 2) parameters[texts[name]] = texts[name + 1];
      const error = { field: texts[at], code, message_key, parameters };
      if (position !== '') error.position = Number(position);
      errors.push(error);
      at = end;
    }
    return { ok: false, errors };
  }

  const messageKey = (code) => `error.${code}`;
  const refused = (field, code, parameters = {}) => ({ ok: false, errors: [{ field, code, message_key: messageKey(code), parameters }] });
  const whole = (length) => (length < 0 ? bad(length) : good(answer(length)));
  const parsed = (length) => (length < 0 ? bad(length) : good(JSON.parse(answer(length))));

  end = 0;
  const TABLES = JSON.parse(answer(wasm.tables()));
  const places = (names) => new Map(names.map((name, place) => [name, place]));
  const codes = (list) => list.map(({ code }) => code);
  const CODES = TABLES.codes.trimEnd().split('\n').map((code) => ({ code, message_key: messageKey(code) }));
  const COUNTRIES = places(codes(TABLES.countries));
  const CURRENCIES = places(codes(TABLES.currencies));
  const SCHEMES = places(TABLES.schemes);
  const FORMS = places(TABLES.forms ?? []);
  const SYMBOLS = new Map(TABLES.currencies.map(({ code, symbol }) => [code, symbol]));
  // By how many digits they have, so that a name is put together once.
  const FORMATS = [];
  const WANTED = places(TABLES.wanted);

  const place = (map, name) => (typeof name === 'string' ? (map.get(name) ?? NOWHERE) : NO_TEXT);
  const wantedPlace = (wanted) => (wanted === undefined ? 0 : place(WANTED, wanted));
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

  /** The day that a code is read on. Where it is too short to say one any will do, and the time is not asked for. */
  const dayFor = (text, date) => (date === undefined && typeof text === 'string' && text.length < TABLES.dated_digits_min ? 0 : day(date));

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

  function validatePhone(country, text, wanted) {
    const at = place(COUNTRIES, country);
    const length = wasm.phone(first(text), at, wantedPlace(wanted));
    if (length < 0) return bad(length);
    const [national, type, operator] = parts(length);
    const international = `+${TABLES.countries[at].calling_code}${national}`;
    return good({ country, national, international, kind: type, suggested_operator: orNull(operator) });
  }

  const isPhone = (country, text, wanted) => wasm.is_phone(first(text), place(COUNTRIES, country), wantedPlace(wanted)) !== 0;

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

  /** A GTIN, whose format is named by how many digits it was written with; noughts before them make fourteen. */
  const gtin = (code) => ({ kind: 'gtin', code, format: (FORMATS[code.length] ??= `GTIN-${code.length}`), gtin_14: GTIN_NOUGHTS.slice(code.length) + code });

  const BARCODES = {
    coupon: ([kind, code, branch, customer, date]) => ({ kind, code, branch: Number(branch), customer: Number(customer), date }),
    gtin: ([, code]) => gtin(code),
    sscc: ([kind, code]) => ({ kind, code }),
    boleto: ([kind, code, format, line, bank, due_date, ...amount]) => ({
      kind, code, format, line, bank: orNull(bank),
      amount: amount.length > 0 ? amountValue('BRL', ...amount) : null,
      due_date: orNull(due_date),
    }),
  };

  function parseBarcode(text, date) {
    const days = dayFor(text, date);
    const length = wasm.barcode(first(text), days);
    if (length < 0) return bad(length);
    if (length === 0) return good(gtin(text));
    const texts = parts(length);
    return good(BARCODES[texts[0]](texts));
  }

  function isBarcode(text, date) {
    const days = dayFor(text, date);
    return wasm.is_barcode(first(text), days) !== 0;
  }

  const makeCouponBarcode = (branch, customer, date) => whole(wasm.coupon(whole32(branch), whole32(customer), day(date)));
  const denominations = (currency) => parsed(wasm.denominations(place(CURRENCIES, currency)));

  /**
   * JSON text of a count's own members; nothing of what is no plain object. JSON alone would leave out what is undefined, a function or hidden, and all
   * that a Map holds or that is inherited: a count must not come to less than what somebody gave.
   */
  function countJson(count) {
    if (typeof count !== 'object' || count === null || Array.isArray(count)) return undefined;
    const prototype = Object.getPrototypeOf(count);
    // An object of another window has an Object.prototype of its own.
    if (prototype !== null && !Object.hasOwn(prototype, 'hasOwnProperty')) return undefined;
    const members = Reflect.ownKeys(count).map((name) => [String(name), typeof count[name] === 'number' ? count[name] : null]);
    return JSON.stringify(Object.fromEntries(members));
  }

  function countCash(currency, count) {
    const length = wasm.count(first(countJson(count)), place(CURRENCIES, currency));
    if (length < 0) return bad(length);
    const [minor, text, number, ...counted] = parts(length);
    const pieces = [];
    for (let at = 0; at < counted.length; at += 2) pieces.push({ value: counted[at], quantity: Number(counted[at + 1]) });
    return good({ total: amountValue(currency, minor, text, number), pieces });
  }

  function validateForm(form, body, options) {
    const { country = 'BO', currency } = options ?? {};
    const at = place(COUNTRIES, country);
    // Of a country that there is not no currency is asked: that one is refused.
    const its = TABLES.countries[at]?.currency ?? TABLES.currencies[0].code;
    const length = wasm.form(first(json(body)), place(FORMS, form), at, place(CURRENCIES, currency ?? its));
    return length < 0 ? bad(length) : good({ body: answer(length) });
  }

  function message(error, language, parameters) {
    const { code, parameters: own } = typeof error === 'string' ? { code: error, parameters } : (error ?? {});
    // Before anything is put: an object's own `toJSON` may ask something of us.
    const filling = json(own ?? {});
    return whole(wasm.message(first(code), put(language), put(filling)));
  }

  /** A setting as the text in which settings are written, with blanks between them. An empty one is as usual, which only what is not given is. */
  const setting = (value) => {
    if (value === undefined) return '';
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : NO_SETTING;
    return text === '' || text.includes(' ') ? NO_SETTING : text;
  };
  // What says no time is pressed now.
  const time = (at_ms) => (Number.isFinite(at_ms) && at_ms >= 0 ? at_ms : performance.now());

  function scanDetector(settings) {
    const { gap_ms_max, characters_min, ending, prefix } = settings ?? {};
    const written = [gap_ms_max, characters_min, ending, prefix === '' ? undefined : prefix].map(setting).join(' ');
    const ask = (state, key, at_ms, flags) => wasm.scan(first(written), put(state), put(key), at_ms, flags);
    const begun = ask('idle', '', 0, PAUSE);
    if (begun < 0) return bad(begun);
    let [, state, pause] = parts(begun);
    const next = (length) => {
      const [outcome, after, , leaked, terminator, text] = parts(length);
      state = after;
      return { outcome, scan: outcome === 'scan' ? { text, leaked: Number(leaked), terminator: orNull(terminator) } : null };
    };
    function press(event) {
      const { key, timeStamp, repeat, ctrlKey, altKey, metaKey } = event ?? {};
      const flags = (repeat ? REPEAT : 0) | (ctrlKey || altKey || metaKey ? SHORTCUT : 0);
      return next(ask(state, typeof key === 'string' ? key : '', time(timeStamp), flags));
    }
    return good({
      pause_ms: pause === '' ? null : Number(pause),
      press: safely(press, () => ({ outcome: 'typed', scan: null })),
      pause: safely((timeStamp) => next(ask(state, '', time(timeStamp), PAUSE)).scan, () => null),
    });
  }

  /** The same for each item of a list. */
  function each(field, list, one) {
    if (!Array.isArray(list)) return refused(field, 'not_an_array');
    if (list.length > ITEMS_MAX) return refused(field, 'too_many_items', { maximo: String(ITEMS_MAX) });
    return good(Array.from(list, (item) => one(item)));
  }

  let isBroken = false;

  /** Goes on with another instance. */
  function mend() {
    wasm = renew();
    bytes = new Uint8Array(wasm.memory.buffer);
    room = 0;
    isBroken = false;
  }

  /** Whether it may have come of a full stack, for which Firefox has a class of its own; `undefined` where what was thrown throws when it is looked at. */
  function isOfStack(error) {
    try {
      return error instanceof RangeError || error instanceof WebAssembly.RuntimeError || error?.name === 'InternalError';
    } catch {
      return undefined;
    }
  }

  /** A function of which nothing is thrown: what an argument's own getters throw makes it none, of which `otherwise` tells. */
  const safely = (one, otherwise) => (a, b, c) => {
    try {
      if (isBroken) mend();
      return one(a, b, c);
    } catch (error) {
      // The module may be left in the middle of a call, until it is known that it is not: where the stack is full, there may be no room to ask.
      isBroken = renew !== undefined;
      const isFull = isOfStack(error);
      // That is the caller's to know, and leaves no room to mend anything now.
      if (isFull) throw error;
      if (isBroken && isFull === undefined) mend();
      isBroken = false;
      return otherwise();
    }
  };
  const answering = (one, field) => safely(one, () => refused(field, 'not_an_object'));
  const telling = (one) => safely(one, () => false);

  const many = {
    parseAmounts: (texts, currency) => each('texts', texts, (text) => parseAmount(text, currency)),
    validatePhones: (country, texts, wanted) => each('texts', texts, (text) => validatePhone(country, text, wanted)),
    validateServiceNumbers: (id, texts) => each('texts', texts, (text) => validateServiceNumber(id, text)),
    parseBarcodes: (texts, date) => each('texts', texts, (text) => parseBarcode(text, date)),
  };
  const single = {
    parseAmount, formatAmount, percentOf, validatePhone, operators, suggestOperator, services, validateServiceNumber, parseBarcode, makeCouponBarcode,
    denominations,
  };
  const allAnswering = (functions, field) => Object.fromEntries(Object.entries(functions).map(([name, ask]) => [name, answering(ask, field)]));
  // Only one of the two modules reads whole requests. What is wrong with one has words with it, whatever it is.
  const form = wasm.form && safely(validateForm, () => bad(wasm.form(NO_TEXT, 0, 0, 0)));
  const forms = form && {
    validateForm: form,
    validateForms: answering((name, bodies, options) => each('bodies', bodies, (body) => form(name, body, options)), 'bodies'),
  };
  return {
    ...allAnswering(single, 'text'),
    ...allAnswering(many, 'texts'),
    ...forms,
    countCash: answering(countCash, 'count'),
    message: answering(message, 'error'),
    scanDetector: answering(scanDetector, 'settings'),
    isAmount: telling(isAmount),
    isPhone: telling(isPhone),
    isBarcode: telling(isBarcode),
    checkDigit: { schemes: checkDigit.schemes, compute: answering(checkDigit.compute, 'payload'), isValid: telling(checkDigit.isValid) },
    numbering: TABLES.metadata,
  };
}
