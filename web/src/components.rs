//! What the page is made of.

pub(crate) mod banners;
pub(crate) mod cash;
pub(crate) mod choice;
pub(crate) mod close_register;
pub(crate) mod closed;
pub(crate) mod confirm;
pub(crate) mod count_grid;
pub(crate) mod dialog;
pub(crate) mod field;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod icon;
pub(crate) mod inject;
pub(crate) mod menu;
pub(crate) mod open_register;
pub(crate) mod operator_choice;
pub(crate) mod paper;
pub(crate) mod sales;
pub(crate) mod sell;
pub(crate) mod selling;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod shortcuts;
pub(crate) mod sign_in;
pub(crate) mod top_bar;
pub(crate) mod trouble;
