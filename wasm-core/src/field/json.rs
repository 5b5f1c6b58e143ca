//! `Json`: JSON (RFC 8259) as its literal text. Numbers stay text, members keep their order, and no nesting reaches the stack.
//!
//! Requests are read with this and not with serde, whose reader knows floats, costs the npm module more than all of its
//! rules together, and keeps one of two members of the same name.

use std::borrow::Cow;

/// How deep values may be nested. No request needs more than three.
const DEPTH_MAX: usize = 64;
/// How many members an object may have. No request needs more than twenty; finding one is a walk through all of them.
const MEMBERS_MAX: usize = 200;

/// One well-formed JSON value: its literal text, without white space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

/// A member of an object: its name, decoded, and its value.
pub(crate) type Member<'a> = (Cow<'a, str>, Json<'a>);

impl<'a> Json<'a> {
    /// `null`.
    pub const NULL: Self = Self("null");

    /// The one value that a whole text is; `None` where it is not well-formed or too deep.
    pub fn document(text: &'a str) -> Option<Self> {
        let mut scanner = Scanner { text, position: 0 };
        scanner.space();
        let value = scanner.value()?;
        scanner.space();
        scanner.peek().is_none().then_some(value)
    }

    /// The literal text.
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Whether it is an object.
    pub(crate) fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// The members of an object; `None` for anything else, for a name that is no text and for too many members.
    pub(crate) fn members(self) -> Option<Vec<Member<'a>>> {
        let mut scanner = Scanner {
            text: self.0,
            position: 0,
        };
        scanner.expect(b'{')?;
        scanner.space();
        let mut members = Vec::new();
        while scanner.peek()? != b'}' {
            let name = decode(scanner.string()?)?;
            scanner.colon()?;
            members.push((name, scanner.value()?));
            if members.len() > MEMBERS_MAX {
                return None;
            }
            scanner.comma()?;
        }
        Some(members)
    }

    /// The items of an array; `None` for anything else.
    pub fn items(self) -> Option<Vec<Self>> {
        let mut scanner = Scanner {
            text: self.0,
            position: 0,
        };
        scanner.expect(b'[')?;
        scanner.space();
        let mut items = Vec::new();
        while scanner.peek()? != b']' {
            items.push(scanner.value()?);
            scanner.comma()?;
        }
        Some(items)
    }

    /// The text of a string, decoded; `None` for anything else and for half a surrogate pair.
    pub fn string(self) -> Option<String> {
        let inner = self.0.strip_prefix('"')?.strip_suffix('"')?;
        decode(inner).map(Cow::into_owned)
    }
}

/// A place in a text. Each function moves past what it names, or gives `None` where something else is.
struct Scanner<'a> {
    text: &'a str,
    position: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn advance(&mut self) {
        self.position = self.position.saturating_add(1);
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.advance();
        Some(byte)
    }

    fn expect(&mut self, expected: u8) -> Option<()> {
        (self.next()? == expected).then_some(())
    }

    fn space(&mut self) {
        self.skip_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
    }

    fn skip_while(&mut self, lawful: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&lawful) {
            self.advance();
        }
    }

    /// The colon between a name and its value, with the space around it.
    fn colon(&mut self) -> Option<()> {
        self.space();
        self.expect(b':')?;
        self.space();
        Some(())
    }

    /// The comma after an item and the space around it, if the text says that another one follows. What was scanned is
    /// well-formed, so that nothing but the end can come instead.
    fn comma(&mut self) -> Option<()> {
        self.space();
        if self.peek()? == b',' {
            self.advance();
            self.space();
        }
        Some(())
    }

    /// Any value, however deep up to [`DEPTH_MAX`]. What is open is kept in a list, not on the stack.
    fn value(&mut self) -> Option<Json<'a>> {
        let start = self.position;
        let mut closers = Vec::new();
        loop {
            match self.peek()? {
                b'{' => {
                    self.advance();
                    self.space();
                    closers.push(b'}');
                    if self.peek()? != b'}' {
                        self.string()?;
                        self.colon()?;
                        continue;
                    }
                }
                b'[' => {
                    self.advance();
                    self.space();
                    closers.push(b']');
                    if self.peek()? != b']' {
                        continue;
                    }
                }
                b'"' => {
                    self.string()?;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => self.number()?,
            }
            if closers.len() > DEPTH_MAX {
                return None;
            }
            self.close(&mut closers)?;
            if closers.is_empty() {
                return self.text.get(start..self.position).map(Json);
            }
        }
    }

    /// After a value: what closes here, up to the next value or the end.
    fn close(&mut self, closers: &mut Vec<u8>) -> Option<()> {
        while let Some(closer) = closers.last().copied() {
            self.space();
            let byte = self.next()?;
            if byte == closer {
                closers.pop();
                continue;
            }
            if byte != b',' {
                return None;
            }
            self.space();
            if closer == b'}' {
                self.string()?;
                self.colon()?;
            }
            return Some(());
        }
        Some(())
    }

    /// A string; gives what stands between its quotation marks.
    fn string(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let start = self.position;
        loop {
            match self.next()? {
                b'"' => return self.text.get(start..self.position.checked_sub(1)?),
                b'\\' => self.escape()?,
                0..=0x1f => return None,
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        match self.next()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => (0..4).try_for_each(|_| self.next()?.is_ascii_hexdigit().then_some(())),
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    fn number(&mut self) -> Option<()> {
        if self.peek()? == b'-' {
            self.advance();
        }
        match self.next()? {
            b'0' => {}
            b'1'..=b'9' => self.skip_while(|byte| byte.is_ascii_digit()),
            _ => return None,
        }
        if self.peek() == Some(b'.') {
            self.advance();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.advance();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.advance();
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let first = self.next()?.is_ascii_digit();
        self.skip_while(|byte| byte.is_ascii_digit());
        first.then_some(())
    }
}

/// The text between two quotation marks with its escapes resolved; `None` for half a surrogate pair.
fn decode(literal: &str) -> Option<Cow<'_, str>> {
    if !literal.bytes().any(|byte| byte == b'\\') {
        return Some(Cow::Borrowed(literal));
    }
    let mut text = String::with_capacity(literal.len());
    let mut rest = literal.chars();
    while let Some(character) = rest.next() {
        text.push(if character == '\\' {
            escaped(&mut rest)?
        } else {
            character
        });
    }
    Some(Cow::Owned(text))
}

/// The character that an escape stands for, from behind its backslash on.
fn escaped(rest: &mut core::str::Chars<'_>) -> Option<char> {
    match rest.next()? {
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => {
            let first = unit(rest)?;
            if !(0xd800..0xdc00).contains(&first) {
                return char::from_u32(u32::from(first));
            }
            let second = match (rest.next()?, rest.next()?) {
                ('\\', 'u') => unit(rest)?,
                _ => return None,
            };
            from_surrogates(first, second)
        }
        itself => Some(itself),
    }
}

/// The character of a surrogate pair, whose first half is one.
fn from_surrogates(first: u16, second: u16) -> Option<char> {
    if !(0xdc00..0xe000).contains(&second) {
        return None;
    }
    let high = u32::from(first & 0x3ff).checked_mul(0x400)?;
    char::from_u32(
        high.checked_add(u32::from(second & 0x3ff))?
            .checked_add(0x1_0000)?,
    )
}

/// Four hexadecimal digits.
fn unit(rest: &mut core::str::Chars<'_>) -> Option<u16> {
    (0..4).try_fold(0u16, |unit, _| {
        let digit = u16::try_from(rest.next()?.to_digit(16)?).ok()?;
        unit.checked_mul(16)?.checked_add(digit)
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
