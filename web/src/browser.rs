//! What is asked of the browser: the only file that touches the window, its storage and its focus.

use gloo::events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

/// A new UUID, for an idempotency key. `None` where the page was not loaded from a secure place.
pub(crate) fn new_key() -> Option<String> {
    let crypto = web_sys::window()?.crypto().ok()?;
    // On an insecure origin there is a `crypto` without `randomUUID`, and calling what is not there would throw.
    js_sys::Reflect::get(&crypto, &"randomUUID".into())
        .ok()
        .filter(|function| function.is_function())
        .map(|_| crypto.random_uuid())
}

/// The machine's clock, in milliseconds since the epoch. For showing only: it may be wrong.
#[allow(
    clippy::cast_possible_truncation,
    reason = "a date of JavaScript is a whole number within 2^53"
)]
pub(crate) fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// Whether this tab is looked at, as far as the browser knows: it is not behind another one.
pub(crate) fn is_seen() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| !document.hidden())
}

/// Whether the browser believes that there is a network.
pub(crate) fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// The stored text of that name.
pub(crate) fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Stores a text for good. False where the browser refuses (private windows, a full disk).
pub(crate) fn store(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Forgets a stored text.
pub(crate) fn forget(name: &str) {
    if let Some(storage) = storage() {
        // It fails only where there is no storage, and there nothing was stored.
        let _ = storage.remove_item(name);
    }
}

/// The names of all stored texts that start like that.
pub(crate) fn stored_names(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|name| name.starts_with(prefix))
        .collect()
}

/// Moves the focus to the element of that id once the page shows what it is about to show, and selects what is in it.
///
/// A dialog gives its first field the focus as it opens, and another may ask for the same focus a moment before: what was typed there since is not
/// selected, for the next key would take its place.
pub(crate) fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    let value_before = field(&id).map(|field| field.value());
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        let Some(element) = element(&id) else {
            return;
        };
        let had_focus = focused_id().as_deref() == Some(&id);
        // Without a focus the page still works; there is nothing better to do.
        let _ = element.focus();
        if let Some(field) = field(&id) {
            let is_as_before = value_before.is_some_and(|before| before == field.value());
            if !had_focus || is_as_before {
                field.select();
            }
        }
    });
}

/// Scrolls the page to its top once the page shows what it is about to show.
pub(crate) fn show_top_soon() {
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// Writes into the field of that id.
pub(crate) fn write_field(id: &str, text: &str) {
    if let Some(field) = field(id) {
        field.set_value(text);
    }
}

/// Moves the focus to the first of these elements that is there, where what had it is gone once the page shows what it is about to show.
pub(crate) fn focus_if_lost(ids: Vec<String>) {
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        let is_lost = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|document| match document.active_element() {
                Some(element) => element.tag_name() == "BODY",
                None => true,
            });
        if let Some(element) = ids.iter().filter(|_| is_lost).find_map(|id| element(id)) {
            // Without a focus the page still works; there is nothing better to do.
            let _ = element.focus();
        }
    });
}

/// Whether the focus is inside an element that fits the selector.
pub(crate) fn is_focus_within(selector: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// The id of what has the focus, if it has one.
pub(crate) fn focused_id() -> Option<String> {
    web_sys::window()?
        .document()?
        .active_element()
        .map(|element| element.id())
        .filter(|id| !id.is_empty())
}

/// Scrolls what stands around the element of that id so far that it can be seen, once the page shows what it is about to show.
pub(crate) fn reveal_soon(id: String) {
    spawn_local(async move {
        TimeoutFuture::new(0).await;
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Center);
        if let Some(element) = element(&id) {
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Moves the focus to the first field that is marked as wrong, if there is one.
pub(crate) fn focus_first_wrong() {
    spawn_local(async {
        TimeoutFuture::new(0).await;
        let wrong = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector("[data-wrong=true]").ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = wrong {
            let _ = element.focus();
        }
    });
}

/// Moves the focus to the field that follows this one, in the order of the page, among those marked alike.
pub(crate) fn focus_next(current: &HtmlElement, selector: &str, at_the_end: &'static str) {
    let Some(nodes) = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(selector).ok())
    else {
        return;
    };
    let elements: Vec<HtmlElement> = (0..nodes.length())
        .filter_map(|index| nodes.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect();
    let next = elements
        .iter()
        .skip_while(|element| *element != current)
        .nth(1);
    match next {
        Some(element) => {
            let _ = element.focus();
        }
        None => focus_soon(at_the_end),
    }
}

/// What stands behind the `#` of the address, followed for as long as the page lives.
pub(crate) fn follow_hash() -> Signal<String> {
    let followed = RwSignal::new(hash());
    if let Some(window) = web_sys::window() {
        let listener = EventListener::new(&window, "hashchange", move |_| followed.set(hash()));
        listener.forget();
    }
    followed.into()
}

/// What stands behind the `#` of the address now, with it.
pub(crate) fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Whether that is the address of this page as it is, with what stands behind the `#`.
pub(crate) fn is_at(address: &str) -> bool {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    path.is_some_and(|path| format!("{path}{}", hash()) == address)
}

/// Goes to another page of ours.
pub(crate) fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        // It fails only for what is no address.
        let _ = window.location().set_href(address);
    }
}

/// As [`go`], in the place of the page that is shown: Back does not come here again.
pub(crate) fn go_instead(address: &str) {
    if let Some(window) = web_sys::window() {
        // It fails only for what is no address.
        let _ = window.location().replace(address);
    }
}

/// Has the browser ask before it leaves the page, for as long as what comes back is kept.
pub(crate) fn ask_before_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "beforeunload", options, |event| {
        event.prevent_default();
        // Older browsers go by this alone. It fails only where nothing can be written.
        let _ = js_sys::Reflect::set(event, &"returnValue".into(), &"1".into());
    });
    Some(listener)
}

/// Saves a text as a file, as far as the browser allows.
pub(crate) fn save_file(name: &str, media_type: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&text.into());
    let address = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| web_sys::Url::create_object_url_with_blob(&blob));
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok())
        .and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let (Ok(address), Some(link)) = (address, link) else {
        return;
    };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    spawn_local(async move {
        // The browser has to have started reading it.
        TimeoutFuture::new(10_000).await;
        // It fails only for what is no such address.
        let _ = web_sys::Url::revoke_object_url(&address);
    });
}

/// The file that was just chosen, if one was.
pub(crate) fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}

/// The file that was just dropped, if one was.
pub(crate) fn dropped_file(event: &web_sys::DragEvent) -> Option<web_sys::File> {
    event.data_transfer()?.files()?.get(0)
}

/// What is in a file; `None` where it cannot be read, since it is gone by now.
pub(crate) async fn read_file(file: &web_sys::File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

/// Whether a dialog is open above the page.
pub(crate) fn is_dialog_open() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}

thread_local! {
    // Where in the first style sheet the size of the paper stands.
    static PAPER_RULE: Cell<Option<u32>> = const { Cell::new(None) };
}

/// The longest sheet, in millimetres: no page of a PDF may have more than 14,400 points. What is longer goes on on the next one.
const SHEET_MM_MAX: i32 = 5_000;

/// Prints what the page shows only on paper: a sheet of that width, as long as the element of that id is on the screen; without a width, on
/// whatever pages the printer has. Where printing does not wait for the person, the size stays until the browser says that it is over.
pub(crate) fn print_sheet(width_mm: Option<i32>, as_long_as: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let height_mm = element(as_long_as)
        .map_or(100, |element| to_mm(element.offset_height()))
        .min(SHEET_MM_MAX);
    // A rule in a style sheet of ours: the page's policy allows no styles of another kind.
    let sheet = window
        .document()
        .and_then(|document| document.style_sheets().item(0))
        .and_then(|sheet| sheet.dyn_into::<web_sys::CssStyleSheet>().ok());
    let rule = width_mm.map_or_else(
        || "@page { margin: 12mm; }".to_owned(),
        |width_mm| format!("@page {{ size: {width_mm}mm {height_mm}mm; margin: 0; }}"),
    );
    if let Some(sheet) = sheet {
        // That of the last print may still be there: not every browser says when it is over.
        forget_paper(&sheet);
        let end = sheet.css_rules().map_or(0, |rules| rules.length());
        PAPER_RULE.set(sheet.insert_rule_with_index(&rule, end).ok());
        EventListener::once(&window, "afterprint", move |_| forget_paper(&sheet)).forget();
    }
    // Where it cannot print, it says so itself.
    let _ = window.print();
}

/// Takes the size of the paper away: the next print is of another sheet, or of the page itself.
fn forget_paper(sheet: &web_sys::CssStyleSheet) {
    if let Some(index) = PAPER_RULE.take() {
        // It fails only where it is gone already.
        let _ = sheet.delete_rule(index);
    }
}

/// Pixels of the page as millimetres of paper, rounded up, with a little room (96 pixels are an inch of 25.4 mm).
const fn to_mm(pixels: i32) -> i32 {
    (pixels.saturating_mul(254).saturating_add(959) / 960_i32).saturating_add(2)
}

/// Tells the page's own scripts that something has happened.
pub(crate) fn announce(event: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(event)) {
        // Nobody can refuse it.
        let _ = window.dispatch_event(&event);
    }
}

/// Whether the page's own scripts have put a function of that name on the window.
pub(crate) fn is_on_window(name: &str) -> bool {
    window_function(name).is_some()
}

/// Calls the function of that name that the page's own scripts have put on the window, if it is there.
pub(crate) fn call_on_window(name: &str) {
    if let Some(function) = window_function(name) {
        // What it answers is its own business.
        let _ = function.call0(&wasm_bindgen::JsValue::UNDEFINED);
    }
}

fn window_function(name: &str) -> Option<js_sys::Function> {
    let window = web_sys::window()?;
    js_sys::Reflect::get(&window, &name.into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Tells assistive technology and the browser in which language the page is.
pub(crate) fn set_language(code: &str) {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // It fails only for names that are not attributes.
        let _ = root.set_attribute("lang", code);
    }
}

/// Whether the page has an element of that id.
pub(crate) fn is_there(id: &str) -> bool {
    element(id).is_some()
}

/// Whether something is written in any of the fields that fit the selector.
pub(crate) fn is_written(selector: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(selector).ok())
        .is_some_and(|nodes| {
            (0..nodes.length())
                .filter_map(|index| nodes.item(index)?.dyn_into::<HtmlInputElement>().ok())
                .any(|field| !field.value().trim().is_empty())
        })
}

/// Removes the element of that id: what was shown before there was a program.
pub(crate) fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?
        .document()?
        .get_element_by_id(id)?
        .dyn_into()
        .ok()
}

fn field(id: &str) -> Option<HtmlInputElement> {
    element(id)?.dyn_into().ok()
}

/// Puts a text where it can be pasted from. False where the browser does not let it.
pub(crate) async fn copy(text: &str) -> bool {
    // On an insecure origin there is none.
    let clipboard = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .and_then(|clipboard| clipboard.dyn_into::<web_sys::Clipboard>().ok());
    match clipboard {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// The text stored for as long as this tab lives.
pub(crate) fn tab_stored(name: &str) -> Option<String> {
    tab_storage()?.get_item(name).ok().flatten()
}

/// Stores a text for as long as this tab lives; an empty one is forgotten.
pub(crate) fn tab_store(name: &str, text: &str) {
    if let Some(storage) = tab_storage() {
        // Where nothing can be stored, what is typed lives as long as the page.
        let _ = if text.is_empty() {
            storage.remove_item(name)
        } else {
            storage.set_item(name, text)
        };
    }
}

/// Forgets what this tab has stored under those names.
pub(crate) fn tab_forget(names: &[&str]) {
    for name in names {
        tab_store(name, "");
    }
}

fn tab_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_never_too_short() {
        for (pixels, millimetres) in [
            (0, 2),
            (96, 28),
            (97, 28),
            (960, 256),
            (i32::MAX, 2_236_964),
        ] {
            assert_eq!(to_mm(pixels), millimetres, "{pixels}");
        }
    }
}
