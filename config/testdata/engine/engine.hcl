engine {
  temporal {
    address   = "temporal.ops.example:7233"
    namespace = "partners"
  }

  mail {
    from       = "Rapport <rapport@ops.example>"
    addressing = "catch_all"
    admin      = "partner-ops@ops.example"

    smtp {
      host     = "smtp.ops.example"
      tls      = "implicit"
      username = "rapport"
      password = env("RAPPORT_SMTP_PASSWORD")
    }

    imap {
      host     = "::1"
      port     = 10143
      tls      = "none"
      username = "rapport"
      password = env("RAPPORT_IMAP_PASSWORD")
      folder   = "Partners"
    }

    authentication {
      server = "mx.ops.example"
    }

    keep {
      mails      = "365d"
      quarantine = "90d"
      large      = "30d"
    }
  }

  store {
    url = env("RAPPORT_STORE")
  }

  keys {
    token = [env("RAPPORT_TOKEN_KEY"), env("RAPPORT_OLD_TOKEN_KEY")]
  }
}
