{{define "parties"}}
  # Стороны. share — как стороны договорились делить выгоду, в процентах.
  party {{q .A.ID}} {
    name  = {{q .A.Name}}
    share = 50
{{template "people" .A}}
    # Чего сторона хочет для себя; цели говорят, каким интересам они служат.
{{template "a" .}}
  }

  party {{q .B.ID}} {
    name  = {{q .B.Name}}
    share = 50
    # timezone = "Asia/Yekaterinburg" # если сторона живёт в другом поясе; так же и language
{{template "people" .B}}
{{template "b" .}}
  }
{{end}}
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
