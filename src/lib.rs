//! The yearly funding of a CPTS (French territorial community of health professionals), line by
//! line, under the national agreement (ACI).
//!
//! Reading order: [`money`] → [`date`] → [`tariff`] and [`scenario`] → [`engine`] → [`reach`],
//! [`structures`], [`explain`], [`alert`] → [`export`]. The doors stand at the side: [`fields`] (what people type), [`link`] (the
//! address), [`api`] (JavaScript). [`view`] writes a scenario as a page.
//!
//! ```
//! use simulateur_cpts::engine::simulate;
//! use simulateur_cpts::money::Euros;
//! use simulateur_cpts::scenario::{Action, Scenario, Size};
//!
//! // The page opens with a size-3 community that takes on the four core missions.
//! let scenario = Scenario::opening();
//! assert_eq!(simulate(&scenario).year.total(), Euros::whole(370_000));
//!
//! // The same community at size 4.
//! let larger = scenario.after(Action::Size(Size::ALL[3]));
//! assert_eq!(simulate(&larger).year.total(), Euros::whole(435_000));
//! ```

pub mod alert;
pub mod api;
pub mod chart;
pub mod checksum;
#[cfg(feature = "page")]
pub mod communes;
pub mod compare;
pub mod contract;
pub mod date;
pub mod engine;
pub mod explain;
pub mod export;
pub mod fields;
#[cfg(feature = "page")]
pub mod file;
pub mod library;
pub mod link;
pub mod money;
pub mod perimeter;
pub mod reach;
pub mod scenario;
pub mod schedule;
pub mod structures;
pub mod tariff;
#[cfg(feature = "page")]
pub mod view;
