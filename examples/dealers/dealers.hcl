# One partnership for each line of dealers.csv.
# Try it: rapport plan examples/dealers

fleet "dealers" {
  for_each = local.chosen
  slug     = each.value.slug
  playbook = playbook.dealer

  title    = format(local.words[each.value.language].title, each.value.name)
  purpose  = templatefile("purpose.${each.value.language}.txt", { city = each.value.city })
  start    = var.start
  end      = var.end
  timezone = each.value.timezone
  language = each.value.language
  tags     = ["channel", each.value.region]
  budget   = 100000

  party "vektor" {
    person "channel" {
      name     = local.channel[each.value.region].name
      email    = local.channel[each.value.region].email
      language = local.channel[each.value.region].language
      roles    = ["lead"]
      deputy   = person.head
    }
  }

  party "dealer" {
    name = each.value.name

    person "director" {
      name   = each.value.director
      email  = "director@${each.value.slug}.example"
      roles  = ["executive", "signatory"]
      deputy = person.manager
    }
    person "manager" {
      name   = each.value.manager
      email  = "manager@${each.value.slug}.example"
      roles  = ["lead"]
      deputy = person.director
    }
    person "accountant" {
      name   = each.value.accountant
      email  = "accountant@${each.value.slug}.example"
      roles  = ["finance"]
      deputy = person.manager
    }
    # "ivan=Иван Цой;anna=Анна Лис" in the table; many dealers have nobody else.
    dynamic "person" {
      for_each = compact(split(";", each.value.staff))
      iterator = staff
      labels   = [split("=", staff.value)[0]]
      content {
        name  = split("=", staff.value)[1]
        email = "${split("=", staff.value)[0]}@${each.value.slug}.example"
        roles = ["member"]
      }
    }

    interest "services" { statement = local.words[each.value.language].interest }
  }

  goal "sales" {
    statement = format(local.words[each.value.language].sales, each.value.sales, each.value.growth, local.words[each.value.language].due)
    due       = "2026-12-31"

    kpi "sales" {
      title    = local.words[each.value.language].sold
      unit     = local.words[each.value.language].rubles
      baseline = tonumber(each.value.sales)
      target   = "+${each.value.growth}%"
    }
    milestone "second-engineer" {
      title = local.words[each.value.language].engineer
      due   = "2026-06-30"
    }
  }

  goal "deals" {
    statement = format(local.words[each.value.language].deals, each.value.deals, local.words[each.value.language].due)
    due       = "2026-12-31"

    kpi "deals" {
      title    = local.words[each.value.language].register
      baseline = tonumber(each.value.deals)
    }
    milestone "deal-rules" {
      title = local.words[each.value.language].rules
      due   = "2026-03-16"
    }
  }

  check_in "monthly" {
    question "changed" {
      text     = local.words[each.value.language].changed
      kind     = "text"
      readers  = "all"
      optional = true
    }
    question "support" {
      text     = local.words[each.value.language].help
      kind     = "text"
      readers  = "all"
      optional = true
    }
  }

  survey "pulse" {
    question "heard" {
      text      = local.words[each.value.language].heard
      kind      = "scale"
      dimension = "heard"
    }
    question "fair" {
      text      = local.words[each.value.language].fair
      kind      = "scale"
      dimension = "fairness"
    }
    question "change" {
      text     = local.words[each.value.language].change
      kind     = "text"
      optional = true
    }
  }

  exit { continuity = local.words[each.value.language].exit }
}
