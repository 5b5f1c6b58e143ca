//! `Till`: what the pages know, as signals, and how it is read from the server. What moves value is the outbox's.

use crate::access;
use crate::api::{self, Call, JSON, ReadError};
use crate::browser;
use crate::clock;
use crate::frame::Program;
use crate::i18n::{self, Text};
use crate::intent::Intent;
use crate::kept;
use crate::language;
use crate::notice::Notice;
use crate::outbox::Ended;
use crate::pending::Pending;
use crate::section::Section;
use crate::slip::{Shop, Slip, TopUpSlip};
use crate::view::follow;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ventanilla_core::code::Language;
use ventanilla_core::role::Role;
use ventanilla_core::wire::answer;
use ventanilla_core::wire::kantuta::auth::LoginResponse;
use ventanilla_core::wire::kantuta::recharges::{OperatorBalance, TopUp};
use ventanilla_core::wire::kantuta::registers::Register;
use ventanilla_core::wire::kantuta::sessions::CashSession;
use ventanilla_core::wire::resources::settings::{Mode, TenantSettings};
use ventanilla_core::{Amount, Currency};

/// The name under which the login is stored; a browser's tabs share it.
pub(crate) const LOGIN_STORE: &str = "ventanilla.login";
/// The names that this tab keeps a sale's number and amount under while they are being typed.
pub(crate) const DRAFT_STORES: [&str; 2] = ["ventanilla.draft.number", "ventanilla.draft.amount"];
/// The name that this tab keeps under whose it is what is being typed: who is signed in, or was until the login ended.
const DRAFT_OWNER_STORE: &str = "ventanilla.draft.user";
/// The name that this tab keeps the reason of a difference under while it is being typed.
pub(crate) const REASON_STORE: &str = "ventanilla.draft.reason";
/// The name that this tab keeps an order of phone credit under until it is sent, as the server wrote it.
pub(crate) const ORDER_STORE: &str = "ventanilla.draft.order";
/// The name that this tab keeps a sale's ticket under while it is being typed.
pub(crate) const TICKET_STORE: &str = "ventanilla.draft.ticket";
/// Where the shop is read.
pub(crate) const SETTINGS_PATH: &str = "/configuracion";
/// From how long an answer takes on the network counts as slow, in milliseconds.
const SLOW_MS: i64 = 3_000;
/// How long something is mentioned, in milliseconds.
const MENTION_MS: u32 = 8_000;
/// Between two questions whether there is a server again, in milliseconds.
const PROBE_DELAY_MS: u32 = 3_000;

/// How far the first reading has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reading {
    /// On its way.
    Running,
    /// Everything is here.
    Done,
    /// Something could not be read.
    Failed(ReadError),
}

/// Something that waits for a yes.
#[derive(Clone)]
pub(crate) struct Confirming {
    /// What is asked for.
    pub(crate) intent: Intent,
    /// The body, as it will be sent.
    pub(crate) body: String,
    /// Told how it ended.
    pub(crate) on_end: Callback<Ended>,
}

/// What a page asks and shows besides in the last question.
#[derive(Clone)]
pub(crate) struct Besides {
    /// What stands below the question.
    pub(crate) shown: ViewFn,
    /// The id of what has the focus first.
    pub(crate) first: Callback<(), String>,
    /// The body as it is sent, with what is not to be kept; `None` where something lacks.
    pub(crate) complete: Callback<String, Option<String>>,
}

/// What stands beside a sale's slip.
type SaleControls = fn(Till, TopUpSlip) -> AnyView;

/// What the pages know.
#[derive(Clone, Copy)]
pub(crate) struct Till {
    /// The language of the pages.
    pub(crate) language: RwSignal<Language>,
    /// Who is signed in.
    pub(crate) login: RwSignal<Option<LoginResponse>>,
    /// Whether the server accepts that login no more. What is typed stays until somebody signs in again.
    pub(crate) is_expired: RwSignal<bool>,
    /// How far the first reading has come.
    pub(crate) reading: RwSignal<Reading>,
    /// The shop.
    pub(crate) settings: RwSignal<Option<TenantSettings>>,
    /// Its registers.
    pub(crate) registers: RwSignal<Vec<Register>>,
    /// The user's open session.
    pub(crate) session: RwSignal<Option<CashSession>>,
    /// The session just closed, until its summary is put away.
    pub(crate) closed: RwSignal<Option<CashSession>>,
    /// The float of each operator.
    pub(crate) balances: RwSignal<Vec<OperatorBalance>>,
    /// What should be in the drawer, for those who see it.
    pub(crate) drawer: RwSignal<Option<Amount>>,
    /// The last sales, newest first.
    pub(crate) sales: RwSignal<Vec<TopUp>>,
    /// What came of the last thing asked for.
    pub(crate) notice: RwSignal<Option<Notice>>,
    /// What waits for a yes.
    pub(crate) confirming: RwSignal<Option<Confirming>>,
    /// What is shown as it would be printed.
    pub(crate) slip: RwSignal<Option<Slip>>,
    /// Shows the last receipt, where that is not of a sale of float.
    pub(crate) last_receipt: StoredValue<Option<Callback<()>>>,
    /// What can be added to a sale on its receipt; settings and the pages of coupons have nothing of that.
    pub(crate) sale_controls: StoredValue<Option<SaleControls>>,
    /// What can be chosen about a coupon before it is printed; only the page of coupons has it.
    pub(crate) slip_controls: StoredValue<Option<ViewFn>>,
    /// What is asked and shown besides in the last question; only the page of loyalty wallets has it.
    pub(crate) besides: StoredValue<Option<Besides>>,
    /// What a notice offers about what it tells; only the page of issuing has it.
    pub(crate) notice_offers: StoredValue<Option<ViewFn>>,
    /// Which of the programs this is.
    pub(crate) program: Program,
    /// The section of an open register that is shown.
    pub(crate) section: RwSignal<Section>,
    /// Whether the menu is shown.
    pub(crate) is_menu_open: RwSignal<bool>,
    /// Whether the list of keys is shown.
    pub(crate) is_helping: RwSignal<bool>,
    /// Whether a newer version of the pages waits to be used.
    pub(crate) has_update: RwSignal<bool>,
    /// Whether something is being sent for the first time: nothing else is sent meanwhile.
    pub(crate) is_sending: RwSignal<bool>,
    /// Requests whose answer was lost.
    pub(crate) pending: RwSignal<Vec<Pending>>,
    /// The names of stored requests that cannot be read.
    pub(crate) unreadable: RwSignal<Vec<String>>,
    /// Whether the last request found no server.
    pub(crate) is_cut_off: RwSignal<bool>,
    /// Whether the last answer took long.
    pub(crate) is_slow: RwSignal<bool>,
    /// Whether this machine's clock should be set.
    pub(crate) is_clock_wrong: RwSignal<bool>,
    /// Which of what is shown was kept from before, since there is no server: its path, and when it was read, by this machine's clock.
    pub(crate) kept_of: RwSignal<Vec<(String, i64)>>,
    /// The keys of this page's own first attempts, and those being asked for again.
    pub(crate) under_way: StoredValue<Vec<String>>,
    /// The key that this page is sending for the first time: its fate is not in doubt yet.
    pub(crate) first_attempt: StoredValue<Option<String>>,
    /// The keys that are being asked about by this page at this moment: each has one question at a time.
    pub(crate) asking: StoredValue<Vec<String>>,
    /// The key of the last request that this page has told to be refused.
    pub(crate) told_refused: StoredValue<Option<String>>,
    /// What is said in a line of its own for a moment, numbered; empty otherwise.
    pub(crate) mentioned: RwSignal<(u32, String)>,
    /// The number of the last refresh: an older one that answers later is not shown.
    pub(crate) refreshes: StoredValue<u32>,
    /// The language that was asked for last; its words may still be on their way.
    wanted_language: StoredValue<Language>,
    /// Whether it is being asked, time and again, if there is a server.
    is_looking: StoredValue<bool>,
    /// Rises whenever everything is forgotten: what was asked before that is answered to nobody.
    generation: StoredValue<u32>,
}

impl Till {
    /// What the browser has stored from before; nothing is read from the server yet.
    pub(crate) fn restore(program: Program) -> Self {
        // Where its words could not be had, the page speaks Spanish, and the choice is there for the next time.
        let language = Some(language::chosen())
            .filter(|chosen| i18n::is_here(*chosen))
            .unwrap_or_default();
        let login = stored_login();
        // Somebody else may have signed in, in another tab, since something was typed in this one.
        if let Some(known) = &login {
            hand_drafts_to(known.user.id, None);
        }
        Self {
            language: RwSignal::new(language),
            wanted_language: StoredValue::new(language),
            login: RwSignal::new(login),
            is_expired: RwSignal::new(false),
            reading: RwSignal::new(Reading::Running),
            settings: RwSignal::new(kept_settings()),
            registers: RwSignal::new(Vec::new()),
            session: RwSignal::new(None),
            closed: RwSignal::new(None),
            balances: RwSignal::new(Vec::new()),
            drawer: RwSignal::new(None),
            sales: RwSignal::new(Vec::new()),
            notice: RwSignal::new(None),
            confirming: RwSignal::new(None),
            slip: RwSignal::new(None),
            last_receipt: StoredValue::new(None),
            sale_controls: StoredValue::new(None),
            slip_controls: StoredValue::new(None),
            besides: StoredValue::new(None),
            notice_offers: StoredValue::new(None),
            program,
            section: RwSignal::new(Section::at(&browser::hash()).unwrap_or(Section::Sell)),
            is_menu_open: RwSignal::new(false),
            is_helping: RwSignal::new(false),
            has_update: RwSignal::new(false),
            is_sending: RwSignal::new(false),
            pending: RwSignal::new(Vec::new()),
            unreadable: RwSignal::new(Vec::new()),
            is_cut_off: RwSignal::new(false),
            is_slow: RwSignal::new(false),
            is_clock_wrong: RwSignal::new(false),
            kept_of: RwSignal::new(Vec::new()),
            mentioned: RwSignal::new((0, String::new())),
            under_way: StoredValue::new(Vec::new()),
            first_attempt: StoredValue::new(None),
            asking: StoredValue::new(Vec::new()),
            told_refused: StoredValue::new(None),
            refreshes: StoredValue::new(0),
            is_looking: StoredValue::new(false),
            generation: StoredValue::new(0),
        }
    }

    /// The till of this page.
    pub(crate) fn here() -> Self {
        use_context().unwrap_or_else(|| Self::restore(Program::Till))
    }

    /// A text in the page's language.
    pub(crate) fn say(self, text: Text) -> &'static str {
        text.template(self.language.get())
    }

    /// A text that follows the page's language. All of them are of one type, which keeps the program small.
    pub(crate) fn words(
        self,
        text: Text,
    ) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || self.say(text)
    }

    /// A text in the page's language with its placeholders filled in.
    pub(crate) fn say_with(self, text: Text, parameters: &[(&str, &str)]) -> String {
        text.filled(self.language.get(), parameters)
    }

    /// Says something in a line of its own, for a moment.
    pub(crate) fn mention(self, text: Text) {
        let number = self
            .mentioned
            .with_untracked(|(number, _)| number.wrapping_add(1));
        self.mentioned
            .set((number, untrack(|| self.say(text)).to_owned()));
        spawn_local(async move {
            TimeoutFuture::new(MENTION_MS).await;
            // What was mentioned since has its own moment.
            self.mentioned.update(|(latest, words)| {
                if *latest == number {
                    words.clear();
                }
            });
        });
    }

    /// Why nothing new can be begun now, if that is so: something is being sent, or a dialog asks something. What only shows something
    /// (a slip, the menu, the list of keys) asks nothing.
    pub(crate) fn why_not_free(self) -> Option<Text> {
        let is_shown = self.slip.with_untracked(Option::is_some)
            || self.is_menu_open.get_untracked()
            || self.is_helping.get_untracked();
        let is_asking = self.confirming.with_untracked(Option::is_some)
            || self.is_expired.get_untracked()
            || (!is_shown && browser::is_dialog_open());
        if self.is_sending.get_untracked() {
            Some(Text::ScanWhileSending)
        } else {
            is_asking.then_some(Text::ScanWhileAsking)
        }
    }

    /// An amount as the page writes it.
    pub(crate) fn money(self, amount: Amount) -> String {
        crate::format::money(amount, self.currency(), self.language.get())
    }

    /// An amount that follows the page's language.
    pub(crate) fn money_signal(self, amount: Amount) -> Signal<String> {
        Signal::derive(move || self.money(amount))
    }

    /// The shop's currency.
    pub(crate) fn currency(self) -> Currency {
        self.settings.with(|settings| {
            settings
                .as_ref()
                .map_or(Currency::Bob, |known| known.moneda)
        })
    }

    /// The shop's offset from UTC, in minutes.
    pub(crate) fn offset_minutes(self) -> i32 {
        self.settings
            .with(|settings| settings.as_ref().map_or(0, |known| known.zona_utc_minutos))
    }

    /// The shop as printed slips name it.
    pub(crate) fn shop(self) -> Shop {
        let currency = self.currency();
        let offset_minutes = self.offset_minutes();
        self.settings.with(|settings| {
            let known = settings.as_ref();
            Shop {
                name: known.map(|known| known.nombre.clone()).unwrap_or_default(),
                header: known.and_then(|known| known.encabezado_recibo.clone()),
                is_demo: known.is_none_or(|known| known.modo == Mode::Demo),
                currency,
                offset_minutes,
            }
        })
    }

    /// The role of who is signed in.
    pub(crate) fn role(self) -> Role {
        self.login.with(|login| {
            login
                .as_ref()
                .map_or(Role::Usuario, |known| access::role_of(&known.user))
        })
    }

    /// Whether that user is who is signed in.
    pub(crate) fn is_own(self, user_id: Option<i64>) -> bool {
        user_id.is_some()
            && self
                .login
                .with(|login| login.as_ref().map(|known| known.user.id) == user_id)
    }

    /// Whether who is signed in may add the operator's reference to a sale of that user.
    pub(crate) fn adds_reference(self, seller_id: Option<i64>) -> bool {
        access::adds_reference(self.role(), self.is_own(seller_id))
    }

    /// Whether the pages show no drawer's figure.
    pub(crate) fn is_blind(self) -> bool {
        let closes_blind = self
            .settings
            .with(|settings| settings.as_ref().is_none_or(|known| known.cierre_ciego));
        !access::sees_drawer(self.role(), closes_blind)
    }

    /// The name of a register.
    pub(crate) fn register_name(self, register_id: i64) -> String {
        self.registers.with(|registers| {
            registers
                .iter()
                .find(|register| register.id == register_id)
                .map(|register| register.nombre.clone())
                .unwrap_or_default()
        })
    }

    /// Changes the language, for good, once its words are there; otherwise it stays and says why.
    pub(crate) async fn speak(self, language: Language) {
        self.wanted_language.set_value(language);
        let fetched = language::fetch(self.program, language).await;
        // Another one may have been asked for meanwhile.
        if self.wanted_language.get_value() != language {
            return;
        }
        match fetched {
            Ok(()) => {
                self.language.set(language);
                language::choose(language);
            }
            Err(why) => {
                // The list that it was chosen from shows it already.
                self.language.notify();
                self.mention(why);
            }
        }
    }

    /// Speaks as the shop's country does, where nobody has chosen another language.
    pub(crate) async fn speak_as_shop(self) {
        let spoken = self
            .settings
            .with_untracked(|known| known.as_ref().map(|known| language::of_country(known.pais)));
        if let Some(spoken) = spoken.filter(|spoken| *spoken != self.language.get_untracked())
            && !language::is_chosen()
        {
            self.speak(spoken).await;
        }
    }

    /// Starts with a login: the same user goes on where the last login ended, another one starts anew.
    pub(crate) async fn begin(self, login: LoginResponse) {
        let before = self
            .login
            .with_untracked(|known| known.as_ref().map(|known| known.user.id));
        let same = before == Some(login.user.id);
        hand_drafts_to(login.user.id, before);
        if !same {
            self.forget();
        }
        self.login.set(Some(login));
        self.is_expired.set(false);
        if same && self.reading.get_untracked() == Reading::Done {
            self.refresh().await;
        } else {
            self.read_all().await;
        }
        self.resume();
    }

    /// Forgets who is signed in. While a request of theirs is open, in this tab or another, that waits.
    pub(crate) async fn sign_out(self) {
        if self.is_held_back() {
            return;
        }
        if let Some(login) = self.login.get_untracked() {
            let call = Call {
                method: "POST",
                path: "/auth/logout",
                token: Some(&login.access_token),
                key: None,
                body: None,
                media_type: JSON,
            };
            // Without an answer the token still ends by itself; here it is forgotten in any case.
            call.send().await;
        }
        browser::forget(LOGIN_STORE);
        self.clear();
    }

    /// Takes over what another tab did with the login.
    pub(crate) async fn follow_other_tab(self) {
        let (Some(ours), theirs) = (self.login.get_untracked(), stored_login()) else {
            return;
        };
        match theirs {
            // What is being typed here waits for whose it is.
            None => self.forget(),
            Some(login) if login.access_token == ours.access_token => {}
            Some(login) => self.begin(login).await,
        }
    }

    /// Takes note of whether there is a server, how fast it is, and what time it says.
    pub(crate) fn heard(self, reply: &api::Reply, took_ms: i64) {
        let is_cut_off = *reply == api::Reply::Lost;
        set_changed(self.is_slow, !is_cut_off && took_ms >= SLOW_MS);
        set_changed(self.is_clock_wrong, clock::is_wrong());
        if is_cut_off {
            self.cut_off();
        } else {
            set_changed(self.is_cut_off, false);
        }
    }

    /// There is no server: says so, and looks for one.
    pub(crate) fn cut_off(self) {
        set_changed(self.is_cut_off, true);
        if !self.is_looking.get_value() {
            self.is_looking.set_value(true);
            spawn_local(self.look_for_server());
        }
    }

    /// There is a network again: asks about what is open, and reads again what may have changed.
    pub(crate) async fn back_online(self) {
        // Everything that is shown is read again.
        self.kept_of.set(Vec::new());
        set_changed(self.is_cut_off, false);
        self.list_pending();
        for pending in self.pending.get_untracked() {
            // There is nothing to ask about what was refused, and told all at once, only the last one would be seen.
            if pending.refusal.is_none() {
                self.ask_now(pending);
            }
        }
        if self.login.with_untracked(Option::is_some) {
            self.read_again().await;
        }
    }

    /// Does something whenever there is a server again, for as long as what is shown now is.
    pub(crate) fn when_back(self, act: Box<dyn Fn()>) {
        let mut was_cut_off = false;
        follow(move || {
            let is_cut_off = self.is_cut_off.get();
            if was_cut_off && !is_cut_off {
                untrack(&act);
            }
            was_cut_off = is_cut_off;
        });
    }

    /// Asks, while there is no server, whether there is one again.
    async fn look_for_server(self) {
        loop {
            TimeoutFuture::new(PROBE_DELAY_MS).await;
            let call = Call {
                method: "GET",
                path: "/salud",
                token: None,
                key: None,
                body: None,
                media_type: JSON,
            };
            let is_back = !self.is_cut_off.get_untracked()
                || (browser::is_online() && call.send().await != api::Reply::Lost);
            if is_back {
                break;
            }
        }
        self.is_looking.set_value(false);
        self.back_online().await;
    }

    /// Which generation this is: whatever is asked now is answered to nobody once that has changed.
    pub(crate) fn generation(self) -> u32 {
        self.generation.get_value()
    }

    /// Whether something of who is signed in is still open.
    pub(crate) fn has_open_requests(self) -> bool {
        self.pending
            .with(|pending| pending.iter().any(|open| self.is_ours(open)))
    }

    /// Goes to a section of the open register.
    pub(crate) fn go(self, section: Section) {
        let (is_open, role, currency) = untrack(|| {
            (
                self.session.with(Option::is_some),
                self.role(),
                self.currency(),
            )
        });
        if is_open && section.is_for(role, currency) {
            self.section.set(section);
            self.notice.set(None);
            browser::focus_soon(section.first_field(currency));
        }
    }

    /// Now, by the server's clock, in milliseconds since the epoch.
    pub(crate) fn now_ms(self) -> i64 {
        clock::now_ms()
    }

    /// A sale as its receipt says it.
    pub(crate) fn top_up_slip(self, sale: &TopUp) -> TopUpSlip {
        let cashier = self.login.with(|login| {
            login
                .as_ref()
                .filter(|known| sale.audit.id_user_create == Some(known.user.id))
                .map(|known| known.user.name.clone())
        });
        let register_id = sale
            .caja_sesion
            .as_ref()
            .map(|session| session.id_caja)
            .or_else(|| {
                self.session.with(|session| {
                    session
                        .as_ref()
                        .filter(|open| open.id == sale.id_caja_sesion)
                        .map(|open| open.id_caja)
                })
            });
        TopUpSlip {
            id: sale.id,
            operation_id: sale.id_operacion.clone(),
            operator: sale.operadora,
            number: sale.numero_cliente.clone(),
            amount: sale.monto.amount(),
            at: sale.fecha_hora,
            register: register_id
                .map(|id| self.register_name(id))
                .unwrap_or_default(),
            cashier: cashier.unwrap_or_default(),
            cashier_id: sale.audit.id_user_create,
            reference: sale.referencia_operadora.clone(),
            is_reversed: !sale.audit.estado,
        }
    }

    /// Shows a sale's receipt as it would be printed.
    pub(crate) fn show_receipt(self, sale: &TopUp) {
        let slip = untrack(|| {
            // As it was read last: its reference may have been added meanwhile.
            let known = self
                .sales
                .with(|sales| sales.iter().find(|known| known.id == sale.id).cloned());
            self.top_up_slip(known.as_ref().unwrap_or(sale))
                .slip(&self.shop(), self.language.get())
        });
        self.slip.set(Some(slip));
    }

    /// Shows the last receipt, if there is one.
    pub(crate) fn show_last_receipt(self) {
        if let Some(show) = self.last_receipt.get_value() {
            show.run(());
            return;
        }
        if let Some(sale) = self.sales.with_untracked(|sales| sales.first().cloned()) {
            self.show_receipt(&sale);
        }
    }

    /// The access token.
    pub(crate) fn token(self) -> Option<String> {
        self.login
            .with_untracked(|login| login.as_ref().map(|known| known.access_token.clone()))
    }

    /// Forgets everything but requests that are open. What is under way is answered to nobody.
    pub(crate) fn clear(self) {
        forget_drafts();
        browser::tab_forget(&[DRAFT_OWNER_STORE]);
        self.forget();
    }

    /// As [`Till::clear`], when a login turns out to be good no more: what was being typed waits for whose it is. Where another tab has
    /// stored a newer login meanwhile, that one is gone on with.
    pub(crate) fn clear_expired(self) {
        let own = self.token();
        match stored_login() {
            Some(login) if Some(&login.access_token) != own.as_ref() => {
                spawn_local(self.begin(login));
            }
            Some(_) | None => {
                browser::forget(LOGIN_STORE);
                self.forget();
            }
        }
    }

    /// Forgets what the pages know.
    fn forget(self) {
        kept::forget_all();
        self.generation
            .update_value(|number| *number = number.wrapping_add(1));
        self.login.set(None);
        self.is_sending.set(false);
        self.first_attempt.set_value(None);
        self.kept_of.set(Vec::new());
        self.is_expired.set(false);
        self.reading.set(Reading::Running);
        self.confirming.set(None);
        self.slip.set(None);
        self.is_menu_open.set(false);
        self.is_helping.set(false);
        self.section.set(Section::Sell);
        self.notice.set(None);
        self.session.set(None);
        self.closed.set(None);
        self.drawer.set(None);
        self.sales.set(Vec::new());
        self.balances.set(Vec::new());
        self.registers.set(Vec::new());
        self.settings.set(None);
    }
}

/// Sets a signal where that changes it: what is shown stays, and with it what somebody is about to type there.
pub(crate) fn set_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|known| *known != value) {
        signal.set(value);
    }
}

/// The shop as it was read last, so that what stands above the page is there from the first.
fn kept_settings() -> Option<TenantSettings> {
    let (_, body) = kept::read(&kept::name(stored_login()?.user.id, SETTINGS_PATH))?;
    answer::read(&body)
}

fn stored_login() -> Option<LoginResponse> {
    answer::read(&browser::stored(LOGIN_STORE)?)
}

/// From now on, what is typed in this tab is that user's. What was typed before stays only if it was theirs as well.
fn hand_drafts_to(user_id: i64, signed_in: Option<i64>) {
    let owner = browser::tab_stored(DRAFT_OWNER_STORE);
    if !is_typed_by(user_id, signed_in, owner.as_deref()) {
        forget_drafts();
    }
    browser::tab_store(DRAFT_OWNER_STORE, &user_id.to_string());
}

/// Whether what was typed in this tab is that user's: of whoever is signed in, and while nobody is, of the owner that was noted.
fn is_typed_by(user_id: i64, signed_in: Option<i64>, owner: Option<&str>) -> bool {
    match signed_in {
        Some(known) => known == user_id,
        None => owner == Some(user_id.to_string().as_str()),
    }
}

/// Forgets what is being typed in this tab.
fn forget_drafts() {
    browser::tab_forget(&DRAFT_STORES);
    browser::tab_forget(&[REASON_STORE, ORDER_STORE, TICKET_STORE]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_for_nobody_else() {
        // Who starts, who is signed in until then, whose it is noted to be, and whether it stays.
        let table = [
            (3, Some(3), Some("3"), true),
            (3, None, Some("3"), true),
            (3, None, Some("4"), false),
            (3, None, Some("33"), false),
            (3, None, None, false),
            // Who is signed in has been typing, whatever was noted before.
            (3, Some(4), Some("3"), false),
            (3, Some(3), Some("4"), true),
        ];
        for (user_id, signed_in, owner, expected) in table {
            assert_eq!(
                is_typed_by(user_id, signed_in, owner),
                expected,
                "{user_id} {signed_in:?} {owner:?}"
            );
        }
    }
}
