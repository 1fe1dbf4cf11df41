# How people behave in `rapport rehearse`. Whoever is not named answers after an hour.

persona "signe" {
  after = "3h"
  answer "proposal" { values = ["Quiet mornings with children: from 0 to 60 lessons aboard by January 2028"] }
  answer "proposal-2" { values = ["Children show what they made in a hall of the museum, once a term"] }
  answer "expect" { values = ["To hear a week before when a class cannot come"] }
  reply "ideas-opened" { texts = ["1) 5\n2) 4\n3) 5\n4) 3\n5) 1, 3"] }
}

persona "jonas" {
  after = "26h"
  answer "proposal" { values = ["children show what they made in a hall of the museum, once a term!"] }
  answer "expect" { values = ["nothing"] }
  reply "ideas-opened" { texts = ["4) 4", "1) 4\n2) 5\n3) 2\n5) 2"] }
}

persona "mina" {
  after = "2bd"
  answer "proposal" { values = ["Every child keeps a logbook, written aboard"] }
  answer "expect" { values = ["A guide who has time for questions"] }
  reply "ideas-opened" { texts = ["1) 2\n2) 4\n3) 5\n4) 5\n5) 4, 3, 3", "5) 4, 3"] }
  reply "ideas-result" { texts = ["1) no: there is no bus\n2) accept\n3) accept\n4) later: after the new timetable"] }
}
