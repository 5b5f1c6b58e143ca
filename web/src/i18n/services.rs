//! Texts of service payments, providers and integrators.

texts! {
    // The pages and their sections.
    ServicesTitle "Pago de servicios" "Pagamento de serviços" "Service payments"
    PayServiceTab "Pagar" "Pagar" "Pay"
    OpenPaymentsTab "Por confirmar" "A confirmar" "To be confirmed"
    FundsTab "Fondos y cuentas" "Fundos e contas" "Funds and accounts"
    IntegratorsTab "Integradores" "Integradores" "Integrators"

    // What things are called.
    Service "Servicio" "Serviço" "Service"
    ServiceNumber "Número o contrato" "Número ou contrato" "Number or contract"
    PaymentReceipt "Recibo" "Recibo" "Receipt"
    Provider "Proveedor" "Provedor" "Provider"
    Integrator "Integrador" "Integrador" "Integrator"
    Evidence "Prueba" "Prova" "Evidence"
    ResolutionFound "Resultado" "Resultado" "Outcome"
    FoundDelivered "Se entregó" "Foi entregue" "It was delivered"
    FoundNotDelivered "No se entregó" "Não foi entregue" "It was not delivered"

    // What is asked for, in one line.
    PaymentOf "{servicio} {numero}" "{servicio} {numero}" "{servicio} {numero}"
    ResolutionOf "Resolución del pago {recibo}" "Resolução do pagamento {recibo}" "Resolution of payment {recibo}"
    RefundOf "Devolución del pago {recibo}" "Devolução do pagamento {recibo}" "Refund of payment {recibo}"
    FundingOf "Fondos en {proveedor}" "Fundos em {proveedor}" "Funds at {proveedor}"
    DebtPaymentOf "Pago de {integrador}" "Pagamento de {integrador}" "Payment of {integrador}"

    // The last question.
    ConfirmPayment "¿Pagar este servicio?" "Pagar este serviço?" "Pay this service?"
    ConfirmResolution "¿Dejar el pago así?" "Deixar o pagamento assim?" "Settle the payment like this?"
    ConfirmRefund "¿Devolver este efectivo?" "Devolver este dinheiro?" "Give this cash back?"
    ConfirmFunding "¿Registrar estos fondos?" "Registrar estes fundos?" "Record these funds?"
    ConfirmDebtPayment "¿Registrar este pago?" "Registrar este pagamento?" "Record this payment?"

    // What came of it.
    DonePayment "Pago hecho" "Pagamento feito" "Payment done"
    PaymentSent "Pago enviado, por confirmar" "Pagamento enviado, a confirmar" "Payment sent, to be confirmed"
    DoneResolution "Pago resuelto" "Pagamento resolvido" "Payment settled"
    DoneRefund "Efectivo devuelto" "Dinheiro devolvido" "Cash given back"
    DoneFunding "Fondos registrados" "Fundos registrados" "Funds recorded"
    DoneDebtPayment "Pago registrado" "Pagamento registrado" "Payment recorded"

    // To be confirmed.
    PaymentSubmitted "Enviándose" "Sendo enviado" "Being sent"
    PaymentPending "En proceso" "Em andamento" "In progress"
    PaymentUnknown "Sin confirmar" "Sem confirmação" "Not confirmed"
    PaymentDelivered "Hecho" "Feito" "Done"
    PaymentRefundDue "Por devolver" "A devolver" "Refund due"
    PaymentRefunded "Devuelto" "Devolvido" "Refunded"
    PaymentRefused "No se hizo" "Não foi feito" "Not done"
    TellSubmitted "Todavía se está enviando. No pague de nuevo: espere un momento." "Ainda está sendo enviado. Não pague de novo: espere um momento." "It is still being sent. Do not pay again: wait a moment."
    TellPending "El proveedor ya lo tiene y todavía no termina. No pague de nuevo; le avisamos." "O provedor já o tem e ainda não terminou. Não pague de novo; avisamos." "The provider has it and has not finished yet. Do not pay again; we will let you know."
    TellUnknown "Todavía no sabemos si entró. No pague de nuevo; le avisamos." "Ainda não sabemos se entrou. Não pague de novo; avisamos." "We do not know yet whether it went through. Do not pay again; we will let you know."
    TellDelivered "Entró: está pagado." "Entrou: está pago." "It went through: it is paid."
    TellRefundDue "No entró: se le devuelve su dinero." "Não entrou: seu dinheiro será devolvido." "It did not go through: you get your money back."
    TellRefunded "No entró, y su dinero ya se le devolvió." "Não entrou, e seu dinheiro já foi devolvido." "It did not go through, and your money was given back."
    TellRefused "No entró: no está pagado." "Não entrou: não está pago." "It did not go through: it is not paid."
    TellIntegratorOpen "Todavía no sabemos si entró. El integrador no debe pedirlo de nuevo." "Ainda não sabemos se entrou. O integrador não deve pedi-lo de novo." "We do not know yet whether it went through. The integrator must not ask for it again."
    TellIntegratorDelivered "Entró: el integrador lo debe." "Entrou: o integrador o deve." "It went through: the integrator owes it."
    TellIntegratorRefused "No entró: el integrador no lo debe, y no hay efectivo que devolver." "Não entrou: o integrador não o deve, e não há dinheiro a devolver." "It did not go through: the integrator does not owe it, and there is no cash to give back."
    AgeNow "hace un momento" "há um momento" "just now"
    AgeMinutes "hace {cantidad} min" "há {cantidad} min" "{cantidad} min ago"
    AgeHours "hace {cantidad} h" "há {cantidad} h" "{cantidad} h ago"
    AgeDay "hace 1 día" "há 1 dia" "1 day ago"
    AgeDays "hace {cantidad} días" "há {cantidad} dias" "{cantidad} days ago"
}
