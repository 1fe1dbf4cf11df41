engine {
  temporal {
    address   = "temporal.ops.example:7233"
    namespace = "rapport"
  }

  mail {
    from       = "Rapport <rapport@ops.example>"
    addressing = "plus"
    admin      = "ops@ops.example"

    smtp {
      host     = "smtp.ops.example"
      port     = 587
      tls      = "starttls"
      username = "rapport"
      password = env("RAPPORT_SMTP_PASSWORD")
    }

    imap {
      host     = "imap.ops.example"
      port     = 993
      tls      = "implicit"
      username = "rapport"
      password = env("RAPPORT_IMAP_PASSWORD")
      folder   = "INBOX"
    }

    authentication {
      server  = "mx.ops.example"
      require = "aligned"
    }

    keep {
      mails      = "730d"
      quarantine = "365d"
      large      = "90d"
    }
  }

  store {
    url = "sqlite:/var/lib/rapport/rapport.db"
  }

  keys {
    token = [env("RAPPORT_KEY_2027"), env("RAPPORT_KEY_2026")]
  }
}
