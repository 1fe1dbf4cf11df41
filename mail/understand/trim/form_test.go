package trim

import "testing"

// The ways in which mail programs introduce the quoted mail and sign off.
// Every one must leave "Fine." and nothing else.
func TestTrimForms(t *testing.T) {
	t.Parallel()
	quoteBelow := "\n> Are you fine?\n> Lars\n"
	plainBelow := "\n\nAre you fine?\nLars\n"
	attributions := []string{
		"On Wed, Sep 25, 2013 at 8:37 AM, sam via Discourse Meta <info@d.org> wrote:",
		"On 25 Sep 2013, at 08:37, Sam <info@d.org> wrote:",
		"On 2026-11-23 10:15, Sam <info@d.org> wrote:",
		"On Monday, November 23rd, 2026 at 10:15 AM, Sam <info@d.org> wrote:",
		"On Mon, Nov 23, 2026, 10:15 AM Sam\n<info@d.org> wrote:",
		"El lun, 23 nov 2026 a las 10:15, Sam (<info@d.org>) escribió:",
		"El 23/11/2026 a las 10:15, Sam <info@d.org> escribió:",
		"Em seg., 23 de nov. de 2026 às 10:15, Sam <info@d.org> escreveu:",
		"Le lun. 23 nov. 2026 à 10:15, Sam <info@d.org> a écrit :",
		"Le 23/11/2026 à 10:15, Sam <info@d.org> a écrit :",
		"Am Mo., 23. Nov. 2026 um 10:15 Uhr schrieb Sam <info@d.org>:",
		"Am 23.11.26 um 10:15 schrieb Sam <info@d.org>:",
		"Il giorno lun 23 nov 2026 alle ore 10:15 Sam <info@d.org> ha scritto:",
		"Op ma 23 nov. 2026 om 10:15 schreef Sam <info@d.org>:",
		"Op 23 nov 2026, om 10:15 heeft Sam <info@d.org> het volgende geschreven:",
		"man. 23. nov. 2026 kl. 10.15 skrev Sam <info@d.org>:",
		"Den 23.11.2026 10:15, skrev Sam <info@d.org>:",
		"Den mån 23 nov. 2026 kl 10:15 skrev Sam <info@d.org>:",
		"23 nov. 2026 kl. 10:15 skrev Sam <info@d.org>:",
		"ma 23. marrask. 2026 klo 10.15 Sam (info@d.org) kirjoitti:",
		"pon., 23 lis 2026 o 10:15 Sam <info@d.org> napisał(a):",
		"po 23. 11. 2026 v 10:15 odesílatel Sam <info@d.org> napsal:",
		"2026. nov. 23., H 10:15 dátummal Sam <info@d.org> ezt írta:",
		"Sam <info@d.org>, 23 Kas 2026 Pzt, 10:15 tarihinde şunu yazdı:",
		"пн, 23 лист. 2026 р. о 10:15 Sam <info@d.org> пише:",
		"пн, 23 нояб. 2026 г., 10:15 Sam <info@d.org>:",
		"23 ноября 2026 г. 10:15:00 GMT+03:00, Sam <info@d.org> пишет:",
		"23.11.2026 10:15, Sam пишет:",
		"On 11/23/26 10:15, Sam wrote:",
		"Sam <info@d.org> wrote:",
		"Здравствуйте, Sam.\n\nВы писали 23 ноября 2026 г., 10:15:15:",
		"2026年11月23日(月) 10:15 Sam <info@d.org>:",
		"2026年11月23日 10:15，Sam <info@d.org> 写道：",
		"2026. 11. 23. 오전 10:15, Sam <info@d.org> 작성:",
		"---- On Mon, 23 Nov 2026 10:15:00 +0300 Sam <info@d.org> wrote ----",
		"______________________________________________\nFrom: Sam [mailto:info@d.org]\nSent: Monday, November 23, 2026 10:15 AM\nTo: Lars\nSubject: x",
		"*From:* Sam <info@d.org>\n*Sent:* Monday, November 23, 2026 10:15 AM\n*To:* Lars\n*Subject:* x",
		"De: Sam <info@d.org>\nEnviado el: lunes, 23 de noviembre de 2026 10:15\nPara: Lars\nAsunto: x",
		"De : Sam <info@d.org>\nEnvoyé : lundi 23 novembre 2026 10:15\nÀ : Lars\nObjet : x",
		"Från: Sam <info@d.org>\nSkickat: den 23 november 2026 10:15\nTill: Lars\nÄmne: x",
		"Fra: Sam <info@d.org>\nSendt: 23. november 2026 10:15\nTil: Lars\nEmne: x",
		"Od: Sam <info@d.org>\nWysłano: poniedziałek, 23 listopada 2026 10:15\nDo: Lars\nTemat: x",
		"Від: Sam <info@d.org>\nНадіслано: 23 листопада 2026 р. 10:15\nКому: Lars\nТема: x",
		"От кого: Sam <info@d.org>\nДата: 23 ноября 2026 г. 10:15\nКому: Lars\nТема: x",
		"发件人: Sam <info@d.org>\n发送时间: 2026年11月23日 10:15\n收件人: Lars\n主题: x",
		"-------- Пересылаемое сообщение --------\n23.11.2026, 10:15, Sam <info@d.org>:",
		"---------- Переслано от Sam ----------",
		"-------- Forwarded Message --------",
		"-----Ursprüngliche Nachricht-----",
		"-----Mensaje original-----",
		"----- Mail original -----",
		"-------- Messaggio originale --------",
		"-- Please reply above this line --",
		"##- Please type your reply above this line -##",
		"Write your reply above this line. Ref: abc",
		"Пишите ответ выше этой строки. Код: abc",
	}
	for _, a := range attributions {
		t.Run(a, func(t *testing.T) {
			t.Parallel()
			if got := Text("Fine.\n\n" + a + "\n" + quoteBelow); got != "Fine." && got != "Fine.\n\nЗдравствуйте, Sam." {
				t.Errorf("marked quote: got %q", got)
			}
		})
	}
	for _, a := range attributions {
		if !hasAddressOrBlock(a) {
			continue
		}
		t.Run("unmarked "+a, func(t *testing.T) {
			t.Parallel()
			if got := Text("Fine.\n\n" + a + plainBelow); got != "Fine." {
				t.Errorf("unmarked quote: got %q", got)
			}
		})
	}
	for _, s := range []string{
		"Sent from my iPhone", "Sent from my mobile device. Please excuse brevity.", "Sent from Mail for Windows", "Get Outlook for Android", "Sent from Yahoo Mail on Android",
		"Sent from Mailbox", "Sent with Proton Mail secure email.", "(sent from a phone, so please excuse brevity)", "<< Sent from my Galaxy >>", "Sent via BlackBerry",
		"Отправлено с iPhone", "Отправлено с моего iPad", "Отправлено из Почты для Windows", "Отправлено с помощью Outlook", "Отправлено из мобильной Почты Mail", "Отправлено с устройства Galaxy",
		"Envoyé de mon iPhone", "Enviado desde mi iPhone", "Enviado do meu iPhone", "Von meinem iPhone gesendet", "Gesendet mit der GMX Mail App", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone",
		"Skickat från min iPhone", "Sendt fra min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Надіслано з iPhone", "从我的 iPhone 发送",
		"--\nLars Hauge\nFjordmail AS", "-- \nLars", "___\nLars Hauge", "С уважением,\nАнна\n+7 900 000-00-00",
	} {
		t.Run(s, func(t *testing.T) {
			t.Parallel()
			if got := Text("Fine.\n\n" + s); got != "Fine." {
				t.Errorf("got %q", got)
			}
		})
	}
}

func hasAddressOrBlock(a string) bool { return address.MatchString(a) && !isShortForm(a) }

// isShortForm reports an attribution without a date, which needs a quote.
func isShortForm(a string) bool { return !hasDate(a) }

// What looks like a frame but is the text itself.
func TestTrimKeepsText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Коллеги, вчера Иван написал: бюджет согласован.\nОтправлено с опозданием, извините.",
		"В пн, 23 ноября, в 10:15 была встреча с Бетой:\n- договор подписан\n- счёт оплачен",
		"23.11.2026 Иван Петров написал:\n- договор подписан\n- счёт оплачен",
		"On Monday, 23 November 2026, we met at 10:15:\n- the contract is signed",
		"On 23 November 2026 at 10:15 John wrote that the contract is signed.\nWe agree.",
		"Please write to anna@alpha.test by 12.12.2026 about the following:\n- price\n- dates",
		"From: Oslo\nWe will travel by train.",
		"От: 5 до 7 человек\nТема: бюджет пока не согласован\nи ещё одно.",
		"Subject: to approval\nTo: do tomorrow",
		"The original message was lost, please send it again.",
		"I sent from my side everything on Friday.\nLars",
		"Sent from our side on Friday: the contract.",
		"Отправлено из офиса курьером.",
		"Отправлено с завода, пока телефон заряжался.",
		"1) yes\n---\n2) no",
		"Part one\n***\n1) 7\n2) 8",
		"-5",
		"- one\n- two",
		"| a | b |\n| 1 | 2 |",
		"Thanks,\nLars",
		"Best regards,\nLars Hauge",
		"a > b\nc < d",
		"Reply: yes\nStatus: green",
		"Forwarded the mail to Tom.",
		"Дата: 23 ноября\nМесто: Осло",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := Text(text); got != text {
				t.Errorf("got %q", got)
			}
		})
	}
}

func FuzzTrim(f *testing.F) {
	for _, text := range []string{
		"130", "Fine.\n\nOn 25 Sep 2013, at 08:37, Sam <info@d.org> wrote:\n\n> Are you fine?\n",
		"1) 7\n> 2) How sure?\n8\n-- \nLars", "Да.\n\nВы писали 23 ноября 2026 г., 10:15:15:\n\nКак дела?",
		"Fine.\n\nFrom: Sam\nSent: Monday\nTo: Lars\nSubject: x\n\nAre you fine?", "AK> a\n>>>>\nb\n<<<<\nc",
		"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\n7\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----",
		"| a | b |\n| 1 | 2 |", "Fine.\nSent from my iPhone",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := Text(text); got == "" && rawText(split(text)) != "" {
			t.Errorf("%q: nothing is left", text)
		}
	})
}
