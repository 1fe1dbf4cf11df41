# Как ведутся партнёрства вида «{{.Kind}}». Партнёрство берёт всё это строкой
#
#   playbook = playbook.{{.Kind}}
#
# и что угодно может сказать иначе: блоки одного вида и имени соединяются, и слово
# партнёрства главнее. Роли стоят на месте людей: люди у каждого партнёрства свои.

playbook {{q .Kind}} {
  # Сверка: круг вопросов по почте; люди просто отвечают на письмо.
  check_in "regular" {
    every  = {{template "every" .}}
    on     = {{template "on" .}}
    at     = "10:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"] # показатели, уверенность, что мешает
    window = "2bd"   # сколько ждём ответа: два рабочих дня
    remind = ["60%"] # одно напоминание, когда прошло 60 % этого срока

    question "changed" {
      text     = "Что изменилось с прошлого раза, о чём важно знать партнёру?"
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }

  # Руководители вместе смотрят на цели, риски и решения.
  meeting "steering" {
    title    = "Рабочая встреча"
    every    = "month"
    on       = "first thursday"
    at       = "15:00"
    duration = "45m"
    invite   = [role.lead]
    agenda   = ["Что удалось", "Что опаздывает и почему", "Решения", "Поправки к плану"]
  }

  # Без повестки и без цифр: кто знаком, тот раньше договорится.
  meeting "coffee" {
    title    = "Кофе"
    every    = "2 months"
    on       = "second friday"
    at       = "09:30"
    informal = true
    invite   = [role.lead, role.member]
  }

  # Каково работать вместе; вопросы берутся из готового шаблона.
  survey "pulse" {
    every    = "quarter"
    on       = "second tuesday"
    at       = "11:00"
    ask      = [role.lead, role.member]
    template = "relationship-pulse"
  }

  # Сильные и слабые стороны, возможности и угрозы — глазами обеих сторон.
  review "swot" {
    every  = "6 months"
    on     = "second monday"
    at     = "09:00"
    method = "swot"
    ask    = [role.lead]
  }

  # Кто что вложил и что получил.
  review "finance" {
    every  = "quarter"
    on     = "5th business day"
    at     = "09:00"
    method = "financial"
    ask    = [role.lead]
  }

  report "monthly" {
    every = "month"
    on    = "last business day"
    at    = "16:00"
    to    = [role.lead, role.executive]
  }

  # Кто узнает о просроченном этапе. Ответственного предупреждают заранее.
  escalation "milestone" {
    warn = ["14d", "3d"]

    step "owner" {
      after  = "2bd"
      notify = [role.owner]
    }

    step "leads" {
      after  = "5bd"
      notify = [role.lead]
      repeat = 2
    }

    # Когда кураторы — уже не сами руководители:
    # step "executives" {
    #   after  = "10bd"
    #   notify = [role.executive]
    # }
  }

  # Разногласие решают там, где оно возникло, а по истечении срока — уровнем выше.
  conflict {
    cooling_off = "2d"
    follow_up   = ["30d", "60d", "90d"] # держится ли договорённость?

    level "direct" {
      who    = "parties"
      within = "10bd"
    }

    level "leads" {
      who    = [role.lead]
      within = "10bd"
    }

    level "executives" {
      who    = [role.executive]
      within = "30d"
    }
  }

  # Просит обзор, когда одна сторона получает намного меньше, чем договорились.
  guard "balance" {
    when = "balance < 0.6"
    then = "value_review"
  }
{{template "extra" .}}
  # Об этом договариваются, пока все дружат.
  exit {
    notice     = "60d"
    continuity = {{template "continuity" .}}

    trigger "imbalance" {
      when = "balance < 0.4"
    }
  }
}
