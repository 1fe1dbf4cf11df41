{{define "purpose"}}Вместе привлечь клиентов, до которых по отдельности нам не дотянуться.{{end}}
{{define "every"}}"2 weeks"{{end}}
{{define "on"}}"tuesday"{{end}}
{{define "trigger"}}"kpi.leads < 120 for 2 reviews"{{end}}
{{define "continuity"}}"Каждый оставляет себе заявки, которые привёл; общие материалы снимаются за 30 дней."{{end}}
{{define "extra"}}{{end}}
{{define "a" -}}
    interest "new-customers" {
      statement = "Новые клиенты там, куда одним не войти" # измените
    }

    contributes "campaign" {
      what  = "Бюджет кампании и часы" # измените
      money = 1500000
      hours = 200
      rate  = 3000
    }

    expects "pipeline" {
      what   = "Продажи по общим заявкам" # измените
      amount = 6000000
    }
{{end}}
{{define "b" -}}
    interest "adoption" {
      statement = "Чтобы нынешние клиенты чаще пользовались продуктом" # измените
    }

    contributes "content" {
      what  = "Материалы, мероприятия и часы" # измените
      money = 1500000
      hours = 200
      rate  = 3000
    }

    expects "pipeline" {
      what   = "Продажи по общим заявкам" # измените
      amount = 6000000
    }
{{end}}
{{define "goal"}}
  # Цель говорит: что, сколько, к какому дню, кто отвечает и чьим интересам она служит.
  goal "qualified-leads" {
    statement = "Увеличить число общих заявок со 120 до 200 в квартал к {{long .End}}" # измените
    category  = "customer_growth"
    owner     = person.{{.A.Lead.ID}}
    due       = {{q .End}}
    serves    = [interest.new-customers, interest.adoption]

    kpi "leads" {
      title     = "Общие заявки за квартал"
      unit      = "заявок"
      baseline  = 120         # измените: где вы сейчас
      target    = 200         # измените: где хотите быть
      source    = "обе CRM"   # откуда берётся число
      reporters = [role.lead] # у кого его спрашивают
      critical  = true
    }

    milestone "rules" {
      title      = "Подписаны правила, кому какая заявка"
      due        = {{q (day 60)}}
      owner      = person.{{.B.Lead.ID}}
      accept_by  = person.{{.A.Lead.ID}} # из другой стороны
      acceptance = "Подписали оба руководителя"
    }

    milestone "campaign" {
      title = "Прошла первая общая кампания, её цифры известны обеим сторонам"
      due   = {{q (day 180)}}
      owner = person.{{.A.Lead.ID}}
    }
  }
{{end}}
