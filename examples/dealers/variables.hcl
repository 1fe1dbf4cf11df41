# What a run may set: rapport plan examples/dealers -var 'regions=["ural"]'

variable "regions" {
  type        = list(string)
  default     = []
  description = "Only the dealers of these regions; none means all."

  validation {
    condition     = length(setsubtract(var.regions, keys(local.channel))) == 0
    error_message = "The regions are ural, siberia, volga, centre and abroad."
  }
}

variable "start" {
  type        = string
  default     = "2026-01-12"
  description = "The first day of all partnerships."
}

variable "end" {
  type        = string
  default     = "2028-12-29"
  description = "The last day of all partnerships."
}

locals {
  everyone = csvdecode(file("dealers.csv"))
  chosen   = [for d in local.everyone : d if length(var.regions) == 0 || contains(var.regions, d.region)]

  # Who of Vektor looks after a region.
  channel = {
    ural    = { name = "Анна Лис", email = "lis@vektor.example", language = "ru" }
    siberia = { name = "Денис Орлов", email = "orlov@vektor.example", language = "ru" }
    volga   = { name = "Марина Гусева", email = "guseva@vektor.example", language = "ru" }
    centre  = { name = "Кира Лапина", email = "lapina@vektor.example", language = "ru" }
    abroad  = { name = "Helen Ward", email = "ward@vektor.example", language = "en" }
  }

  # What the partnerships say, in the dealer's language.
  words = {
    ru = {
      title    = "Вектор Софт × %s"
      sales    = "Поднять годовые продажи с %s млн ₽ на %s %% к %s"
      deals    = "Поднять долю зарегистрированных сделок с %s до 85 %% к %s"
      due      = "31 декабря 2026 года"
      sold     = "Продажи за год"
      rubles   = "млн ₽"
      register = "Зарегистрированные сделки"
      engineer = "Второй инженер сдал экзамен"
      rules    = "Правила регистрации сделок подписаны"
      changed  = "Что изменилось, о чём нам важно знать?"
      help     = "Чем мы можем помочь в этом месяце?"
      heard    = "Вектор нас слышит"
      fair     = "Выгоды распределены справедливо"
      change   = "Что одно стоит изменить?"
      exit     = "Заказчиков сопровождаем до конца оплаченного периода."
      interest = "Зарабатывать на внедрениях круглый год"
    }
    en = {
      title    = "Vektor Soft × %s"
      sales    = "Raise the yearly sales of %s million RUB by %s %% until %s"
      deals    = "Raise the share of registered deals from %s to 85 %% by %s"
      due      = "31 December 2026"
      sold     = "Sales of the year"
      rubles   = "million RUB"
      register = "Registered deals"
      engineer = "A second engineer has passed"
      rules    = "Rules for registering deals signed"
      changed  = "What changed that we should know?"
      help     = "How could we help this month?"
      heard    = "Vektor hears us"
      fair     = "Benefits are shared fairly"
      change   = "Which one thing should we change?"
      exit     = "Customers are served until the end of the period that they paid for."
      interest = "Earn from deployments all year round"
    }
  }
}
