# Texts in several languages that cannot be used.
locals {
  whole = { en = "Sell tea and pots together.", ru = "Продавать чай и чайники вместе." }
  half  = { ru = "Пекинский чай" }
}

question_bank "pulse" {
  question "heard" {
    text = { ru = "Нас слышат" } # want RAP096 "Text missing in the partnership's language"
    kind = "choice"
    choices = [
      { en = "yes", ru = "да" },
      { en = "no", ru = "да нет" },
      { en = "oh no", ru = "да нет" }, # want RAP065 "Question does not fit its kind"
      { en = "yes", ru = "да" }, # want RAP033 "Value repeated"
      { en = "so so", ru = "" }, # want RAP022 "Text empty or too long"
    ]
  }
}

partnership "tea" {
  title    = { en = "Tea", "ru-KG" = "Чай" } # want RAP095 "Text in a language without mails"
  purpose  = local.whole
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"

  principles = [
    { en = "Figures before feelings", rv = "Сначала цифры" }, # want RAP095 "Text in a language without mails"
    { en = "No surprises", en = "No surprise" }, # want RAP019 "Attribute given twice"
    { en = "no", ru = "нет" }, # want RAP097 "One text, two translations"
    local.half, # want RAP096 "Text missing in the partnership's language"
    {}, # want RAP022 "Text empty or too long"
  ]

  party "pot" {
    name = { en = "Pot" } # want RAP016 "Wrong type of value"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead"]
    }
  }

  party "leaf" {
    name = "Leaf Ltd"
    person "bo" {
      name     = "Bo Daly"
      email    = "bo@leaf.example"
      roles    = ["lead"]
      language = "ru"
    }
  }

  goal "sales" {
    statement = {
      en = "Sell 300 pots a quarter instead of 120 by December 2027"
      ru = 300 # want RAP016 "Wrong type of value"
    }
    due = "2027-12-31"
    kpi "pots" {
      unit     = { en = "pots", ru = "чайников" }
      baseline = 120
      target   = 300
    }
    kpi "leaves" {
      title    = { en = "pots", ru = "Чайники" } # want RAP097 "One text, two translations"
      unit     = "boxes"
      baseline = 120
      target   = 300
    }
  }

  check_in "weekly" {
    every     = "week"
    on        = "tuesday"
    at        = "10:00"
    ask       = [role.lead]
    questions = question_bank.pulse
  }
}
