//! Texts of the till: opening, counting, selling, float, cash, closing.

texts! {
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

    PrintReport "Informe de cierre" "Relatório de fechamento" "Closing report"
    InjectReason "Motivo (opcional)" "Motivo (opcional)" "Reason (optional)"
    InjectReasonHint "Por ejemplo: compra al distribuidor, factura 1234." "Por exemplo: compra do distribuidor, nota 1234." "For example: bought from the distributor, invoice 1234."

    // Selling.
    SellTitle "Vender recarga" "Vender recarga" "Sell a top-up"
    Number "Número de celular" "Número de celular" "Mobile number"
    Operator "Operadora" "Operadora" "Operator"
    Suggested "sugerida" "sugerida" "suggested"
    Float "Saldo" "Saldo" "Float"
    LowFloat "saldo bajo" "saldo baixo" "low float"
    CarrierByNumber "por el número" "pelo número" "by its number"
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
    ReasonUnsaved "El motivo no está guardado: guárdelo, o pulse Terminar otra vez para dejarlo." "O motivo não está salvo: salve-o, ou toque em Terminar outra vez para deixá-lo." "The reason is not saved: save it, or press Finish again to leave it."
    Finish "Terminar" "Terminar" "Finish"
}
