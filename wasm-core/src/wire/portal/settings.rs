//! The secret that a tenant's customer portal signs with, and what branches owe one another.

use serde::{Deserialize, Serialize};

use crate::readable;
use crate::wire::money::FixedNum;

/// The answer of POST `/portal/secreto`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalSecret {
    /// The new secret, shown this once.
    pub secreto: String,
    /// How many there have been.
    pub version: i64,
}

crate::wire::kantuta::auth::opaque_debug!(PortalSecret);

/// One entry of GET `/portal/liquidacion`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BranchBalance {
    /// The branch.
    pub id_sucursal: i64,
    /// Its number in the codes of its coupons.
    pub numero: i64,
    /// Its name.
    pub nombre: String,
    /// What the other branches owe it; negative where it owes them. All branches together come to zero.
    pub saldo: FixedNum,
}

readable!(PortalSecret { secreto, version });
readable!(BranchBalance {
    id_sucursal,
    numero,
    nombre,
    saldo
});
