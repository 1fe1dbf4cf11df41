{{define "purpose"}}Дать людям то, что останется и после проекта.{{end}}
{{define "every"}}"month"{{end}}
{{define "on"}}"first tuesday"{{end}}
{{define "trigger"}}"kpi.households < 1000 for 2 reviews"{{end}}
{{define "continuity"}}"Построенное принадлежит тем, кто им пользуется; договоры с операторами действуют ещё 12 месяцев."{{end}}
{{define "extra"}}
  # Как решает собрание; встречи ссылаются на правило через decides_by.
  decision_rule "assembly" {
    quorum               = "2/3"
    majority             = "2/3"
    one_per_party        = true
    notice               = "45d"
    extraordinary_notice = "15d"
    agenda_before        = "21d"
    minutes_within       = "14d"
    accepted_after       = "15d" # протокол без возражений принят
    veto_window          = "15d"
    written_procedure    = "10d"
  }

  meeting "assembly" {
    title      = "Собрание"
    every      = "6 months"
    on         = "third wednesday"
    at         = "13:00"
    duration   = "3h"
    invite     = [role.lead, role.executive]
    decides_by = decision_rule.assembly
  }
{{end}}
{{define "a" -}}
    interest "impact" {
      statement = "Чтобы у жителей это осталось надолго" # измените
    }

    contributes "grant" {
      what  = "Грант и координация" # измените
      money = 8000000
      hours = 800
      rate  = 1500
    }

    expects "impact" {
      what   = "Польза для жителей, по согласованной методике" # измените
      amount = 16000000
    }
{{end}}
{{define "b" -}}
    interest "operation" {
      statement = "Оборудование, которое по силам людям на месте" # измените
    }

    contributes "land" {
      what    = "Земля, транспорт и работники" # измените
      in_kind = 3000000
      hours   = 1000
      rate    = 500
    }

    expects "operation" {
      what   = "Меньше расходов на содержание" # измените
      amount = 8000000
    }
{{end}}
{{define "goal"}}
  # Цель говорит: что, сколько, к какому дню, кто отвечает и чьим интересам она служит.
  goal "access" {
    statement = "Дать услугу 2000 домохозяйств вместо 1000 к {{long .End}}" # измените
    category  = "social"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.impact, interest.operation]

    kpi "households" {
      title     = "Домохозяйства с услугой"
      unit      = "домохозяйств"
      baseline  = 1000 # измените: где вы сейчас
      target    = 2000 # измените: где хотите быть
      source    = "полевой опрос" # откуда берётся число
      reporters = [role.lead] # у кого его спрашивают
      critical  = true
    }

    milestone "survey" {
      title     = "Опубликован исходный опрос"
      due       = {{q (day 90)}}
      owner     = person.{{.A.Lead.ID}}
      accept_by = person.{{.B.Lead.ID}} # из другой стороны
    }

    milestone "operators" {
      title = "Обучены операторы"
      due   = {{q (day 240)}}
      owner = person.{{.B.Lead.ID}}
    }
  }
{{end}}
