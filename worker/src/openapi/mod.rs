//! x
use utoipa::openapi::*;
use ventanilla_core::wire::kantuta::error::*;
use ventanilla_core::wire::kantuta::recharges::*;
use ventanilla_core::wire::kantuta::sessions::*;
use ventanilla_core::wire::kantuta::users::*;
use ventanilla_core::wire::resources::settings::*;
use ventanilla_core::wire::resources::setup::*;
pub fn document() -> OpenApi {
    let c = ComponentsBuilder::new()
        .schema_from::<User>()
        .schema_from::<TopUp>()
        .schema_from::<ErrorBody>()
        .schema_from::<OpenSessionRequest>()
        .schema_from::<SetupTenantRequest>()
        .schema_from::<TenantUpdateRequest>()
        .schema_from::<TopUpRequest>()
        .build();
    OpenApiBuilder::new().components(Some(c)).build()
}
