//! Codes read with the camera, where the browser can read them by itself.

use core::cell::Cell;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

/// The kinds of codes that are looked for, as far as the browser knows them: coupons, payments, goods.
const FORMATS: [&str; 7] = [
    "code_128", "itf", "qr_code", "ean_13", "ean_8", "upc_a", "upc_e",
];

/// Between two looks, in milliseconds: a phone stays cool and a hand does not notice.
const LOOK_MS: u32 = 150;

#[wasm_bindgen]
extern "C" {
    /// The browser's own reader, which web-sys does not have yet.
    type BarcodeDetector;
    #[wasm_bindgen(constructor, catch)]
    fn new(options: &JsValue) -> Result<BarcodeDetector, JsValue>;
    #[wasm_bindgen(catch, static_method_of = BarcodeDetector, js_name = getSupportedFormats)]
    fn supported_formats() -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn detect(
        this: &BarcodeDetector,
        picture: &HtmlVideoElement,
    ) -> Result<js_sys::Promise, JsValue>;
}

/// Why the camera reads nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CameraError {
    /// This browser cannot read codes, or shows no camera to a page that was not loaded from a secure place. Another browser might.
    Unsupported,
    /// The person, the device's owner or the browser has refused the camera. It can be allowed in the browser's settings of the page.
    Refused,
    /// There is no camera.
    NoCamera,
    /// Another program has the camera, or it does not start.
    Busy,
}

/// A camera that is reading. It is released when this is dropped.
pub(crate) struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
    is_stopped: Rc<Cell<bool>>,
}

/// Whether the browser has a reader at all: where it has none, there is no use in offering the camera.
pub(crate) fn is_supported() -> bool {
    web_sys::window().is_some_and(|window| {
        js_sys::Reflect::has(&window, &"BarcodeDetector".into()).unwrap_or(false)
    })
}

/// Shows what the camera sees in `video` and gives each code to the page, once for as long as it is held before the camera. The browser
/// asks the person for the camera first; whoever has gone meanwhile drops what comes.
pub(crate) async fn start(
    video: HtmlVideoElement,
    on_text: impl Fn(String) + 'static,
) -> Result<Camera, CameraError> {
    start_boxed(video, Box::new(on_text)).await
}

async fn start_boxed(
    video: HtmlVideoElement,
    on_text: Box<dyn Fn(String)>,
) -> Result<Camera, CameraError> {
    let reader = reader().await.ok_or(CameraError::Unsupported)?;
    let stream = open().await.map_err(|error| CameraError::of(&error))?;
    let camera = Camera {
        stream,
        video,
        is_stopped: Rc::new(Cell::new(false)),
    };
    camera.video.set_muted(true);
    // Without it, telephones show a video on the whole screen. It fails only for names that are not attributes.
    let _ = camera.video.set_attribute("playsinline", "");
    camera.video.set_src_object(Some(&camera.stream));
    if let Ok(playing) = camera.video.play() {
        // It is refused where the page has put the video away meanwhile.
        let _ = JsFuture::from(playing).await;
    }
    let (video, is_stopped) = (camera.video.clone(), Rc::clone(&camera.is_stopped));
    spawn_local(async move {
        let mut seen = Seen::default();
        while !is_stopped.get() {
            let found = look(&reader, &video).await;
            if let Some(text) = seen.see(found).filter(|_| !is_stopped.get()) {
                on_text(text);
            }
            TimeoutFuture::new(LOOK_MS).await;
        }
    });
    Ok(camera)
}

/// The browser's reader of the kinds that both know.
async fn reader() -> Option<BarcodeDetector> {
    if !is_supported() {
        return None;
    }
    let known = JsFuture::from(BarcodeDetector::supported_formats().ok()?)
        .await
        .ok()?;
    let formats: js_sys::Array = js_sys::Array::from(&known)
        .iter()
        .filter(|format| {
            format
                .as_string()
                .is_some_and(|format| FORMATS.contains(&format.as_str()))
        })
        .collect();
    if formats.length() == 0 {
        return None;
    }
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"formats".into(), &formats).ok()?;
    BarcodeDetector::new(&options).ok()
}

/// The camera that looks away from the person, if there are two.
async fn open() -> Result<MediaStream, JsValue> {
    let devices = web_sys::window()
        .ok_or(JsValue::UNDEFINED)?
        .navigator()
        .media_devices()?;
    let camera = js_sys::Object::new();
    js_sys::Reflect::set(&camera, &"facingMode".into(), &"environment".into())?;
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&camera);
    // On an insecure page there are no devices, and asking them throws.
    let stream = JsFuture::from(devices.get_user_media_with_constraints(&constraints)?).await?;
    stream.dyn_into()
}

/// The codes in what the video shows. While it shows nothing yet, there are none.
async fn look(reader: &BarcodeDetector, video: &HtmlVideoElement) -> Vec<String> {
    let Ok(looking) = reader.detect(video) else {
        return Vec::new();
    };
    let found = JsFuture::from(looking).await.unwrap_or(JsValue::UNDEFINED);
    if !js_sys::Array::is_array(&found) {
        return Vec::new();
    }
    js_sys::Array::from(&found)
        .iter()
        .filter_map(|code| {
            js_sys::Reflect::get(&code, &"rawValue".into())
                .ok()?
                .as_string()
        })
        .collect()
}

impl Camera {
    /// Releases the camera: its light goes out. So does dropping it.
    pub(crate) fn stop(&self) {
        self.is_stopped.set(true);
        for track in self.stream.get_tracks().iter() {
            if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
                track.stop();
            }
        }
        // Another camera may be shown there by now.
        if self.video.src_object().as_ref() == Some(&self.stream) {
            self.video.set_src_object(None);
        }
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        self.stop();
    }
}

impl CameraError {
    fn of(error: &JsValue) -> Self {
        let name = js_sys::Reflect::get(error, &"name".into())
            .ok()
            .and_then(|name| name.as_string())
            .unwrap_or_default();
        Self::of_name(&name)
    }

    /// The meaning of a `DOMException` of that name.
    fn of_name(name: &str) -> Self {
        match name {
            "NotAllowedError" | "SecurityError" => Self::Refused,
            "NotFoundError" | "OverconstrainedError" => Self::NoCamera,
            "NotReadableError" | "AbortError" | "InvalidStateError" => Self::Busy,
            _ => Self::Unsupported,
        }
    }
}

/// What was seen at the last look. A bar code that is cut off by the edge of the picture can be read as a shorter one: only what is seen
/// twice running counts, and it counts once.
#[derive(Debug, Default)]
struct Seen {
    last: Vec<String>,
    told: Option<String>,
}

impl Seen {
    fn see(&mut self, found: Vec<String>) -> Option<String> {
        if self.told.as_ref().is_some_and(|told| !found.contains(told)) && !self.is_flicker(&found)
        {
            self.told = None;
        }
        let text = found
            .iter()
            .find(|text| self.last.contains(text) && self.told.as_ref() != Some(text))
            .cloned();
        if text.is_some() {
            self.told.clone_from(&text);
        }
        self.last = found;
        text
    }

    /// Whether what was told was there a moment ago.
    fn is_flicker(&self, found: &[String]) -> bool {
        found.is_empty() && !self.last.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_twice_is_told_once() {
        let mut seen = Seen::default();
        let table: &[(&[&str], Option<&str>)] = &[
            (&[], None),
            (&["1"], None),
            (&[], None),
            (&["1"], None),
            (&["1"], Some("1")),
            (&["1"], None),
            (&[], None),
            (&["1"], None),
            (&["1"], None),
            (&[], None),
            (&[], None),
            (&["1"], None),
            (&["1"], Some("1")),
            (&["2"], None),
            (&["2"], Some("2")),
            (&["23"], None),
            (&["2"], None),
            (&["2"], Some("2")),
        ];
        for (place, (found, expected)) in table.iter().enumerate() {
            let found = found.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(seen.see(found).as_deref(), *expected, "{place}");
        }
    }

    #[test]
    fn errors() {
        for (name, error) in [
            ("NotAllowedError", CameraError::Refused),
            ("SecurityError", CameraError::Refused),
            ("NotFoundError", CameraError::NoCamera),
            ("OverconstrainedError", CameraError::NoCamera),
            ("NotReadableError", CameraError::Busy),
            ("AbortError", CameraError::Busy),
            ("TypeError", CameraError::Unsupported),
            ("", CameraError::Unsupported),
        ] {
            assert_eq!(CameraError::of_name(name), error, "{name}");
        }
    }
}
