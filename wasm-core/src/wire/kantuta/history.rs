//! The filters of the two histories. All are optional: existing clients send none and get the bare array.

use crate::field::query::Query;
use crate::field::value::whole_in;
use crate::field::{Flaw, Invalid};
use crate::operator::Operator;
use crate::wire::resources::operations::{cursor, moment, operator, refuse_inverted_range};
use crate::wire::time::Moment;

/// The most entries of one answer, and how many there are without a `limit`.
pub const HISTORY_LIMIT_MAX: u32 = 1000;

/// GET `/recargas/historial/clientes` and `/recargas/historial/inyecciones`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryFilter {
    /// The most entries wanted, 1 to [`HISTORY_LIMIT_MAX`].
    pub limit: u32,
    /// Where the answer before ended.
    pub cursor: Option<String>,
    /// From when on, included.
    pub desde: Option<Moment>,
    /// Until when, included.
    pub hasta: Option<Moment>,
    /// Of one operator only.
    pub operadora: Option<Operator>,
    /// Of one cash session only.
    pub id_caja_sesion: Option<i64>,
}

impl Default for HistoryFilter {
    fn default() -> Self {
        Self {
            limit: HISTORY_LIMIT_MAX,
            cursor: None,
            desde: None,
            hasta: None,
            operadora: None,
            id_caja_sesion: None,
        }
    }
}

impl HistoryFilter {
    /// Reads percent-decoded query pairs; every error is collected. Pairs that are not known are ignored, as the contract's
    /// server ignores every pair.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Invalid> {
        let mut query = Query::read(pairs);
        let limit = query.optional("limit", limit(HISTORY_LIMIT_MAX));
        let cursor = query.optional("cursor", cursor);
        let desde = query.optional("desde", moment);
        let hasta = query.optional("hasta", moment);
        let operadora = query.optional("operadora", operator);
        let id_caja_sesion = query.optional("id_caja_sesion", id);
        refuse_inverted_range(&mut query, desde, hasta);
        query.finish(|| {
            Some(Self {
                limit: limit.unwrap_or(HISTORY_LIMIT_MAX),
                cursor,
                desde,
                hasta,
                operadora,
                id_caja_sesion,
            })
        })
    }
}

/// Reads a count of entries, from 1.
pub(crate) fn limit(maximum: u32) -> impl Fn(&str) -> Result<u32, Flaw> {
    move |text| {
        let limit = whole_in(text, &(1..=i64::from(maximum)))?;
        Ok(u32::try_from(limit).unwrap_or(maximum))
    }
}

/// Reads an id of a query.
pub(crate) fn id(text: &str) -> Result<i64, Flaw> {
    whole_in(text, &(1..=crate::amount::Amount::MAX.minor()))
}
