//! The scanner tried out: what it types, how fast, what is recognised, and the settings of this device. And the camera.

use super::camera_button::{CameraButton, camera_button};
use super::tested::{Recognised, ending_name, recognised};
use super::{Coupons, code_box};
use crate::browser;
use crate::camera;
use crate::components::choice::Choice;
use crate::components::field::{Errors, TextField};
use crate::components::form::{Form, Submit};
use crate::components::parts::{fact, facts, paragraph, plain_button};
use crate::format;
use crate::i18n::Text;
use crate::scanner;
use crate::till::Till;
use crate::view::{part, text, text_if};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use ventanilla_core::scan::{Ending, Key, KeyPress, Report, ScanSettings, SettingsError, observe};

/// The box to scan into.
const TEST: &str = "scanner-test";
/// How many keys are kept.
const PRESSES_MAX: usize = 400;

/// What the section shows.
#[derive(Clone, Copy)]
struct Tester {
    coupons: Coupons,
    till: Till,
    presses: RwSignal<Vec<KeyPress>>,
    settings: RwSignal<ScanSettings>,
    gap: RwSignal<String>,
    characters: RwSignal<String>,
    ending: RwSignal<Ending>,
    prefix: RwSignal<String>,
    wrong: RwSignal<Option<SettingsError>>,
    said: RwSignal<Option<Text>>,
}

/// The section.
pub(crate) fn section(coupons: Coupons) -> AnyView {
    let till = coupons.till;
    let settings = scanner::settings();
    let tester = Tester {
        coupons,
        till,
        presses: RwSignal::new(Vec::new()),
        gap: RwSignal::new(settings.gap_ms_max().to_string()),
        characters: RwSignal::new(settings.characters_min().to_string()),
        ending: RwSignal::new(settings.ending()),
        prefix: RwSignal::new(settings.prefix().to_owned()),
        settings: RwSignal::new(settings),
        wrong: RwSignal::new(None),
        said: RwSignal::new(None),
    };
    // Whatever comes after this section, scans are taken again.
    on_cleanup(move || coupons.listen());
    browser::focus_soon(TEST);
    view! {
        <section class="scanner" aria-labelledby="scanner-title">
            <h1 id="scanner-title" tabindex="-1">{till.words(Text::ScannerTitle)}</h1>
            <p class="lead">{till.words(Text::ScannerLead)}</p>
            {tester.test()}
            {tester.form()}
            {camera_test(till)}
        </section>
    }
    .into_any()
}

impl Tester {
    fn press(self, event: &KeyboardEvent) {
        let press = scanner::key_press(event);
        // Tab with nothing before it leaves the box, as anywhere.
        let is_end =
            press.key == Key::Enter || (press.key == Key::Tab && self.is_in_a_hurry(press));
        if is_end {
            event.prevent_default();
        }
        self.presses.update(|presses| {
            if presses.len() >= PRESSES_MAX {
                presses.clear();
            }
            presses.push(press);
        });
        self.said.set(None);
    }

    /// Whether a key comes as soon after the one before as a scanner's.
    fn is_in_a_hurry(self, press: KeyPress) -> bool {
        self.presses.with_untracked(|presses| {
            presses
                .last()
                .is_some_and(|last| press.at_ms.saturating_sub(last.at_ms) <= 150)
        })
    }

    /// The box, and what was seen.
    fn test(self) -> AnyView {
        let till = self.till;
        let coupons = self.coupons;
        let clear = Callback::new(move |()| {
            self.presses.set(Vec::new());
            browser::write_field(TEST, "");
            browser::focus_soon(TEST);
        });
        view! {
            <div class="card tester">
                <div class="field code">
                    <label for=TEST>{till.words(Text::ScannerTest)}</label>
                    <div class="box">
                        <input
                            id=TEST data-testid=TEST type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                            on:focus=move |_| coupons.stop_listening() on:blur=move |_| coupons.listen()
                            on:keydown=move |event| self.press(&event)
                        />
                    </div>
                </div>
                <div role="status">{part(move || self.seen())}</div>
                {plain_button(till, "scanner-clear", "quiet", Text::ScannerClear, clear)}
            </div>
        }
        .into_any()
    }

    fn seen(self) -> AnyView {
        let till = self.till;
        let presses = self.presses.get();
        let report = observe(&presses);
        if report.typed.is_empty() {
            return ().into_any();
        }
        let say = |text: Text| till.say(text).to_owned();
        let nothing = || say(Text::ScannerNothing);
        let one = |id, label: Text, value: String| fact(id, say(label), String::new(), value);
        let speed = report.gaps.map_or_else(nothing, |gaps| {
            let figures = [gaps.min_ms, gaps.max_ms, gaps.median_ms].map(|ms| ms.to_string());
            let [least, most, middle] = figures.each_ref().map(String::as_str);
            till.say_with(
                Text::ScannerSpeedOf,
                &[("minimo", least), ("maximo", most), ("medio", middle)],
            )
        });
        let ends = match report.terminator {
            Some(Key::Tab) => say(Text::EndingTab),
            Some(_) => say(Text::EndingEnter),
            None => nothing(),
        };
        let prefix = if report.prefix.is_empty() {
            nothing()
        } else {
            report.prefix.clone()
        };
        let list = vec![
            one(
                "scanner-arrived",
                Text::ScannerArrived,
                report.typed.clone(),
            ),
            one("scanner-speed", Text::ScannerSpeed, speed),
            one("scanner-ends", Text::ScannerEnds, ends),
            one("scanner-prefix", Text::ScannerPrefix, prefix),
            one(
                "scanner-recognised",
                Text::ScannerRecognised,
                self.recognised(&presses),
            ),
        ];
        view! { {facts("scanner-report", "facts lines", list)} {self.proposed(report)} }.into_any()
    }

    /// What the settings of this device make of it.
    fn recognised(self, presses: &[KeyPress]) -> String {
        let till = self.till;
        let latest = code_box::latest_day(till.now_ms());
        let recognised = self
            .settings
            .with(|settings| recognised(presses, settings, latest));
        match recognised {
            Recognised::Typing => till.say(Text::ScannerNotRecognised).to_owned(),
            Recognised::Coupon(code) => {
                let customer = code.customer().get().to_string();
                let branch = code.branch().get().to_string();
                till.say_with(
                    Text::ScannerCoupon,
                    &[("cliente", &customer), ("sucursal", &branch)],
                )
            }
            Recognised::Other(_, flaw) => {
                let why = format::field_error(&flaw.of(""), till.currency(), till.language.get());
                till.say_with(Text::ScannerOther, &[("motivo", &why)])
            }
        }
    }

    /// Settings that recognise it, if others than those of this device do.
    fn proposed(self, report: Report) -> AnyView {
        let till = self.till;
        let Some(proposed) = report.recommended else {
            return paragraph(
                "scanner-too-slow",
                "hint caution",
                till.say(Text::ScannerTooSlow).to_owned(),
            );
        };
        if self.settings.with(|settings| *settings == proposed) {
            return ().into_any();
        }
        let gap = proposed.gap_ms_max().to_string();
        let characters = proposed.characters_min().to_string();
        let words = till.say_with(
            Text::ScannerProposed,
            &[("pausa", &gap), ("letras", &characters)],
        );
        let take = Callback::new(move |()| {
            self.gap.set(proposed.gap_ms_max().to_string());
            self.characters.set(proposed.characters_min().to_string());
            self.ending.set(proposed.ending());
            self.prefix.set(proposed.prefix().to_owned());
            self.keep(proposed.clone());
        });
        view! {
            <p data-testid="scanner-proposed">{words}</p>
            {plain_button(till, "scanner-use", "primary wide", Text::ScannerUse, take)}
        }
        .into_any()
    }

    fn keep(self, settings: ScanSettings) {
        let is_stored = scanner::store_settings(&settings);
        self.said.set(Some(if is_stored {
            Text::ScannerStored
        } else {
            Text::ScannerNotStored
        }));
        self.wrong.set(None);
        self.settings.set(settings);
        self.coupons.listen();
        browser::focus_soon("scanner-save");
    }

    /// The settings, as somebody who knows may type them.
    fn form(self) -> AnyView {
        let till = self.till;
        let errors: Errors = RwSignal::new(Vec::new());
        let save = Callback::new(move |()| {
            let read = ScanSettings::read(
                &self.gap.get_untracked(),
                &self.characters.get_untracked(),
                self.ending.get_untracked().as_str(),
                self.prefix.get_untracked().trim(),
            );
            match read {
                Ok(settings) => self.keep(settings),
                Err(error) => {
                    self.said.set(None);
                    self.wrong.set(Some(error));
                    browser::focus_first_wrong();
                }
            }
        });
        let wrong = move |of: &'static [SettingsError], words: Text| {
            let is_of = move |error| of.contains(&error);
            text_if(move || self.wrong.get().is_some_and(is_of).then(|| till.say(words)))
        };
        let endings = Ending::ALL.map(|of| {
            let is_on = Signal::derive(move || self.ending.get() == of);
            view! {
                <Choice
                    group="scanner-ending" id=format!("scanner-{}", of.as_str()) is_on=is_on
                    on_choose=Callback::new(move |()| self.ending.set(of)) next="scanner-prefix-field"
                >
                    <span class="name">{till.words(ending_name(of))}</span>
                </Choice>
            }
        });
        let to = |id: &'static str| Callback::new(move |()| browser::focus_soon(id));
        let hint = text(move || till.say(Text::ScannerPrefixHint));
        let said = text_if(move || self.said.get().map(|words| till.say(words)));
        view! {
            <div class="card">
                <Form on_submit=save>
                    <h2>{till.words(Text::ScannerSettings)}</h2>
                    <TextField
                        id="scanner-gap" label=Text::ScannerGap field="gap" value=self.gap errors=errors keys="numeric"
                        note=wrong(&[SettingsError::Gap], Text::ScannerGapWrong) on_enter=to("scanner-characters")
                    />
                    <TextField
                        id="scanner-characters" label=Text::ScannerCharacters field="characters" value=self.characters errors=errors
                        keys="numeric" note=wrong(&[SettingsError::Characters], Text::ScannerCharactersWrong) on_enter=to("scanner-prefix-field")
                    />
                    <fieldset>
                        <legend>{till.words(Text::ScannerEnds)}</legend>
                        <div class="choices">{endings}</div>
                    </fieldset>
                    <TextField
                        id="scanner-prefix-field" label=Text::ScannerPrefix field="prefix" value=self.prefix errors=errors hint=hint
                        note=wrong(&[SettingsError::PrefixTooLong, SettingsError::PrefixCharacters], Text::ScannerPrefixWrong) on_enter=save
                    />
                    <p class="said" role="status" data-testid="scanner-said">{said}</p>
                    <Submit id="scanner-save" text=Text::SettingsSave class="secondary wide"/>
                </Form>
            </div>
        }
        .into_any()
    }
}

/// The camera, where the browser reads codes with it.
fn camera_test(till: Till) -> AnyView {
    if !camera::is_supported() {
        return paragraph("camera-none", "hint", till.say(Text::CameraNone).to_owned());
    }
    let told = RwSignal::new(String::new());
    let read = Callback::new(move |text: String| {
        let words = untrack(|| till.say_with(Text::CameraRead, &[("texto", &text)]));
        // The section may be gone.
        let _ = told.try_set(words);
    });
    let button = CameraButton {
        id: "camera-test",
        words: Text::CameraTest,
        told,
        goes_on: true,
        on_read: read,
    };
    view! { <div class="card tester">{camera_button(till, button)}</div> }.into_any()
}
