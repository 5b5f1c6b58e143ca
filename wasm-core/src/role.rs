//! `Role` and `Permission`: who may do what.

/// The role of a user. The numbers are those of the wire and of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Everything.
    Administrador,
    /// Sells at a till.
    Operador,
    /// Reads only.
    Usuario,
    /// Sells, adjusts float, reverses and sees the drawer; no users and no settings.
    Gerente,
}

/// Something that a role allows or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Read lists, histories and one's own session.
    ReadAll,
    /// Top-ups, injections, movements, and opening and closing one's own session.
    Sell,
    /// Open a session for another user.
    OpenForOthers,
    /// Use or close another user's session, or name another user as the actor.
    ActForAnother,
    /// Correct an operator's float.
    AdjustFloat,
    /// Reverse an operation.
    Reverse,
    /// See what should be in a drawer while it is being counted.
    SeeDrawer,
    /// Record invoices, and import customers and invoices.
    ManageInvoices,
    /// Give a customer the money back of a service payment that failed.
    PayRefunds,
    /// Say what became of a service payment whose outcome is unknown.
    ResolvePayments,
    /// Put money into a prefund.
    FundPrefunds,
    /// Give or take a contact's points by hand, block numbers, and authorise redemptions with a PIN.
    AdjustPoints,
    /// Create and change users.
    ManageUsers,
    /// Create and change registers, branches, operators and the tenant's settings.
    ManageSettings,
    /// Create and change accounts at providers, integrators and their keys.
    ManageIntegrations,
    /// Create and change loyalty wallets, and register and archive collaborators.
    ManageLoyalty,
}

impl Role {
    /// Every role, by number.
    pub const ALL: [Self; 4] = [
        Self::Administrador,
        Self::Operador,
        Self::Usuario,
        Self::Gerente,
    ];

    /// The number, as `id_role` and the token's `roleId` carry it.
    pub const fn id(self) -> i64 {
        match self {
            Self::Administrador => 1,
            Self::Operador => 2,
            Self::Usuario => 3,
            Self::Gerente => 4,
        }
    }

    /// The name, as the wire writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrador => "Administrador",
            Self::Operador => "Operador",
            Self::Usuario => "Usuario",
            Self::Gerente => "Gerente",
        }
    }

    /// What the role is for, in Spanish.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Administrador => "Administra usuarios, cajas, sucursales y configuración",
            Self::Operador => "Atiende una caja: recargas, movimientos, apertura y cierre",
            Self::Usuario => "Consulta sin modificar",
            Self::Gerente => "Supervisa cajas, ajusta saldos y reversa operaciones",
        }
    }

    /// The role of that number; `None` for any other.
    pub fn from_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// The role of exactly that name; case counts. `None` for any other text.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the role allows it.
    pub const fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::ReadAll => true,
            Permission::Sell | Permission::PayRefunds => {
                matches!(self, Self::Administrador | Self::Gerente | Self::Operador)
            }
            Permission::AdjustFloat
            | Permission::Reverse
            | Permission::SeeDrawer
            | Permission::ManageInvoices
            | Permission::ResolvePayments
            | Permission::FundPrefunds
            | Permission::AdjustPoints => {
                matches!(self, Self::Administrador | Self::Gerente)
            }
            Permission::OpenForOthers
            | Permission::ActForAnother
            | Permission::ManageUsers
            | Permission::ManageSettings
            | Permission::ManageIntegrations
            | Permission::ManageLoyalty => matches!(self, Self::Administrador),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names() {
        for role in Role::ALL {
            assert_eq!(Role::from_id(role.id()), Some(role));
            assert_eq!(Role::from_name(role.name()), Some(role));
        }
        for bad in [0, 5, -1, i64::MAX] {
            assert_eq!(Role::from_id(bad), None);
        }
        for bad in ["", "administrador", "Admin", "Operador "] {
            assert_eq!(Role::from_name(bad), None);
        }
    }

    #[test]
    fn permissions() {
        use Permission::*;
        let table = [
            (ReadAll, [true, true, true, true]),
            (Sell, [true, true, false, true]),
            (OpenForOthers, [true, false, false, false]),
            (ActForAnother, [true, false, false, false]),
            (AdjustFloat, [true, false, false, true]),
            (Reverse, [true, false, false, true]),
            (SeeDrawer, [true, false, false, true]),
            (ManageInvoices, [true, false, false, true]),
            (PayRefunds, [true, true, false, true]),
            (ResolvePayments, [true, false, false, true]),
            (FundPrefunds, [true, false, false, true]),
            (ManageUsers, [true, false, false, false]),
            (ManageSettings, [true, false, false, false]),
            (ManageIntegrations, [true, false, false, false]),
        ];
        for (permission, expected) in table {
            assert_eq!(
                Role::ALL.map(|role| role.may(permission)),
                expected,
                "{permission:?}"
            );
        }
    }
}
