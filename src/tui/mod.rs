//! The review: what a person sees and does. Pure state and pure drawing; knows no async runtime,
//! does no I/O and never names a terminal.

pub mod confirm;
pub mod editor;
pub mod highlight;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod review;
pub mod theme;
pub mod trust;
pub mod view;
pub mod visible;

pub use review::{Effect, Msg, Review, update};
pub use view::view;
