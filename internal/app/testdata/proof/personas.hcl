# Nobody answers in the minute in which somebody else does, or in which something is due:
# in life, too, chance decides who comes first.

# Ada answers after an hour.

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

persona "fedor" { silent = true }

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
