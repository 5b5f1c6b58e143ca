//! Texts of the back office's frame.

texts! {
    History "Historial" "Histórico" "History"
    SessionsTitle "Turnos de caja" "Turnos de caixa" "Cash sessions"
    Users "Usuarios" "Usuários" "Users"
    Branches "Sucursales" "Filiais" "Branches"
    Registers "Cajas" "Caixas" "Registers"
    Operators "Operadoras" "Operadoras" "Operators"
    Shop "Tienda" "Loja" "Shop"
    OwnPassword "Mi contraseña" "Minha senha" "My password"
}
