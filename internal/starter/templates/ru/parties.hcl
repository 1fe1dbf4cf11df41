{{define "parties"}}
  # Стороны. share — как стороны договорились делить выгоду, в процентах.
  party {{q .A.ID}} {
    name  = {{q .A.Name}}
    share = {{.A.Share}}
{{template "people" .A}}
    # Чего сторона хочет для себя; цели говорят, каким интересам они служат.
{{template "a" .}}
  }

  party {{q .B.ID}} {
    name  = {{q .B.Name}}
    share = {{.B.Share}}
    # timezone = "Asia/Yekaterinburg" # если сторона живёт в другом поясе; так же и language
{{template "people" .B}}
{{template "b" .}}
  }
{{range .Others}}
  party {{q .ID}} {
    name  = {{q .Name}}
    share = {{.Share}}
{{template "people" .}}
    # Ради чего здесь {{line .Name}}: поставьте своё.
    interest {{q .ID}} {
      statement = "Чего эта сторона хочет для себя" # измените
    }

    contributes "work" {
      what  = "Рабочие часы" # измените
      hours = 200
      rate  = 60
    }

    expects "gain" {
      what   = "Что получает эта сторона" # измените
      amount = 20000
    }
  }
{{end}}
{{- end}}
{{define "people"}}
    # roles: lead ведёт партнёрство, executive решает то, чего не могут руководители, signatory подписывает.
    person {{q .Lead.ID}} {
      name  = {{q .Lead.Name}}
      email = {{q .Lead.Email}}
      roles = ["lead", "executive", "signatory"]
{{- if .Deputy}}
      deputy = person.{{.Deputy.ID}} # кого спрашивать вместо: {{line .Lead.Name}}
{{- end}}
    }
{{if .Deputy}}
    person {{q .Deputy.ID}} {
      name  = {{q .Deputy.Name}}
      email = {{q .Deputy.Email}}
      roles = ["member"]
    }
{{else}}
    # Добавьте второго человека и выше deputy = person.ИМЯ: его спросят, когда руководителя нет.
{{end}}
{{- end}}
