# The diligent one, who needs two tries, and writes before she is asked.
persona "ada" {
  after = "61m"

  reply "milestone-acceptance" {
    texts = ["1) no\n2) The invoice is missing", "1) yes"]
    after = "3h"
  }

  write {
    at   = "2041-01-22 07:07"
    text = "WAITING: the kiln's hours in spring"
  }
}

# The late one: it takes an alarm, and then he is away for a month.
persona "dag" {
  after = "95m"

  reply "milestone-due" {
    texts = ["", "1: yes"]
  }
  reply "commitments-due" {
    texts = ["1: 18 February 2041"]
  }
  reply "milestone-late" {
    texts = ["1) yes\n2)\n3) The second delivery was the good one"]
    after = "26h"
  }

  away {
    from  = "2041-03-04"
    until = "2041-04-03"
  }
}

persona "eli" {
  after = "125m"
}

# The hostile one: no, and why not.
persona "boris" {
  after = "185m"

  reply "milestone-acceptance" {
    texts = ["1) нет\n2) Нет подписи", "1) да"]
  }
  reply "item-proposed" {
    texts = ["1) нет\n3) Это не к нам"]
  }
  reply "commitments-due" {
    texts = ["1: нужна помощь Ады"]
  }
}

# The silent one.
persona "fedor" {
  silent = true
}

# Asks for another day, gets it, and lets it pass.
persona "galina" {
  after = "137m"

  reply "milestone-due" {
    texts = ["1) нет\n2) 6 марта 2041", ""]
  }
  reply "milestone-late" {
    texts = ["", "ГОТОВО Печь занята нами с апреля"]
    after = "5h"
  }
  reply "commitments-due" {
    texts = ["готово"]
  }
}

command {
  at    = "2041-02-11 11:11"
  name  = "reschedule"
  input = { goal = "cups", milestone = "glaze", to = "2041-03-13", reason = "agreed on the phone" }
}

command {
  at    = "2041-04-02 11:11"
  name  = "add-commitment"
  input = { what = "Send the photos", owner = "galina", for = "ada", due = "2041-04-10", reason = "said at the fair" }
}

command {
  at    = "2041-04-24 12:12"
  name  = "waive"
  input = { goal = "cups", milestone = "party", reason = "the room is taken" }
}
