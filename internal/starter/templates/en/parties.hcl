{{define "parties"}}
  # The parties. Shares say how the value is meant to be divided, in percent.
  party {{q .A.ID}} {
    name  = {{q .A.Name}}
    share = 50
{{template "people" .A}}
    # What the party wants for itself; goals say which interests they serve.
{{template "a" .}}
  }

  party {{q .B.ID}} {
    name  = {{q .B.Name}}
    share = 50
    # timezone = "Europe/Dublin" # if this party lives in another zone; language likewise
{{template "people" .B}}
{{template "b" .}}
  }
{{end}}
{{define "people"}}
    # roles: lead runs the partnership, executive decides what leads cannot, signatory signs.
    person {{q .Lead.ID}} {
      name  = {{q .Lead.Name}}
      email = {{q .Lead.Email}}
      roles = ["lead", "executive", "signatory"]
{{- if .Deputy}}
      deputy = person.{{.Deputy.ID}} # is asked while {{line .Lead.Name}} is away
{{- end}}
    }
{{if .Deputy}}
    person {{q .Deputy.ID}} {
      name  = {{q .Deputy.Name}}
      email = {{q .Deputy.Email}}
      roles = ["member"]
    }
{{else}}
    # Add a second person, and deputy = person.NAME above: who is asked while the lead is away.
{{end}}
{{- end}}
