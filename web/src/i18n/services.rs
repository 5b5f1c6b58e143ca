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

    // Paying.
    SlipPaymentOpen "POR CONFIRMAR" "A CONFIRMAR" "TO BE CONFIRMED"
    SlipPaymentOpenHint "Este pago todavía no está confirmado. Conserve este comprobante: se entrega, o se le devuelve su dinero." "Este pagamento ainda não está confirmado. Guarde este comprovante: será entregue, ou seu dinheiro será devolvido." "This payment is not confirmed yet. Keep this slip: it is delivered, or your money is given back."
    SlipPaymentRefused "NO SE HIZO" "NÃO FOI FEITO" "NOT DONE"
    SlipPaymentRefundDue "Este pago no se hizo. Pida que le devuelvan su dinero." "Este pagamento não foi feito. Peça a devolução do seu dinheiro." "This payment was not done. Ask for your money back."
    SlipPaymentRefunded "Este pago no se hizo y su dinero se devolvió." "Este pagamento não foi feito e seu dinheiro foi devolvido." "This payment was not done and your money was given back."
}
