# Nobody answers in the minute in which somebody else does, or in which something is due:
# in life, too, chance decides who comes first.

# Ada answers in her own words, after an hour; sometimes a reminder is needed first.
persona "ada" {
  reply "check-in" {
    texts = [
      "Hi,\n\n1) 125 or so, the till was closed on Monday\n2) none\n\nBest\nAda",
      "",
      "1: 131. 2: The workshop room is too small.",
      "STATUS\nЦЕЛИ",
      "mql: 140\nblockers: none\n\nIDEA: a tasting\nin May\n\nCONFLICT: Kettle owes us a workshop.\n\nIt is a shame.",
      "DELEGATE Eli",
      "",
      "We have 148 leads, nothing blocks us.\n\nAWAY until Sunday",
      "We have 150 leads, nothing blocks us.",
    ]
    after = "61m"
  }

  write {
    at   = "2041-02-19 07:07"
    text = "CONFLICT: Kettle announced the workshop without telling us."
  }

  write {
    at   = "2041-02-25 07:37"
    text = "We are going to open a second shop in the summer."
  }
}

persona "boris" {
  after = "185m"
  answer "mql" { values = [120, "не знаю", "скоро будет", "1,2 тыс.", "около 150"] }
  answer "blockers" { values = ["нет", "Ждём договор от юристов.", "нет"] }
}

# The finance man, until he goes away for a month and leaves his deputy.
persona "dag" {
  after = "29h"
  answer "mood" { values = ["bumpy", "so so", "easy"] }
  answer "spent" { values = ["€ 1,250.50", "2.4k", "don't know"] }
  answer "again" { values = ["yes", "rather not", "no"] }
}

persona "eli" {
  after = "95m"
}

persona "fedor" {
  silent = true

  # Whoever answers nothing may still write.
  write {
    at   = "2041-03-05 06:06"
    text = "СТАТУС"
  }
}

# Galina answers at night: weekly mails on the last day of the round, long after the window has
# closed; those that came while she was away after the next round has begun.
persona "galina" {
  after = "137h"
  answer "blockers" { values = ["нет"] }
  answer "workshop" { values = ["завтра"] }

  away {
    from  = "2041-02-04"
    until = "2041-02-14"
  }
}

# What the admin does meanwhile.

command {
  at    = "2041-01-24 11:11"
  name  = "record-kpi"
  input = { kpi = "mql", value = 133 }
}

command {
  at    = "2041-03-20 14:14"
  name  = "pause"
  input = { reason = "a fire in the kiln" }
}

command {
  at   = "2041-04-02 08:08"
  name = "resume"
}

command {
  at    = "2041-04-04 13:17"
  name  = "send-report"
  input = { report = "monthly", reason = "the kiln is hot again" }
}
