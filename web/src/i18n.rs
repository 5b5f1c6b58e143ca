//! Every text of the pages, in Spanish, Portuguese and English, in one table. The words of errors are the core's.

use ventanilla_core::code::Language;

macro_rules! texts {
    ($($name:ident $spanish:literal $portuguese:literal $english:literal)*) => {
        /// A text of the pages. Some have placeholders, such as `{operadora}`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Text {
            $($name,)*
        }

        impl Text {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The text in a language, placeholders as they are.
            pub(crate) const fn template(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::Es) => $spanish,
                    (Self::$name, Language::Pt) => $portuguese,
                    (Self::$name, Language::En) => $english,)*
                }
            }
        }
    };
}

texts! {
    // Everywhere.
    DemoBanner "DEMO · SIN VALOR" "DEMO · SEM VALOR" "DEMO · NO VALUE"
    Loading "Cargando…" "Carregando…" "Loading…"
    OneMoment "Un momento…" "Um momento…" "One moment…"
    Retry "Intentar de nuevo" "Tentar de novo" "Try again"
    Offline "Sin conexión con el servidor. Revise la red antes de vender." "Sem conexão com o servidor. Verifique a rede antes de vender." "No connection to the server. Check the network before you sell."
    ServerLost "No hay respuesta del servidor. Revise la conexión e intente de nuevo." "O servidor não responde. Verifique a conexão e tente de novo." "The server does not answer. Check the connection and try again."
    ServerOdd "El servidor tuvo un problema. Espere un momento e intente de nuevo." "O servidor teve um problema. Espere um momento e tente de novo." "The server had a problem. Wait a moment and try again."
    LanguageLabel "Idioma" "Idioma" "Language"
    SignOut "Salir" "Sair" "Sign out"
    ReadOnly "Su usuario solo puede consultar." "Seu usuário só pode consultar." "Your user may only look."
    DrawerBalance "En caja" "No caixa" "In the drawer"
    Sections "Secciones" "Seções" "Sections"
    Close "Cerrar" "Fechar" "Close"

    // Signing in.
    SignInTitle "Iniciar sesión" "Entrar" "Sign in"
    SignInAgainTitle "Inicie sesión de nuevo" "Entre de novo" "Sign in again"
    SignInAgainLead "Su sesión de trabajo terminó. Lo que escribió sigue aquí." "Sua sessão de trabalho terminou. O que você digitou continua aqui." "Your work session has ended. What you typed is still here."
    Email "Correo o número de colaborador" "E-mail ou número de colaborador" "E-mail or staff number"
    Password "Contraseña" "Senha" "Password"
    ShowPassword "Mostrar" "Mostrar" "Show"
    HidePassword "Ocultar" "Ocultar" "Hide"
    SignInAction "Entrar" "Entrar" "Sign in"
    Tagline "El punto de venta de su ventanilla" "O ponto de venda do seu balcão" "The point of sale for your counter"

    // Opening a register.
    OpenTitle "Abrir caja" "Abrir caixa" "Open a register"
    OpenLead "Elija su caja y cuente el efectivo." "Escolha seu caixa e conte o dinheiro." "Choose your register and count the cash."
    Register "Caja" "Caixa" "Register"
    NoRegisters "No hay cajas activas. Pida a un Administrador que cree una." "Não há caixas ativos. Peça a um Administrador que crie um." "There are no active registers. Ask an Administrador to create one."
    HowToOpen "Efectivo inicial" "Dinheiro inicial" "Opening cash"
    CountCash "Contar el efectivo" "Contar o dinheiro" "Count the cash"
    CountCashHint "Recomendado: la caja empieza con lo que hay." "Recomendado: o caixa começa com o que há." "Recommended: the register starts with what is there."
    AcceptBalance "Aceptar el saldo registrado" "Aceitar o saldo registrado" "Accept the balance on record"
    AcceptBalanceHint "Lo que dejó el último cierre, sin contar." "O que o último fechamento deixou, sem contar." "What the last closing left, without counting."
    AcceptBalanceOf "Lo que dejó el último cierre: {saldo}" "O que o último fechamento deixou: {saldo}" "What the last closing left: {saldo}"
    OpenAction "Abrir caja" "Abrir caixa" "Open the register"

    // Counting.
    Notes "Billetes" "Cédulas" "Notes"
    Coins "Monedas" "Moedas" "Coins"
    PiecesOf "Cantidad de {pieza}" "Quantidade de {pieza}" "How many of {pieza}"
    Counted "Contado" "Contado" "Counted"
    CountBlank "Escriba cuántos hay de cada uno; si la caja está vacía, escriba un 0." "Digite quantos há de cada um; se o caixa está vazio, digite um 0." "Write how many there are of each; if the drawer is empty, write a 0."

    // The sections of an open register.
    TabSell "Vender" "Vender" "Sell"
    TabInject "Inyectar" "Injetar" "Add float"
    TabCash "Efectivo" "Dinheiro" "Cash"
    TabClose "Cierre" "Fechamento" "Closing"

    // Selling.
    SellTitle "Vender recarga" "Vender recarga" "Sell a top-up"
    Number "Número de celular" "Número de celular" "Mobile number"
    Operator "Operadora" "Operadora" "Operator"
    Suggested "sugerida" "sugerida" "suggested"
    Float "Saldo" "Saldo" "Float"
    LowFloat "saldo bajo" "saldo baixo" "low float"
    OtherPrefix "El prefijo es de {operadora}. El número puede estar portado: confírmelo con el cliente." "O prefixo é da {operadora}. O número pode estar portado: confirme com o cliente." "The prefix is {operadora}'s. The number may have been ported: check with the customer."
    AboveFloat "Es más que el saldo de {operadora}, {saldo}." "É mais que o saldo da {operadora}, {saldo}." "That is more than {operadora}'s float, {saldo}."
    Amount "Monto" "Valor" "Amount"
    QuickAmounts "Montos rápidos" "Valores rápidos" "Quick amounts"
    Continue "Continuar" "Continuar" "Continue"
    DeliverOutside "Envíe la recarga por el canal de {operadora}; aquí queda registrada." "Envie a recarga pelo canal da {operadora}; aqui ela fica registrada." "Send the top-up through {operadora}'s own channel; here it is recorded."

    // Injecting float.
    InjectTitle "Inyectar saldo" "Injetar saldo" "Add float"
    InjectLead "Compra de saldo a la operadora con efectivo de esta caja." "Compra de saldo da operadora com dinheiro deste caixa." "Float bought from the operator with cash of this register."

    // Cash in and out.
    CashTitle "Entrada o salida de efectivo" "Entrada ou saída de dinheiro" "Cash in or out"
    Direction "Tipo de movimiento" "Tipo de movimento" "Kind of movement"
    In "Ingreso" "Entrada" "Cash in"
    InHint "Entra a la caja" "Entra no caixa" "Into the drawer"
    Out "Egreso" "Saída" "Cash out"
    OutHint "Sale de la caja" "Sai do caixa" "Out of the drawer"
    Reason "Motivo" "Motivo" "Reason"
    ReasonHint "Por ejemplo: cambio, taxi, agua." "Por exemplo: troco, táxi, água." "For example: change, taxi, water."

    // Closing.
    CloseTitle "Cerrar caja" "Fechar caixa" "Close the register"
    CloseLead "Cuente todo el efectivo que hay en la caja." "Conte todo o dinheiro que há no caixa." "Count all the cash in the drawer."
    BlindHint "La diferencia se muestra después de cerrar." "A diferença aparece depois de fechar." "The difference is shown after closing."
    CloseAction "Revisar y cerrar" "Revisar e fechar" "Review and close"
    CloseHeldBack "Hay operaciones por confirmar. La caja se puede cerrar cuando se resuelvan." "Há operações por confirmar. O caixa pode ser fechado quando se resolverem." "Some operations are to be confirmed. The register can be closed once they are settled."
    ClosedTitle "Caja cerrada" "Caixa fechado" "Register closed"
    Opening "Apertura" "Abertura" "Opening"
    Expected "Esperado" "Esperado" "Expected"
    Difference "Diferencia" "Diferença" "Difference"
    Balanced "La caja cuadra." "O caixa confere." "The register balances."
    Over "Sobra efectivo." "Sobra dinheiro." "There is too much cash."
    Short "Falta efectivo." "Falta dinheiro." "There is too little cash."
    DifferenceReason "Motivo de la diferencia" "Motivo da diferença" "Reason for the difference"
    SaveReason "Guardar motivo" "Salvar motivo" "Save the reason"
    ReasonSaved "Motivo guardado." "Motivo salvo." "Reason saved."
    Finish "Terminar" "Terminar" "Finish"

    // Confirming.
    ConfirmTopUp "¿Registrar esta recarga?" "Registrar esta recarga?" "Record this top-up?"
    ConfirmInjection "¿Inyectar este saldo?" "Injetar este saldo?" "Add this float?"
    ConfirmIn "¿Registrar este ingreso?" "Registrar esta entrada?" "Record this cash in?"
    ConfirmOut "¿Registrar este egreso?" "Registrar esta saída?" "Record this cash out?"
    ConfirmOpen "¿Abrir la caja?" "Abrir o caixa?" "Open the register?"
    ConfirmClose "¿Cerrar la caja?" "Fechar o caixa?" "Close the register?"
    ConfirmReverse "¿Reversar esta recarga?" "Reverter esta recarga?" "Reverse this top-up?"
    Confirm "Confirmar" "Confirmar" "Confirm"
    Correct "Corregir" "Corrigir" "Go back"
    Sending "Registrando…" "Registrando…" "Recording…"
    SamePending "Ya hay una operación igual por confirmar. Espere su resultado antes de repetirla." "Já há uma operação igual por confirmar. Espere o resultado antes de repeti-la." "There is one just like it to be confirmed. Wait for its result before you repeat it."
    CashLeaves "Sale efectivo de la caja." "Sai dinheiro do caixa." "Cash leaves the drawer."

    // Results.
    DoneTopUp "Recarga registrada" "Recarga registrada" "Top-up recorded"
    DoneInjection "Inyección registrada" "Injeção registrada" "Float added"
    DoneIn "Ingreso registrado" "Entrada registrada" "Cash in recorded"
    DoneOut "Egreso registrado" "Saída registrada" "Cash out recorded"
    DoneOpen "Caja abierta" "Caixa aberto" "Register open"
    DoneReverse "Recarga reversada" "Recarga revertida" "Top-up reversed"
    NumberSign "N.º {id}" "N.º {id}" "No. {id}"
    NotRecorded "No se registró" "Não foi registrado" "Not recorded"
    NotStored "Este navegador no deja guardar datos y así no se puede evitar un cobro doble. No se envió nada." "Este navegador não deixa guardar dados e assim não se pode evitar uma cobrança dupla. Nada foi enviado." "This browser does not let data be stored, so a double charge could not be prevented. Nothing was sent."
    SignInFirst "Inicie sesión de nuevo y confirme otra vez." "Entre de novo e confirme outra vez." "Sign in again and confirm once more."
    CashShort "No hay suficiente efectivo en la caja." "Não há dinheiro suficiente no caixa." "There is not enough cash in the drawer."

    // Requests whose answer was lost.
    PendingTitle "Por confirmar" "Por confirmar" "To be confirmed"
    PendingLead "No llegó la respuesta. No lo repita: se pregunta de nuevo, con la misma clave, hasta saberlo." "A resposta não chegou. Não repita: pergunta-se de novo, com a mesma chave, até saber." "No answer came. Do not repeat it: it is asked again, with the same key, until it is known."
    PendingOfAnother "De {nombre}: se resuelve cuando inicie sesión." "De {nombre}: resolve-se quando entrar." "{nombre}'s: it is settled once they sign in."
    AskNow "Preguntar ahora" "Perguntar agora" "Ask now"
    OpeningOf "Apertura de {caja}" "Abertura de {caja}" "Opening of {caja}"
    ClosingOf "Cierre de caja" "Fechamento de caixa" "Closing of the register"
    ReversalOf "Reversa de la recarga N.º {id}" "Reversão da recarga N.º {id}" "Reversal of top-up No. {id}"
    TopUpOf "Recarga {operadora} {numero}" "Recarga {operadora} {numero}" "{operadora} top-up {numero}"
    InjectionOf "Inyección a {operadora}" "Injeção para {operadora}" "Float for {operadora}"

    // The list of sales.
    SalesTitle "Últimas ventas" "Últimas vendas" "Last sales"
    NoSales "Todavía no hay ventas." "Ainda não há vendas." "No sales yet."
    Reverse "Reversar" "Reverter" "Reverse"
    ReverseOf "Reversar la recarga N.º {id}" "Reverter a recarga N.º {id}" "Reverse top-up No. {id}"
    ReverseLead "El saldo vuelve a la operadora y el efectivo sale de la caja." "O saldo volta à operadora e o dinheiro sai do caixa." "The float goes back to the operator and the cash leaves the drawer."
}

impl Text {
    /// The text in a language with its placeholders filled in.
    pub(crate) fn filled(self, language: Language, parameters: &[(&str, &str)]) -> String {
        parameters
            .iter()
            .fold(self.template(language).to_owned(), |text, (name, value)| {
                text.replace(&format!("{{{name}}}"), value)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template
            .split('{')
            .skip(1)
            .filter_map(|part| Some(part.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_language_is_complete() {
        for text in Text::ALL {
            let expected = placeholders(text.template(Language::Es));
            for language in Language::ALL {
                let template = text.template(language);
                assert!(!template.trim().is_empty(), "{text:?} {language:?}");
                assert_eq!(template.trim(), template, "{text:?} {language:?}");
                assert_eq!(placeholders(template), expected, "{text:?} {language:?}");
            }
        }
    }

    #[test]
    fn sentences_end_alike_in_every_language() {
        for text in Text::ALL {
            let ends = Language::ALL.map(|language| text.template(language).ends_with(['.', '…']));
            let asks = Language::ALL.map(|language| text.template(language).ends_with('?'));
            assert!(ends.iter().all(|end| *end == ends[0]), "{text:?}");
            assert!(asks.iter().all(|ask| *ask == asks[0]), "{text:?}");
        }
    }

    #[test]
    fn filling_in() {
        let parameters = [("operadora", "Tigo"), ("numero", "7654")];
        assert_eq!(
            Text::TopUpOf.filled(Language::Es, &parameters),
            "Recarga Tigo 7654"
        );
        assert_eq!(
            Text::TopUpOf.filled(Language::En, &parameters),
            "Tigo top-up 7654"
        );
        assert_eq!(
            Text::Retry.filled(Language::Es, &parameters),
            "Intentar de nuevo"
        );
    }
}
