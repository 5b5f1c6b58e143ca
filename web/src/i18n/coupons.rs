//! Texts of payment coupons, customers and invoices.

texts! {
    // The page and its sections.
    CouponsTitle "Cupones de pago" "Cupons de pagamento" "Payment coupons"
    CollectTab "Cobrar" "Cobrar" "Collect"
    IssueTab "Generar" "Gerar" "Issue"
    CouponsTab "Cupones" "Cupons" "Coupons"
    CustomersTab "Clientes y facturas" "Clientes e faturas" "Customers and invoices"
    ScannerTab "Lector" "Leitor" "Scanner"

    // What things are called.
    Customer "Cliente" "Cliente" "Customer"
    CustomerNumber "N.º de cliente" "N.º do cliente" "Customer number"
    Coupon "Cupón" "Cupom" "Coupon"
    Invoice "Factura" "Fatura" "Invoice"
    Invoices "Facturas" "Faturas" "Invoices"
    DueDate "Vence el" "Vence em" "Due on"
    CouponTotal "Total" "Total" "Total"
    CouponBranch "Sucursal" "Filial" "Branch"
    IssuingBranch "Emitido en" "Emitido em" "Issued at"
    MethodOfPayment "Forma de pago" "Forma de pagamento" "Paid by"
    MethodCash "Efectivo" "Dinheiro" "Cash"
    MethodQr "QR" "QR" "QR"
    MethodTransfer "Transferencia" "Transferência" "Transfer"
    Tendered "Recibido" "Recebido" "Received"
    ChangeDue "Vuelto" "Troco" "Change"

    // Where a coupon stands.
    CouponPending "Pendiente" "Pendente" "Pending"
    CouponUsed "Cobrado" "Cobrado" "Collected"
    CouponExpired "Vencido" "Vencido" "Expired"
    CouponCancelled "Cancelado" "Cancelado" "Cancelled"
    PendingUntil "Se puede cobrar hasta el {fecha}" "Pode ser cobrado até {fecha}" "Can be collected until {fecha}"
    UsedOn "Cobrado el {fecha}, recibo {recibo}" "Cobrado em {fecha}, recibo {recibo}" "Collected on {fecha}, receipt {recibo}"
    ExpiredOn "Venció el {fecha}" "Venceu em {fecha}" "Expired on {fecha}"
    CancelledFor "Cancelado: {motivo}" "Cancelado: {motivo}" "Cancelled: {motivo}"

    // Collecting.
    CollectTitle "Cobrar un cupón" "Cobrar um cupom" "Collect a coupon"
    CodeLabel "Código del cupón" "Código do cupom" "Coupon code"
    CodeHint "Escanéelo, o escriba sus 19 dígitos." "Escaneie, ou digite seus 19 dígitos." "Scan it, or type its 19 digits."
    DigitsSoFar "{cantidad} de 19 dígitos" "{cantidad} de 19 dígitos" "{cantidad} of 19 digits"
    DigitIsWrong "Dígito {numero}: {motivo}" "Dígito {numero}: {motivo}" "Digit {numero}: {motivo}"
    LookUp "Buscar cupón" "Buscar cupom" "Find the coupon"
    TenderedHint "En blanco: el monto exacto." "Em branco: o valor exato." "Left blank: the exact amount."
    TenderedShort "Faltan {monto}." "Faltam {monto}." "{monto} is missing."
    CollectAction "Cobrar" "Cobrar" "Collect"
    CollectAnother "Cobrar otro" "Cobrar outro" "Collect another"
    CollectNeedsSession "Para cobrar hace falta una caja abierta." "Para cobrar é preciso um caixa aberto." "Collecting needs an open register."
    CollectionPending "Su cobro está por confirmar: no lo cobre otra vez. Se pregunta hasta saberlo." "Sua cobrança está por confirmar: não cobre de novo. Pergunta-se até saber." "Its collection is to be confirmed: do not collect it again. It is asked about until known."
    DoNotCollectAgain "No lo cobre de nuevo." "Não cobre de novo." "Do not collect it again."
    IssueAnother "No se puede cobrar: genere otro." "Não pode ser cobrado: gere outro." "It cannot be collected: issue another."
    PrintReceipt "Imprimir recibo" "Imprimir recibo" "Print the receipt"

    // Finding a customer.
    FindCustomer "Cliente" "Cliente" "Customer"
    FindCustomerHint "Escriba nombre, documento o número; elija con las flechas y Enter." "Digite nome, documento ou número; escolha com as setas e Enter." "Type a name, document or number; choose with the arrow keys and Enter."
    NoCustomerFound "Ningún cliente coincide." "Nenhum cliente corresponde." "No customer matches."
    OneCustomerFound "Un cliente: Enter lo elige." "Um cliente: Enter o escolhe." "One customer: Enter picks them."
    CustomersFound "{cantidad} clientes: elija con las flechas y Enter." "{cantidad} clientes: escolha com as setas e Enter." "{cantidad} customers: choose with the arrow keys and Enter."
    Owes "debe {monto}" "deve {monto}" "owes {monto}"
    AnotherCustomer "Otro cliente" "Outro cliente" "Another customer"

    // Issuing.
    IssueTitle "Generar un cupón" "Gerar um cupom" "Issue a coupon"
    OpenInvoices "Facturas pendientes" "Faturas pendentes" "Open invoices"
    NoOpenInvoices "No tiene facturas pendientes fuera de un cupón." "Não tem faturas pendentes fora de um cupom." "They have no open invoices outside a coupon."
    InvoicesPicked "{cantidad} de {de} elegidas" "{cantidad} de {de} escolhidas" "{cantidad} of {de} picked"
    PickAll "Elegir todas" "Escolher todas" "Pick all"
    PickNone "Quitar todas" "Tirar todas" "Pick none"
    MoreInvoices "Hay más facturas: un cupón lleva como máximo 100." "Há mais faturas: um cupom leva no máximo 100." "There are more invoices: a coupon has 100 at most."
    DueDays "Días para pagarlo" "Dias para pagar" "Days to pay it"
    DueDaysHint "De 1 a 365; en blanco, 30." "De 1 a 365; em branco, 30." "From 1 to 365; left blank, 30."
    IssueAction "Generar cupón" "Gerar cupom" "Issue the coupon"
    BarsLabel "Código de barras" "Código de barras" "Bar code"
    BarsCode128 "Code 128" "Code 128" "Code 128"
    BarsItf "ITF (2 de 5)" "ITF (2 de 5)" "ITF (2 of 5)"

    // What is asked, done and pending.
    ConfirmCollection "¿Cobrar este cupón?" "Cobrar este cupom?" "Collect this coupon?"
    ConfirmCouponIssue "¿Generar este cupón?" "Gerar este cupom?" "Issue this coupon?"
    ConfirmCancellation "¿Cancelar este cupón?" "Cancelar este cupom?" "Cancel this coupon?"
    ConfirmInvoice "¿Registrar esta factura?" "Registrar esta fatura?" "Record this invoice?"
    DoneCollection "Cupón cobrado" "Cupom cobrado" "Coupon collected"
    DoneCouponIssue "Cupón generado" "Cupom gerado" "Coupon issued"
    DoneCancellation "Cupón cancelado" "Cupom cancelado" "Coupon cancelled"
    DoneInvoice "Factura registrada" "Fatura registrada" "Invoice recorded"
    CollectionOf "Cobro del cupón de {cliente}" "Cobrança do cupom de {cliente}" "Collection of the coupon of {cliente}"
    CouponIssueOf "Cupón nuevo para {cliente}" "Cupom novo para {cliente}" "New coupon for {cliente}"
    CancellationOf "Cancelación del cupón de {cliente}" "Cancelamento do cupom de {cliente}" "Cancellation of the coupon of {cliente}"
    InvoiceOf "{factura} de {cliente}" "{factura} de {cliente}" "{factura} of {cliente}"

    // What is printed.
    PaperPage "Hoja entera" "Folha inteira" "Whole page"
    SlipCoupon "Cupón de pago" "Cupom de pagamento" "Payment coupon"
    SlipCollection "Cobro de cupón" "Cobrança de cupom" "Coupon collected"
    SlipCouponHint "Páguelo en cualquiera de nuestras sucursales hasta la fecha de vencimiento." "Pague em qualquer uma de nossas filiais até a data de vencimento." "Pay it at any of our branches until its due date."

    // Where an invoice stands.
    InvoiceOpen "Pendiente" "Pendente" "Open"
    InvoiceReserved "En un cupón" "Em um cupom" "In a coupon"
    InvoicePaid "Pagada" "Paga" "Paid"
}
