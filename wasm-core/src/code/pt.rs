//! The texts in Portuguese.

use super::Code;

pub(super) const fn template(code: Code) -> &'static str {
    match code {
        Code::Unauthorized => "Entre com seu usuário e senha.",
        Code::TokenRevoked => "A sessão de trabalho terminou; entre de novo.",
        Code::Forbidden => "Seu usuário não tem permissão para isto; peça a um Administrador.",
        Code::LoginFailed => "Usuário ou senha incorretos.",
        Code::LoginLocked => {
            "Tentativas demais sem sucesso; espere {minutos} minutos e tente de novo."
        }
        Code::RefreshInvalid => "A renovação da sessão é inválida ou expirou; entre de novo.",
        Code::ResetCodeInvalid => "Código de verificação inválido",

        Code::UserNotFound => "Usuário não encontrado",
        Code::PersonNotFound => "A pessoa com ID {id} não existe",
        Code::EmailTaken => "Já existe um usuário com esse e-mail; use outro.",
        Code::LastAdministrator => {
            "Deve restar ao menos um Administrador ativo; nomeie outro primeiro."
        }

        Code::RegisterNotFound => "Caixa com ID {id} não encontrado ou inativo",
        Code::RegisterWithoutMovements => "Não há movimentos para o caixa com ID {id}.",
        Code::RegisterNameTaken => "Já existe um caixa com esse nome; escolha outro.",
        Code::RegisterHasOpenSession => "O caixa já tem uma sessão aberta",
        Code::RegisterHasCash => {
            "O caixa ainda tem {saldo} em dinheiro; retire-o com uma saída antes de excluí-lo."
        }
        Code::RegisterAgentsOnly => {
            "O caixa é SOLO_AGENTES e não vende recargas; use um caixa MIXTA ou SOLO_VENTAS."
        }
        Code::UserHasOpenSession => "O usuário já tem um caixa aberto",
        Code::SessionNotFound => "Sessão de caixa com ID {id} não encontrada ou inativa",
        Code::SessionNotOpen => "A sessão de caixa não existe ou não está aberta.",
        Code::SessionNotYours => {
            "A sessão de caixa é de outro usuário; use a sua ou peça a um Administrador."
        }
        Code::SessionAlreadyClosed => "A sessão já está fechada",
        Code::SessionStillOpen => "A sessão de caixa continua aberta; feche-a primeiro.",
        Code::DifferenceReasonAlreadySet => {
            "O motivo da diferença já está registrado e não pode ser mudado."
        }
        Code::NoActiveSession => "Não há sessão ativa para o usuário {id}",

        Code::OperatorNotFound => "A operadora {operadora} não está cadastrada.",
        Code::FloatInsufficient => {
            "Saldo insuficiente para a operadora {operadora}. Saldo atual: {saldo}"
        }
        Code::CashInsufficient => "Dinheiro insuficiente no caixa. Saldo disponível: {saldo}",
        Code::OperationNotFound => "A operação não existe; confira o identificador.",
        Code::OperationNotReversible => {
            "Esta operação não pode ser estornada; registre um movimento que a corrija."
        }
        Code::OperationAlreadyReversed => "A operação já foi estornada.",
        Code::CashSessionRequired => "É preciso um caixa aberto para isto; abra um primeiro.",
        Code::IdempotencyConflict => {
            "A Idempotency-Key já foi usada com outro pedido; use uma nova."
        }
        Code::IdempotencyInProgress => {
            "O primeiro pedido com esta Idempotency-Key está em andamento; repita-o em alguns segundos."
        }
        Code::IdempotencyKeyInvalid => {
            "A Idempotency-Key deve ter de 1 a 128 caracteres ASCII visíveis, sem espaços."
        }
        Code::ResultUnknown => {
            "Ainda não se sabe se foi registrado; repita o pedido com a mesma Idempotency-Key."
        }
        Code::ReferenceAlreadySet => {
            "A referência da operadora já está registrada e não pode ser mudada."
        }
        Code::TopUpNotFound => "A recarga com ID {id} não existe",

        Code::BranchNotFound => "A filial não existe; escolha uma da lista.",
        Code::BranchCodeTaken => "Já existe uma filial com esse código; escolha outro.",
        Code::BranchInUse => "A filial tem caixas ativos; passe-os para outra filial primeiro.",
        Code::TenantExists => "Já existe um negócio com esse nome ou um usuário com esse e-mail.",
        Code::SetupDisabled => "A instalação está desativada neste servidor.",

        Code::BodyTooLarge => "O corpo do pedido é grande demais.",
        Code::BodyInvalid => "O corpo do pedido não é válido; confira-o.",
        Code::BodyEmpty => "O corpo do pedido está vazio; envie um objeto JSON.",
        Code::BodyNotUtf8 => "O corpo do pedido não está em UTF-8.",
        Code::BodyNotJson => "O corpo do pedido não é JSON válido.",
        Code::BodyNotObject => "O corpo do pedido deve ser um objeto JSON.",
        Code::MethodNotAllowed => "A rota não aceita esse método.",
        Code::RouteNotFound => "A rota {metodo} {ruta} não existe.",
        Code::IdInvalid => "O identificador deve ser um número inteiro a partir de 1.",
        Code::CursorInvalid => "O cursor não é válido; peça a lista desde o início.",
        Code::ValidationFailed => "Há dados a corrigir; veja os detalhes.",
        Code::TooManyRequests => "Pedidos demais; espere um momento e tente de novo.",
        Code::NotAvailable => "Isto não está disponível aqui.",
        Code::Internal => {
            "Ocorreu um erro interno; tente de novo e, se continuar, avise o suporte."
        }

        Code::Required => "Preencha este campo.",
        Code::UnknownProperty => "Este campo não é esperado; retire-o.",
        Code::DuplicateProperty => "Este campo está repetido; deixe um só.",
        Code::NotAString => "Deve ser um texto.",
        Code::NotANumber => "Deve ser um número, por exemplo 30 ou 30.50.",
        Code::NotAnInteger => "Deve ser um número inteiro.",
        Code::NotABoolean => "Deve ser verdadeiro ou falso.",
        Code::NotAnObject => "Deve ser um objeto.",
        Code::NotAnArray => "Deve ser uma lista.",
        Code::NotDecimalText => "Deve ser um texto com um número decimal, por exemplo \"30.00\".",
        Code::NotOneOf => "Deve ser um destes valores: {valores}.",
        Code::TooSmall => "O mínimo é {minimo}.",
        Code::TooLarge => "O máximo é {maximo}.",
        Code::TooShort => "Escreva ao menos {minimo} caracteres.",
        Code::TooLong => "Escreva no máximo {maximo} caracteres.",
        Code::TooManyItems => "A lista aceita no máximo {maximo} itens.",
        Code::RepeatedValue => "Este valor está repetido e deve ser único.",
        Code::TooManyDecimals => "Use no máximo duas casas decimais.",
        Code::AmountAmbiguous => {
            "O valor pode ser lido de duas maneiras; escreva os centavos, por exemplo 1234,00."
        }
        Code::ControlCharacter => "O texto tem caracteres de controle; retire-os.",
        Code::EmailFormat => "Escreva um e-mail válido, por exemplo ana@exemplo.com.",
        Code::CodeFormat => "Use só letras sem acento, números e hífens.",
        Code::DateInvalid => "Escreva uma data que exista, como 1990-05-01.",
        Code::InstantInvalid => {
            "Escreva uma data como 2026-06-30 ou um instante como 2026-06-30T22:47:51Z."
        }
        Code::TimeRangeInverted => "O fim está antes do início; troque-os.",
        Code::BalanceNotEditable => {
            "O saldo de um caixa não se edita; registre uma entrada ou uma saída."
        }
        Code::AdministratorRequired => "Inclua ao menos um usuário Administrador.",

        Code::PhoneNotDigits => "O número só pode ter dígitos, espaços e hífens.",
        Code::PhoneTooShort => "Faltam dígitos no número; confira-o.",
        Code::PhoneTooLong => "Sobram dígitos no número; confira-o.",
        Code::PhoneLandline => "É um telefone fixo; escreva um número de celular.",
        Code::PhoneUnknownPrefix => "Nenhum celular do país começa assim; confira o número.",
        Code::PhoneCountryUnsupported => "Números deste país ainda não são aceitos.",

        Code::CountUnknownDenomination => "{denominacion} não é uma cédula nem uma moeda em uso.",
        Code::CountRepeated => "A denominação {denominacion} está repetida.",
        Code::CountNotAQuantity => {
            "A quantidade de {denominacion} deve ser um número inteiro a partir de 0."
        }
        Code::CountTooMany => {
            "A quantidade de {denominacion} é grande demais; escreva peças, não valores."
        }
        Code::CountMismatch => {
            "A contagem soma {conteo} e o valor diz {monto}; corrija um dos dois."
        }

        Code::UnknownCurrency => "A moeda não é uma das conhecidas.",
        Code::UnknownCountry => "O país não é um dos conhecidos.",
        Code::UnknownLanguage => "O idioma não é um dos conhecidos: es, pt, en.",
        Code::UnknownCode => "O código de erro não é um dos conhecidos.",
        Code::UnknownState => "O estado não é um dos conhecidos.",
        Code::UnknownForm => "O formulário não é um dos conhecidos.",
    }
}
