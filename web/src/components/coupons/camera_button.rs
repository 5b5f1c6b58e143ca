//! A button that has the camera read codes, with what it sees above it.

use crate::camera::{self, Camera, CameraError};
use crate::components::parts::{button, told};
use crate::i18n::Text;
use crate::till::Till;
use crate::view::text;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the button is for.
#[derive(Clone, Copy)]
pub(crate) struct CameraButton {
    /// Its id and its data-testid.
    pub(crate) id: &'static str,
    /// What it says while the camera is off.
    pub(crate) words: Text,
    /// What is told below the picture: why there is none, and whatever the page writes here.
    pub(crate) told: RwSignal<String>,
    /// Whether it reads on after a code; else the camera goes off by itself.
    pub(crate) goes_on: bool,
    /// Told each code.
    pub(crate) on_read: Callback<String>,
}

/// The button and the picture; nothing where the browser reads no codes.
pub(crate) fn camera_button(till: Till, of: CameraButton) -> AnyView {
    if !camera::is_supported() {
        return ().into_any();
    }
    let video: NodeRef<html::Video> = NodeRef::new();
    let running: StoredValue<Option<Camera>, LocalStorage> = StoredValue::new_local(None);
    let is_on = RwSignal::new(false);
    // What comes of an earlier press is of no use: the person was asked, and turned it off meanwhile.
    let presses = StoredValue::new(0_u32);
    let toggle = Callback::new(move |()| {
        presses.update_value(|number| *number = number.wrapping_add(1));
        let number = presses.get_value();
        if is_on.get_untracked() {
            running.set_value(None);
            is_on.set(false);
            return;
        }
        let Some(node) = video.get_untracked() else {
            return;
        };
        is_on.set(true);
        of.told.set(String::new());
        spawn_local(async move {
            let read = move |text: String| {
                // The section may be gone, or the camera off.
                if presses.try_get_value() != Some(number) {
                    return;
                }
                if !of.goes_on {
                    presses.update_value(|number| *number = number.wrapping_add(1));
                    running.set_value(None);
                    is_on.set(false);
                }
                of.on_read.run(text);
            };
            let started = camera::start(node, read).await;
            if presses.try_get_value() != Some(number) {
                // It is released at once, with what is dropped here.
                return;
            }
            match started {
                Ok(camera) => running.set_value(Some(camera)),
                Err(error) => {
                    is_on.set(false);
                    of.told
                        .set(untrack(|| till.say(camera_trouble(error)).to_owned()));
                }
            }
        });
    });
    let words = text(move || {
        till.say(if is_on.get() {
            Text::CameraStop
        } else {
            of.words
        })
    });
    view! {
        <video node_ref=video class="camera" hidden=move || !is_on.get() aria-label=till.words(of.words)></video>
        {told("camera-told", "", of.told.into())}
        {button(of.id, "secondary wide", words, toggle)}
    }
    .into_any()
}

const fn camera_trouble(error: CameraError) -> Text {
    match error {
        CameraError::Unsupported => Text::CameraNone,
        CameraError::Refused => Text::CameraRefused,
        CameraError::NoCamera => Text::CameraMissing,
        CameraError::Busy => Text::CameraBusy,
    }
}
