//! The edge of Ventanilla: HTTP doors, operations and the ledger's store, as a Cloudflare Worker.
