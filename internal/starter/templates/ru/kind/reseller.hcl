{{define "purpose"}}Дать продукт клиентам, которые покупают у партнёра рядом с ними.{{end}}
{{define "every"}}"2 weeks"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.sales < 48000000 for 2 reviews"{{end}}
{{define "continuity"}}"Клиентов сопровождаем до конца оплаченного периода; потом они сами решают, с кем остаться."{{end}}
{{define "extra"}}
  # Что обязаны сделать, когда клиент жалуется.
  corrective_action "complaint" {
    contain = "48h" # клиент снова может работать
    cause   = "5bd"
    plan    = "10bd"
  }
{{end}}
{{define "a" -}}
    interest "reach" {
      statement = "Клиенты в регионе, где нет своего офиса" # измените
    }

    contributes "enablement" {
      what  = "Обучение, стенды и поддержка" # измените
      hours = 300
      rate  = 3500
      money = 1000000
    }

    expects "sales" {
      what   = "Выручка от лицензий через партнёра" # измените
      amount = 14000000
    }
{{end}}
{{define "b" -}}
    interest "margin" {
      statement = "Маржа и внедрения с продуктом, который покупают" # измените
    }

    contributes "sales-team" {
      what  = "Менеджер и два обученных инженера" # измените
      hours = 800
      rate  = 2000
    }

    expects "margin" {
      what   = "Маржа и внедрения" # измените
      amount = 12000000
    }
{{end}}
{{define "goal"}}
  # Цель говорит: что, сколько, к какому дню, кто отвечает и чьим интересам она служит.
  goal "sales" {
    statement = "Увеличить продажи через партнёра на 20 % за год, к {{long .End}}" # измените
    category  = "financial"
    owner     = person.{{.B.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.6
    serves    = [interest.reach, interest.margin]

    kpi "sales" {
      title     = "Продажи за последние двенадцать месяцев"
      unit      = "₽"
      baseline  = 48000000 # измените: где вы сейчас
      target    = "+20%" # от исходного; можно и числом
      source    = "учёт заказов вендора" # откуда берётся число
      reporters = [role.lead] # у кого его спрашивают
      critical  = true
    }

    milestone "first-deals" {
      title     = "Выиграны пять общих сделок"
      due       = {{q (day 120)}}
      owner     = person.{{.B.Lead.ID}}
      accept_by = person.{{.A.Lead.ID}} # из другой стороны
    }
  }

  goal "certified" {
    statement = "Обучить 6 инженеров вместо 3 к {{long .End}}" # измените
    category  = "capability"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    weight    = 0.4
    serves    = [interest.margin]

    kpi "engineers" {
      title     = "Инженеры с сертификатом"
      unit      = "человек"
      baseline  = 3
      target    = 6
      source    = "реестр сертификатов"
      reporters = [role.lead]
    }

    milestone "training" {
      title = "Прошло первое обучение"
      due   = {{q (day 60)}}
      owner = person.{{.A.Lead.ID}}
    }
  }
{{end}}
