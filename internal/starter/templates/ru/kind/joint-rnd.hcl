{{define "purpose"}}Вместе узнать то, чего по отдельности не узнать, и довести это до дела.{{end}}
{{define "every"}}"month"{{end}}
{{define "on"}}"first tuesday"{{end}}
{{define "trigger"}}"kpi.readiness < 4 for 2 reviews"{{end}}
{{define "continuity"}}"Каждый сохраняет то, с чем пришёл; результаты делятся по соглашению, диссертации дописываются."{{end}}
{{define "extra"}}
  # Как решает управляющий комитет; встречи ссылаются на правило через decides_by.
  decision_rule "committee" {
    quorum         = "100%" # по одному от каждой стороны
    majority       = "100%"
    one_per_party  = true
    notice         = "21d"
    minutes_within = "14d"
    accepted_after = "15d" # протокол без возражений принят
  }
{{end}}
{{define "a" -}}
    interest "product" {
      statement = "Результат, из которого выйдет продукт" # измените
    }

    contributes "funding" {
      what  = "Деньги и инженеры" # измените
      money = 15000000
      hours = 400
      rate  = 4500
    }

    expects "option" {
      what   = "Ценность права на лицензию" # измените
      amount = 30000000
    }
{{end}}
{{define "b" -}}
    interest "knowledge" {
      statement = "Результаты, которые можно опубликовать, и люди, которые учатся" # измените
    }

    contributes "laboratory" {
      what    = "Лаборатория и часы исследователей" # измените
      in_kind = 8000000
      hours   = 1200
      rate    = 2500
    }

    expects "research" {
      what   = "Оплаченные исследования и публикации" # измените
      amount = 20000000
    }
{{end}}
{{define "goal"}}
  # Интересы, которые тянут в разные стороны, названы и сведены к общей цели.
  competing "publish-or-file" {
    interests  = [interest.product, interest.knowledge]
    statement  = "Опубликовать раньше или сначала подать заявку на патент"
    joint_goal = "Заявка за 45 дней после раскрытия, статья — на следующий день" # измените
  }

  # Цель говорит: что, сколько, к какому дню, кто отвечает и чьим интересам она служит.
  goal "demonstrator" {
    statement = "Поднять уровень готовности технологии с 3 до 5 к {{long .End}}" # измените
    category  = "capability"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.product, interest.knowledge]

    kpi "readiness" {
      title     = "Уровень готовности технологии"
      unit      = "уровень"
      baseline  = 3 # измените: где вы сейчас
      target    = 5 # измените: где хотите быть
      curve     = "milestones" # ожидание идёт по planned, см. ниже
      source    = "протокол испытаний" # откуда берётся число
      reporters = [role.lead] # у кого его спрашивают
      critical  = true
    }

    milestone "protocol" {
      title     = "Согласована методика испытаний"
      due       = {{q (day 90)}}
      owner     = person.{{.B.Lead.ID}}
      accept_by = person.{{.A.Lead.ID}} # из другой стороны
      planned   = 0.2
    }

    milestone "prototype" {
      title      = "Первый образец прошёл испытания"
      due        = {{q (day 240)}}
      owner      = person.{{.B.Lead.ID}}
      accept_by  = person.{{.A.Lead.ID}}
      planned    = 0.7
      depends_on = [milestone.protocol]
    }
  }
{{end}}
