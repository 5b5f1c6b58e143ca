//! Texts that every program shows: signing in, confirming, results, what is still open.

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
