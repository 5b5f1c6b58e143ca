//! Sending what moves value: the key is stored before the request leaves, and asked about until its fate is known.

use crate::api::{Call, JSON};
use crate::browser;
use crate::intent::{Intent, Receipt};
use crate::notice::Notice;
use crate::pending::{self, Attempt, Pending, STORE_PREFIX, Verdict};
use crate::refusal::Refusal;
use crate::till::Till;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How a request ended, as far as its form is concerned.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ended {
    /// It was recorded.
    Done,
    /// It was refused; what was typed can be corrected.
    Refused(Refusal),
    /// It was not done, and can be confirmed again: nobody was signed in, or nothing can be stored.
    NotSent,
    /// Nobody knows yet. It must not be typed again.
    Unknown,
}

impl Till {
    /// Sends what waits for a yes, once: while it is under way, nothing else is.
    pub(crate) fn confirm(self) {
        // Value is never queued: what is not sent now is not sent later behind anybody's back.
        if self.is_sending.get_untracked() || self.is_cut_off.get_untracked() {
            return;
        }
        let Some(confirming) = self.confirming.get_untracked() else {
            return;
        };
        // Another tab may have begun a sale since this was reviewed, and that sale would be missing from what was counted.
        if matches!(confirming.intent, Intent::Close { .. }) && self.is_held_back() {
            self.confirming.set(None);
            return;
        }
        // What must not be kept goes along, and nowhere else.
        let sent = match self.besides.get_value() {
            Some(besides) => match besides.complete.run(confirming.body.clone()) {
                Some(sent) => sent,
                None => return,
            },
            None => confirming.body.clone(),
        };
        self.is_sending.set(true);
        self.notice.set(None);
        let generation = self.generation();
        spawn_local(async move {
            let ended = self.submit(confirming.intent, confirming.body, &sent).await;
            if self.generation() == generation {
                self.is_sending.set(false);
                self.confirming.set(None);
                // Its form is gone where the page has moved on meanwhile.
                confirming.on_end.try_run(ended);
            }
        });
    }

    /// Whether something of who is signed in is still open, in this tab or another: looked up anew.
    pub(crate) fn is_held_back(self) -> bool {
        self.list_pending();
        untrack(|| self.has_open_requests())
    }

    /// Goes on asking about whatever is stored for this user: after a sign-in, a reload, or another tab's doing.
    pub(crate) fn resume(self) {
        self.list_pending();
        for mut pending in self.pending.get_untracked() {
            let is_asked = self
                .under_way
                .with_value(|keys| keys.contains(&pending.key));
            if !untrack(|| self.is_ours(&pending)) || is_asked {
                continue;
            }
            if let Some(refusal) = pending.refusal.take() {
                // One notice tells of one refusal; the others stay listed until they are asked about.
                if self.would_be_seen() {
                    self.refused(refusal, &pending, true);
                }
            } else {
                self.under_way
                    .update_value(|keys| keys.push(pending.key.clone()));
                spawn_local(self.keep_asking(pending));
            }
        }
    }

    /// Whether a notice would be seen: this tab is looked at, nothing stands above the page, and there is no other notice that it would
    /// take the place of.
    fn would_be_seen(self) -> bool {
        browser::is_seen()
            && !browser::is_dialog_open()
            && self.notice.with_untracked(Option::is_none)
            && self.closed.with_untracked(Option::is_none)
    }

    /// Reads again what another tab's requests, or another till's, have changed.
    pub(crate) async fn catch_up(self) {
        self.read_session().await;
        self.refresh().await;
    }

    /// Asks about one request now, besides the regular questions.
    pub(crate) fn ask_now(self, pending: Pending) {
        if untrack(|| self.is_ours(&pending)) {
            spawn_local(async move {
                self.ask_again(&pending).await;
            });
        }
    }

    /// Whether a request is that of who is signed in.
    pub(crate) fn is_ours(self, pending: &Pending) -> bool {
        self.login.with(|login| {
            login
                .as_ref()
                .is_some_and(|known| known.user.id == pending.user_id)
        })
    }

    async fn submit(self, intent: Intent, body: String, sent: &str) -> Ended {
        let Some(user) = self
            .login
            .with_untracked(|login| login.as_ref().map(|known| known.user.clone()))
        else {
            return Ended::NotSent;
        };
        let pending = browser::new_key().map(|key| Pending {
            key,
            user_id: user.id,
            user_name: user.name,
            intent,
            is_partial: body != sent,
            body,
            asked_at_ms: browser::now_ms(),
            refusal: None,
        });
        let stored =
            pending.filter(|pending| browser::store(&pending.store_name(), &pending.to_text()));
        let Some(pending) = stored else {
            self.notice.set(Some(Notice::NotStored));
            return Ended::NotSent;
        };
        self.under_way
            .update_value(|keys| keys.push(pending.key.clone()));
        self.first_attempt.set_value(Some(pending.key.clone()));
        let verdict = self.ask(&pending, Some(sent), Attempt::First).await;
        self.first_attempt.update_value(|first| {
            if first.as_ref() == Some(&pending.key) {
                *first = None;
            }
        });
        match verdict {
            Verdict::Done(receipt) => {
                self.done(*receipt, &pending, true);
                Ended::Done
            }
            Verdict::Refused(refusal) => {
                self.refused(refusal.clone(), &pending, true);
                Ended::Refused(refusal)
            }
            Verdict::NotSignedIn(refusal) => {
                if untrack(|| self.is_ours(&pending)) {
                    self.settle(&pending);
                    self.notice.set(Some(Notice::NotSignedIn));
                } else {
                    self.leave_refused(refusal, &pending);
                }
                Ended::NotSent
            }
            Verdict::Open { .. } => {
                spawn_local(self.keep_asking(pending));
                self.list_pending();
                Ended::Unknown
            }
        }
    }

    /// Asks until there is a clear answer, nobody of that name is signed in any more, or another tab has settled it.
    async fn keep_asking(self, pending: Pending) {
        let mut questions = 0_u32;
        let mut is_refused = false;
        loop {
            TimeoutFuture::new(pending::delay_ms(questions)).await;
            questions = questions.saturating_add(1);
            match still_stored(&pending) {
                None => {
                    self.catch_up().await;
                    break;
                }
                Some(known) if known.refusal.is_some() => {
                    is_refused = true;
                    break;
                }
                Some(_) => {}
            }
            let may_ask = untrack(|| self.is_ours(&pending)) && !self.is_expired.get_untracked();
            if !may_ask || self.ask_again(&pending).await {
                break;
            }
        }
        self.under_way
            .update_value(|keys| keys.retain(|key| *key != pending.key));
        if is_refused {
            // It is told like any other that was refused while its owner was away.
            self.resume();
        } else {
            self.list_pending();
        }
    }

    /// Asks once more, with the same key and body. True once the fate is known.
    async fn ask_again(self, pending: &Pending) -> bool {
        if !untrack(|| self.is_ours(pending)) {
            return false;
        }
        // It may have been settled, or refused while its owner was away, since it was listed: asked again, it might be done.
        match still_stored(pending) {
            None => {
                self.list_pending();
                self.catch_up().await;
                return true;
            }
            Some(Pending {
                refusal: Some(refusal),
                ..
            }) => {
                self.refused(refusal, pending, true);
                return true;
            }
            Some(_) => {}
        }
        // Of two questions on their way at once, one may be refused and the other one done.
        if self.asking.with_value(|keys| keys.contains(&pending.key)) {
            return false;
        }
        let body = (!pending.is_partial).then_some(pending.body.as_str());
        let verdict = self.ask(pending, body, Attempt::Again).await;
        // Another tab may have been answered before: then this answer is no news.
        let is_news = browser::stored(&pending.store_name()).is_some();
        match verdict {
            Verdict::Done(receipt) => {
                self.done(*receipt, pending, is_news);
                true
            }
            Verdict::Refused(refusal) => {
                self.refused(refusal, pending, is_news);
                true
            }
            Verdict::NotSignedIn(_) | Verdict::Open { .. } => false,
        }
    }

    /// Asks for it, or without a body only about it.
    async fn ask(self, pending: &Pending, body: Option<&str>, attempt: Attempt) -> Verdict {
        self.asking
            .update_value(|keys| keys.push(pending.key.clone()));
        let token = self.token();
        let (method, path) = match body {
            Some(_) => (pending.intent.method(), pending.intent.path()),
            None => ("GET", pending.question()),
        };
        let call = Call {
            method,
            path: &path,
            token: token.as_deref(),
            key: body.map(|_| pending.key.as_str()),
            body,
            media_type: JSON,
        };
        let reply = self.hear(call).await;
        self.asking
            .update_value(|keys| keys.retain(|key| *key != pending.key));
        let verdict = match body {
            Some(_) => pending.judge(&reply, attempt),
            None => pending.judge_listed(&reply, browser::now_ms()),
        };
        // That login is good no more, unless somebody has signed in since then.
        if verdict.needs_sign_in() && token.is_some() && self.token() == token {
            self.is_expired.set(true);
        }
        verdict
    }

    /// The fate is known: there is nothing to ask about any more.
    fn settle(self, pending: &Pending) {
        browser::forget(&pending.store_name());
        // The button that asked goes with what it asked about.
        let had_focus = browser::is_focus_within("[data-testid=pending]");
        self.let_go(pending);
        if had_focus {
            // Whichever of them this page has.
            browser::focus_soon("sell-number");
            browser::focus_soon("collect-code");
            browser::focus_soon("pay-service");
            browser::focus_soon("recharge-number");
            browser::focus_soon("points-phone");
        }
    }

    fn done(self, receipt: Receipt, pending: &Pending, is_news: bool) {
        // Whoever has signed in since then has another drawer. It stays stored: asked again by its owner, it is answered as before.
        if !untrack(|| self.is_ours(pending)) {
            self.let_go(pending);
            return;
        }
        self.settle(pending);
        // Whoever was told that it was refused has to hear that it was done.
        let is_news = is_news
            || self
                .told_refused
                .with_value(|key| key.as_ref() == Some(&pending.key));
        if !is_news {
            self.take_note(&receipt);
            spawn_local(self.catch_up());
            return;
        }
        match &receipt {
            Receipt::Opened(session) => {
                self.closed.set(None);
                self.session.set(Some(session.clone()));
            }
            Receipt::Closed(session) => {
                self.session.set(None);
                self.closed.set(Some(session.clone()));
                // Its summary says everything.
                self.notice.set(None);
                return;
            }
            Receipt::TopUp(_)
            | Receipt::Injection(_)
            | Receipt::Movement(_)
            | Receipt::Reversed(_)
            | Receipt::Created(_)
            | Receipt::Collected { .. }
            | Receipt::Issued(_)
            | Receipt::Cancelled(_)
            | Receipt::Invoiced
            | Receipt::Paid(_)
            | Receipt::Resolved(_)
            | Receipt::Refunded(_)
            | Receipt::Funded
            | Receipt::DebtPaid
            | Receipt::WalletFunded
            | Receipt::Points(_)
            | Receipt::Other => {}
        }
        self.notice.set(Some(Notice::Done(
            Box::new(receipt),
            pending.intent.clone(),
        )));
        spawn_local(self.refresh());
    }

    /// Another tab has told of it; here, the register is open or closed all the same, unless this page knows of a later one.
    fn take_note(self, receipt: &Receipt) {
        let known = self
            .session
            .with_untracked(|session| session.as_ref().map(|open| open.id));
        match receipt {
            Receipt::Opened(session) if known.is_none() => {
                self.session.set(Some(session.clone()));
            }
            Receipt::Closed(session) if known == Some(session.id) => self.session.set(None),
            _ => {}
        }
    }

    fn refused(self, refusal: Refusal, pending: &Pending, is_news: bool) {
        if !untrack(|| self.is_ours(pending)) {
            self.leave_refused(refusal, pending);
            return;
        }
        self.settle(pending);
        if !is_news {
            spawn_local(self.catch_up());
            return;
        }
        self.told_refused.set_value(Some(pending.key.clone()));
        let is_session_another = refusal.is_session_another();
        let intent = pending.intent.clone();
        self.notice.set(Some(Notice::Refused(refusal, intent)));
        spawn_local(async move {
            if is_session_another {
                self.read_session().await;
            }
            self.refresh().await;
        });
    }

    /// It was not done, and who asked is not there to be told: that waits for their next sign-in. Asked again then, it might be done.
    fn leave_refused(self, refusal: Refusal, pending: &Pending) {
        // What another tab has settled meanwhile has been told, and may have been done after all.
        if still_stored(pending).is_some() {
            let refused = Pending {
                refusal: Some(refusal),
                ..pending.clone()
            };
            // Where it cannot be stored, it is asked again; the server's answer then is as final as this one.
            let _ = browser::store(&refused.store_name(), &refused.to_text());
        }
        self.let_go(pending);
    }

    /// Asks about it no more; it stays stored.
    fn let_go(self, pending: &Pending) {
        self.under_way
            .update_value(|keys| keys.retain(|key| *key != pending.key));
        self.list_pending();
    }

    /// Forgets a stored request that cannot be read.
    pub(crate) fn dismiss(self, store_name: &str) {
        browser::forget(store_name);
        self.list_pending();
    }

    /// Lists what is stored, but for what this page has only just sent.
    pub(crate) fn list_pending(self) {
        let first = self.first_attempt.get_value();
        let mut list: Vec<Pending> = Vec::new();
        let mut unreadable = Vec::new();
        for name in browser::stored_names(STORE_PREFIX) {
            // Another tab may have settled it just now.
            let Some(text) = browser::stored(&name) else {
                continue;
            };
            match Pending::read(&text) {
                Some(pending) if first.as_ref() == Some(&pending.key) => {}
                Some(pending) => {
                    // The first asked for comes first. There are few, and the library's sorting would add more than a kilobyte to each program.
                    let order = |pending: &Pending| (pending.asked_at_ms, pending.key.clone());
                    let place = list.iter().position(|known| order(known) > order(&pending));
                    list.insert(place.unwrap_or(list.len()), pending);
                }
                None => unreadable.push(name),
            }
        }
        if self.unreadable.with_untracked(|known| *known != unreadable) {
            self.unreadable.set(unreadable);
        }
        if self.pending.with_untracked(|known| *known != list) {
            self.pending.set(list);
        }
    }
}

/// A request as it is stored now; `None` once it is settled.
fn still_stored(pending: &Pending) -> Option<Pending> {
    Pending::read(&browser::stored(&pending.store_name())?)
}
