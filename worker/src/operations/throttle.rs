//! How many attempts who may make. An attempt is counted before it is known to have failed, in the batch that reads what it is
//! checked against, so that parallel guesses cannot slip through together.

use crate::error::{Failure, Refusal};
use crate::ports::{Rows, Statement};
use crate::store::attempt::{self, Limit, LockRow};
use crate::store::row;
use std::net::{IpAddr, Ipv6Addr};
use ventanilla_core::code::Code;

const WINDOW_MS: i64 = 15 * 60 * 1000;
const MINUTE_MS: i64 = 60 * 1000;

/// The buckets of one attempt. The first is that of the one who tries, the others bound what many together can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throttle {
    code: Code,
    limits: Vec<Limit>,
}

impl Throttle {
    /// For a log-in: few guesses per address and name, more per name (people share names of tills), many per address (shops share addresses).
    pub fn login(login: &str, place: &str) -> Self {
        Self {
            code: Code::LoginLocked,
            limits: vec![
                limit(login_bucket(login, place), 5),
                limit(format!("login:{login}"), 20),
                limit(format!("address:{place}"), 100),
            ],
        }
    }

    /// For a reset code to be mailed: nobody's mailbox is flooded, and no address asks for many.
    pub fn reset_code(login: &str, place: &str) -> Self {
        Self {
            code: Code::TooManyRequests,
            limits: vec![
                limit(format!("reset:{login}"), 5),
                limit(format!("reset-address:{place}"), 20),
            ],
        }
    }

    /// For a reset code that is shown: five guesses from one address and twenty from all, at one of 16 million. A stranger's guesses leave
    /// the owner's own untouched until there are many strangers.
    pub fn reset_confirmation(login: &str, place: &str) -> Self {
        Self {
            code: Code::TooManyRequests,
            limits: vec![
                limit(format!("confirm:{login}|{place}"), 5),
                limit(format!("confirm:{login}"), 20),
                limit(format!("address:{place}"), 100),
            ],
        }
    }

    /// For a supervisor's PIN: few guesses for whoever is at the till, more for all of a tenant's together; nobody else's count.
    pub fn pin(tenant_id: i64, supervisor_id: i64, user_id: i64) -> Self {
        Self {
            code: Code::LoginLocked,
            limits: vec![
                limit(format!("pin:{tenant_id}|{supervisor_id}|{user_id}"), 5),
                limit(format!("pin:{tenant_id}|{supervisor_id}"), 20),
            ],
        }
    }

    /// The statements that come first in the attempt's batch; [`Throttle::admit`] reads the rows of the first one.
    pub fn statements(&self, now_ms: i64) -> Vec<Statement> {
        vec![
            attempt::find_lock(&self.limits, now_ms),
            attempt::count(&self.limits, now_ms, now_ms.saturating_add(WINDOW_MS)),
            attempt::purge(now_ms),
        ]
    }

    /// Whether the attempt may be looked at. Refuses with `login_locked` or `too_many_requests`, and after how long another makes sense.
    pub fn admit(&self, results: &[Rows], now_ms: i64) -> Result<(), Failure> {
        let lock: LockRow = results
            .first()
            .map(row::one)
            .transpose()?
            .ok_or_else(|| Failure::Internal("the batch answered nothing".into()))?;
        let Some(until_ms) = lock.until_ms else {
            return Ok(());
        };
        let wait_ms = until_ms.saturating_sub(now_ms).max(1);
        let mut refusal = Refusal::new(self.code).with("minutos", rounded_up(wait_ms, MINUTE_MS));
        refusal.retry_after_s = Some(rounded_up(wait_ms, 1000));
        Err(refusal.into())
    }

    /// After a success: what the one who tried failed at before is forgotten, and this attempt is taken back from the other buckets.
    pub fn succeeded(&self) -> Vec<Statement> {
        let mut buckets = self.limits.iter().map(|limit| limit.bucket.clone());
        let own: Vec<String> = buckets.by_ref().take(1).collect();
        let shared: Vec<String> = buckets.collect();
        vec![attempt::forget(&own), attempt::uncount(&shared)]
    }
}

/// Forgets what failed at logging in with this name from this place, and what failed with it from anywhere: its password is another now.
pub fn forget_logins(login: &str, place: &str) -> Statement {
    attempt::forget(&[login_bucket(login, place), format!("login:{login}")])
}

/// Where a request comes from: an IPv4 address, or the network of an IPv6 one, since a host has 2^64 of those to choose from.
pub fn place(client_address: &str) -> String {
    match client_address
        .trim()
        .parse::<IpAddr>()
        .map(|address| address.to_canonical())
    {
        Ok(IpAddr::V4(address)) => address.to_string(),
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        Err(_) => "unknown".to_owned(),
    }
}

fn login_bucket(login: &str, place: &str) -> String {
    format!("login:{login}|{place}")
}

fn limit(bucket: String, attempts_max: i64) -> Limit {
    Limit {
        bucket,
        attempts_max,
    }
}

fn rounded_up(value: i64, unit: i64) -> i64 {
    value
        .saturating_add(unit.saturating_sub(1))
        .checked_div(unit)
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let cases = [
            ("203.0.113.9", "203.0.113.9"),
            (" 203.0.113.9 ", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("::1", "::/64"),
            ("", "unknown"),
            ("203.0.113.9, 198.51.100.1", "unknown"),
            ("localhost", "unknown"),
        ];
        for (address, expected) in cases {
            assert_eq!(place(address), expected, "{address}");
        }
    }

    #[test]
    fn buckets_fit_their_column() {
        let longest = "a".repeat(254);
        let address = place("2001:0db8:1111:2222:3333:4444:5555:6666");
        for throttle in [
            Throttle::login(&longest, &address),
            Throttle::reset_code(&longest, &address),
            Throttle::reset_confirmation(&longest, &address),
        ] {
            assert!(
                throttle
                    .limits
                    .iter()
                    .all(|limit| limit.bucket.len() <= 400)
            );
        }
    }

    #[test]
    fn a_lock_says_how_long() {
        let throttle = Throttle::login("ana@x.bo", "203.0.113.9");
        let rows = |json: &str| vec![vec![json.to_owned()]];
        assert_eq!(throttle.admit(&rows(r#"{"until_ms":null}"#), 1000), Ok(()));
        for (until_ms, minutes, seconds) in [
            (1001, "1", 1),
            (61_000, "1", 60),
            (61_001, "2", 61),
            (901_000, "15", 900),
        ] {
            let Err(Failure::Refused(refusal)) =
                throttle.admit(&rows(&format!("{{\"until_ms\":{until_ms}}}")), 1000)
            else {
                panic!("not refused at {until_ms}");
            };
            assert_eq!(refusal.code, Code::LoginLocked);
            assert_eq!(refusal.parameters(), [("minutos", minutes)]);
            assert_eq!(refusal.retry_after_s, Some(seconds));
        }
        assert!(matches!(
            throttle.admit(&[], 1000),
            Err(Failure::Internal(_))
        ));
    }
}
