//! Outgoing mail without the platform: letters of demo tenants go to the log, the others through an HTTP mail API.
//!
//! The API is that of Resend and of the services that copied it: a POST with a bearer key and `{from, to, subject, text}`.

use crate::http::{Method, is_private_url};
use crate::ports::{Http, HttpRequest, Letter, Mail};
use futures::future::LocalBoxFuture;
use serde::Serialize;

/// How long the mail API may take.
const TIMEOUT_MS: i64 = 10_000;
/// The longest answer of the mail API that is read; only its status counts.
const RESPONSE_BYTES_MAX: usize = 64 * 1024;

/// The mail API of this deployment.
#[derive(Clone, PartialEq, Eq)]
pub struct MailService {
    url: String,
    key: String,
    from: String,
}

impl MailService {
    /// The service that the variables `MAIL_API_URL`, `MAIL_API_KEY` and `MAIL_FROM` name; `None` where none of them is set. An error says
    /// which is missing, or that the address is neither https nor this machine's own: codes are not sent in the clear.
    pub fn new(
        url: Option<String>,
        key: Option<String>,
        from: Option<String>,
    ) -> Result<Option<Self>, String> {
        match (url, key, from) {
            (None, None, None) => Ok(None),
            (Some(url), Some(key), Some(from)) if is_private_url(&url) => {
                Ok(Some(Self { url, key, from }))
            }
            (Some(_), Some(_), Some(_)) => Err("MAIL_API_URL must begin with https://".into()),
            (None, _, _) => Err("MAIL_API_URL is not set".into()),
            (_, None, _) => Err("MAIL_API_KEY is not set".into()),
            (_, _, None) => Err("MAIL_FROM is not set".into()),
        }
    }

    /// The request that sends a letter.
    pub fn request(&self, letter: &Letter) -> Result<HttpRequest, String> {
        #[derive(Serialize)]
        struct Body<'a> {
            from: &'a str,
            to: [&'a str; 1],
            subject: &'a str,
            text: &'a str,
        }
        let body = Body {
            from: &self.from,
            to: [&letter.to],
            subject: &letter.subject,
            text: &letter.body,
        };
        Ok(HttpRequest {
            method: Method::Post,
            url: self.url.clone(),
            headers: vec![
                ("authorization", format!("Bearer {}", self.key)),
                ("content-type", "application/json".to_owned()),
            ],
            body: Some(serde_json::to_string(&body).map_err(|error| error.to_string())?),
            timeout_ms: TIMEOUT_MS,
            response_bytes_max: RESPONSE_BYTES_MAX,
        })
    }

    /// Whether the API accepted the letter, by the status it answered.
    pub fn read_response(status: u16) -> Result<(), String> {
        if (200..300).contains(&status) {
            Ok(())
        } else {
            Err(format!("the mail API answered {status}"))
        }
    }
}

/// Mail as a deployment sends it: letters of demo tenants into the log, the others through the API, if there is one.
pub struct DeploymentMail {
    service: Option<MailService>,
    http: Box<dyn Http>,
    log: LogMail,
}

impl DeploymentMail {
    /// With this service, or none.
    pub fn new(service: Option<MailService>, http: Box<dyn Http>, log: LogMail) -> Self {
        Self { service, http, log }
    }
}

impl Mail for DeploymentMail {
    fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>> {
        match &self.service {
            Some(service) if !letter.demo => Box::pin(async move {
                let request = service.request(&letter)?;
                let answer = self.http.send(request).await;
                let response = answer.map_err(|error| format!("the mail API: {error}"))?;
                MailService::read_response(response.status)
            }),
            Some(_) | None => self.log.send(letter),
        }
    }
}

/// The log as a mailbox: a demo's addresses are nobody's, and whoever runs a demo reads its log. A live tenant's letter is refused, and
/// nothing of it is written: a log is read by more people than a mailbox.
pub struct LogMail {
    log: fn(&str),
}

impl LogMail {
    /// Mail that is written with `log`.
    pub fn new(log: fn(&str)) -> Self {
        Self { log }
    }
}

impl Mail for LogMail {
    fn send(&self, letter: Letter) -> LocalBoxFuture<'_, Result<(), String>> {
        let outcome = if letter.demo {
            (self.log)(&format!(
                "mail to {}: {}\n{}",
                letter.to, letter.subject, letter.body
            ));
            Ok(())
        } else {
            Err("no mail service is configured: MAIL_API_URL, MAIL_API_KEY and MAIL_FROM are not set".to_owned())
        };
        Box::pin(async move { outcome })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::executor::block_on;
    use std::cell::RefCell;

    fn letter(demo: bool) -> Letter {
        Letter {
            to: "ana@x.bo".into(),
            subject: "Código".into(),
            body: "A1B2C3 \"y\"\n".into(),
            demo,
        }
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_request_is_what_the_api_documents() {
        let service = MailService::new(
            some("https://mail.example/emails"),
            some("k"),
            some("Ventanilla <no-reply@x.bo>"),
        )
        .unwrap()
        .unwrap();
        let request = service.request(&letter(false)).unwrap();
        assert_eq!(request.url, "https://mail.example/emails");
        assert_eq!(
            request.headers,
            vec![
                ("authorization", "Bearer k".to_owned()),
                ("content-type", "application/json".to_owned())
            ]
        );
        assert_eq!(
            request.body.as_deref(),
            Some(
                r#"{"from":"Ventanilla <no-reply@x.bo>","to":["ana@x.bo"],"subject":"Código","text":"A1B2C3 \"y\"\n"}"#
            )
        );
    }

    #[test]
    fn all_three_variables_or_none() {
        assert!(MailService::new(None, None, None).unwrap().is_none());
        for (url, key, from) in [
            (None, some("k"), some("f")),
            (some("https://x"), None, some("f")),
            (some("https://x"), some("k"), None),
        ] {
            assert!(MailService::new(url, key, from).is_err());
        }
    }

    #[test]
    fn codes_are_not_sent_in_the_clear() {
        for (url, safe) in [
            ("https://mail.example/emails", true),
            ("http://127.0.0.1:9/emails", true),
            ("http://localhost/emails", true),
            ("http://mail.example/emails", false),
            ("http://localhost.example/emails", false),
            ("http://127.0.0.1.example/", false),
            ("https://", false),
            ("", false),
            ("ftp://x", false),
        ] {
            assert_eq!(
                MailService::new(some(url), some("k"), some("f")).is_ok(),
                safe,
                "{url}"
            );
        }
    }

    #[test]
    fn only_success_is_success() {
        for (status, accepted) in [
            (200, true),
            (202, true),
            (199, false),
            (302, false),
            (401, false),
            (429, false),
            (500, false),
        ] {
            assert_eq!(
                MailService::read_response(status).is_ok(),
                accepted,
                "{status}"
            );
        }
    }

    #[test]
    fn the_log_gets_letters_of_demos_only() {
        thread_local! {
            static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
        }
        let mail = LogMail::new(|line| LINES.with_borrow_mut(|lines| lines.push(line.to_owned())));
        assert!(block_on(mail.send(letter(false))).is_err());
        assert!(LINES.with_borrow(Vec::is_empty));
        assert_eq!(block_on(mail.send(letter(true))), Ok(()));
        LINES.with_borrow(|lines| assert_eq!(lines.len(), 1));
        LINES.with_borrow(|lines| assert!(lines.iter().all(|line| line.contains("A1B2C3"))));
    }
}
