{{define "parties"}}
  # The parties. Shares say how the value is meant to be divided, in percent.
  party {{q .A.ID}} {
    name  = {{q .A.Name}}
    share = {{.A.Share}}
{{template "people" .A}}
    # What the party wants for itself; goals say which interests they serve.
{{template "a" .}}
  }

  party {{q .B.ID}} {
    name  = {{q .B.Name}}
    share = {{.B.Share}}
    # timezone = "Europe/Dublin" # if this party lives in another zone; language likewise
{{template "people" .B}}
{{template "b" .}}
  }
{{range .Others}}
  party {{q .ID}} {
    name  = {{q .Name}}
    share = {{.Share}}
{{template "people" .}}
    # What {{line .Name}} is here for: put your own in their place.
    interest {{q .ID}} {
      statement = "What this party wants for itself" # change
    }

    contributes "work" {
      what  = "Working hours" # change
      hours = 200
      rate  = 60
    }

    expects "gain" {
      what   = "What this party gains" # change
      amount = 20000
    }
  }
{{end}}
{{- end}}
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
