{{define "purpose"}}Возить вовремя и полностью, чтобы никому не держать запас на всякий случай.{{end}}
{{define "every"}}"week"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.otif < 90 for 2 reviews"{{end}}
{{define "continuity"}}"Открытые заказы довозим; работаем параллельно, пока не сможет кто-то другой."{{end}}
{{define "extra"}}
  # Что делать, когда груз опоздал, испорчен или не пришёл.
  corrective_action "quality" {
    contain = "48h" # вред остановлен
    cause   = "7bd" # причина известна
    plan    = "14bd" # и есть план
  }
{{end}}
{{define "a" -}}
    interest "availability" {
      statement = "Товар на полке без страхового запаса" # измените
    }

    contributes "forecasts" {
      what  = "Недельные прогнозы и планировщик" # измените
      hours = 200
      rate  = 1500
      money = 700000
    }

    expects "savings" {
      what   = "Меньше запасов и штрафов" # измените
      amount = 4000000
    }
{{end}}
{{define "b" -}}
    interest "volume" {
      statement = "Объёмы, которые можно планировать" # измените
    }

    contributes "sensors" {
      what  = "Слежение за машинами и диспетчер" # измените
      money = 1000000
      hours = 200
      rate  = 1200
    }

    expects "volume" {
      what   = "Маржа на согласованных объёмах" # измените
      amount = 4000000
    }
{{end}}
{{define "goal"}}
  # Цель говорит: что, сколько, к какому дню, кто отвечает и чьим интересам она служит.
  goal "otif" {
    statement = "Поднять долю доставок вовремя и полностью с 91,5 до 97 % к {{long .End}}" # измените
    category  = "service_quality"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.7
    serves    = [interest.availability, interest.volume]

    kpi "otif" {
      title     = "Доставки вовремя и полностью"
      unit      = "%"
      baseline  = 91.5 # измените: где вы сейчас
      target    = 97   # измените: где хотите быть
      source    = "учёт обоих складов" # откуда берётся число
      reporters = [role.lead] # у кого его спрашивают
      critical  = true
    }

    milestone "slots" {
      title     = "Работает единый справочник окон доставки"
      due       = {{q (day 60)}}
      owner     = person.{{.A.Lead.ID}}
      accept_by = person.{{.B.Lead.ID}} # из другой стороны
    }
  }

  goal "complaints" {
    statement = "Отвечать на рекламации за 24 часа вместо 72 к {{long .End}}" # измените
    category  = "service_quality"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.3
    serves    = [interest.availability]

    kpi "answer" {
      title     = "Время ответа на рекламацию"
      unit      = "ч"
      direction = "decrease"
      baseline  = 72
      target    = 24
      source    = "журнал рекламаций"
      reporters = [role.lead]
    }

    milestone "desk" {
      title = "Все рекламации принимает один стол"
      due   = {{q (day 45)}}
      owner = person.{{.B.Lead.ID}}
    }
  }
{{end}}
