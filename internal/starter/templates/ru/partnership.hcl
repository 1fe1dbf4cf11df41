# {{line .Title}}: кто стороны, чего хотят вместе и как узнают, что получилось.
#
# Как партнёрство ведётся (сверки, встречи, обзоры, разногласия, выход), сказано
# в playbooks/{{.Kind}}.hcl: следующее партнёрство того же вида сможет взять то же самое.
#
# Числа, даты и тексты с пометкой «измените» — примеры. Поставьте свои и выполните
# `rapport validate`: каждое замечание говорит, что делать.

partnership {{q .Slug}} {
  playbook   = playbook.{{.Kind}}
  title      = {{q .Title}}
  type       = {{q .Kind}}
  purpose    = {{q .Purpose}} # измените: зачем вы вместе, одной фразой
  start      = {{q .Start}}
  end        = {{q .End}} # измените: последний день
  timezone   = {{q .Zone}} # всё время ниже — по часам этого пояса
  language   = {{q .Language}} # язык писем для всех, у кого нет своего
  currency   = "RUB"
  principles = ["Цифры сверяем до встречи", "Замечание — сначала напрямую"] # приводятся там, где это важно
{{template "parties" .}}
  # За каждую область отвечает один человек; работу делают руководители, пока не названы другие.
  area "finance" {
    accountable = person.{{.A.Lead.ID}}
    responsible = [role.lead]
  }

  area "product" {
    accountable = person.{{.B.Lead.ID}}
    responsible = [role.lead]
  }

  area "marketing" {
    accountable = person.{{.A.Lead.ID}}
    responsible = [role.lead]
  }

  area "customer_service" {
    accountable = person.{{.B.Lead.ID}} # или not_applicable = true
    responsible = [role.lead]
  }
{{template "goal" .}}
  # Соединяется с exit из playbook: ещё одно условие выхода.
  exit {
    trigger "no-results" {
      when = {{template "trigger" .}} # измените
    }
  }
}
