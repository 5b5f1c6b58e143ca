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
    AddReference "Referencia de la operadora (opcional)" "Referência da operadora (opcional)" "Operator's reference (optional)"
    SaveReference "Guardar referencia" "Salvar referência" "Save the reference"
    PrintHint "Elija el ancho de su papel una vez: este equipo lo recuerda." "Escolha a largura do seu papel uma vez: este equipamento lembra." "Choose your paper's width once: this device remembers it."
    ReceiptOf "Recibo de la recarga N.º {id}" "Recibo da recarga N.º {id}" "Receipt of top-up No. {id}"
    Receipt "Recibo" "Recibo" "Receipt"
}
