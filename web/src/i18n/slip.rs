//! Texts of what is printed, and of the dialog that shows it.

texts! {
    SlipMobile "Celular" "Celular" "Mobile"
    SlipDate "Fecha" "Data" "Date"
    SlipCashier "Atendió" "Atendeu" "Served by"
    SlipReference "Referencia" "Referência" "Reference"
    SlipReversed "REVERSADA" "REVERTIDA" "REVERSED"
    SlipRecorded "Este recibo acredita el registro de la venta. La operadora entrega la recarga por su propio canal." "Este recibo comprova o registro da venda. A operadora entrega a recarga por seu próprio canal." "This receipt proves that the sale was recorded. The operator delivers the top-up through its own channel."
    Print "Imprimir" "Imprimir" "Print"
    PaperWidth "Ancho del papel" "Largura do papel" "Paper width"
    Paper58 "58 mm" "58 mm" "58 mm"
    Paper80 "80 mm" "80 mm" "80 mm"
    Receipt "Recibo" "Recibo" "Receipt"
}
