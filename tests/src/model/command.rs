//! What is asked of the till, and by whom.

use super::Minor;

/// Somebody of the demo tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// May do everything, in anybody's session.
    Administrador,
    /// May reverse; uses only an own session.
    Gerente,
    /// The first cashier.
    Ana,
    /// The second cashier.
    Luis,
}

impl Actor {
    /// Everybody.
    pub const ALL: [Self; 4] = [Self::Administrador, Self::Gerente, Self::Ana, Self::Luis];

    /// How they log in.
    pub const fn email(self) -> &'static str {
        match self {
            Self::Administrador => "admin@kiosco.demo",
            Self::Gerente => "gerente@kiosco.demo",
            Self::Ana => "ana@kiosco.demo",
            Self::Luis => "luis@kiosco.demo",
        }
    }

    /// Whether they may reverse, and record invoices.
    pub fn manages(self) -> bool {
        matches!(self, Self::Administrador | Self::Gerente)
    }
}

/// A session or operation by the order in which the model saw it succeed; none for one that does not exist.
pub type Named = Option<usize>;

/// Something asked of the till.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Open a register, by its place in [`REGISTERS`].
    Open {
        /// The register.
        register: usize,
        /// The amount that is sent along, if one is.
        sent: Option<Minor>,
        /// Whether it was counted by denominations.
        counted: bool,
    },
    /// Close a session.
    Close {
        /// The session.
        session: Named,
        /// What was counted.
        counted: Minor,
    },
    /// Sell airtime of an operator, by its place in [`OPERATORS`].
    TopUp {
        /// The session.
        session: Named,
        /// The operator.
        operator: usize,
        /// How much.
        amount: Minor,
    },
    /// Buy float.
    Inject {
        /// The session that pays.
        session: Named,
        /// The operator.
        operator: usize,
        /// How much.
        amount: Minor,
    },
    /// Move cash.
    Move {
        /// The session.
        session: Named,
        /// In or out.
        is_income: bool,
        /// How much.
        amount: Minor,
    },
    /// Move an operation's value back.
    Reverse {
        /// The operation.
        operation: Named,
    },
    /// Something about invoices and coupons.
    Coupon(CouponCommand),
}

impl Command {
    /// What it is called where outcomes are counted.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Close { .. } => "close",
            Self::TopUp { .. } => "top-up",
            Self::Inject { .. } => "inject",
            Self::Move { .. } => "move",
            Self::Reverse { .. } => "reverse",
            Self::Coupon(command) => command.name(),
        }
    }
}

/// How a coupon is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Into the drawer.
    Cash,
    /// To the bank.
    Qr,
    /// To the bank as well.
    Transfer,
}

impl Method {
    /// As the wire has it.
    pub fn wire(self) -> &'static str {
        match self {
            Self::Cash => "EFECTIVO",
            Self::Qr => "QR",
            Self::Transfer => "TRANSFERENCIA",
        }
    }
}

/// An invoice as a request names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedInvoice {
    /// Its id.
    pub reference: String,
    /// What it is said to ask for.
    pub amount: Minor,
    /// What kind of voucher and which number it is said to have, if that is said.
    pub voucher: Option<(String, i64)>,
}

/// Something asked about invoices and coupons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CouponCommand {
    /// Store what a customer owes.
    Record {
        /// The invoice's id.
        reference: String,
        /// Whose.
        customer: u32,
        /// The voucher's number.
        number: i64,
        /// How much.
        amount: Minor,
    },
    /// Issue a coupon.
    Issue {
        /// Whose invoices.
        customer: u32,
        /// Which.
        invoices: Vec<NamedInvoice>,
        /// What they are said to come to.
        total: Minor,
        /// The days until it is overdue.
        due_days: Option<i64>,
    },
    /// Collect a coupon.
    Collect {
        /// The session that collects.
        session: Named,
        /// The coupon's code.
        code: String,
        /// How it is paid.
        method: Method,
        /// What is handed over, if that is said.
        tendered: Option<Minor>,
    },
    /// Cancel a coupon.
    Cancel {
        /// The coupon's code.
        code: String,
    },
    /// Look a coupon up.
    Find {
        /// The coupon's code.
        code: String,
    },
    /// Move a collection's value back, which nobody may.
    ReverseCollection {
        /// The coupon.
        coupon: usize,
    },
}

impl CouponCommand {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Record { .. } => "record invoice",
            Self::Issue { .. } => "issue coupon",
            Self::Collect { .. } => "collect coupon",
            Self::Cancel { .. } => "cancel coupon",
            Self::Find { .. } => "find coupon",
            Self::ReverseCollection { .. } => "reverse collection",
        }
    }
}
