package report_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/report"
)

// TestAPictureIsSmallAndAlwaysTheSame draws what mails show: the bytes do not differ from one
// time to the next, because a mail that is composed again must be the same mail, and a mail
// with several of them is no burden on a phone.
func TestAPictureIsSmallAndAlwaysTheSame(t *testing.T) {
	t.Parallel()
	for name, p := range pictures() {
		first, err := p.PNG("ru")
		if err != nil {
			t.Fatal(err)
		}
		again, err := p.PNG("ru")
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%s: the second picture differs, %v", name, err)
		}
		img, err := png.DecodeConfig(bytes.NewReader(first))
		if err != nil || img.Width != report.PictureWidth || img.Height != report.PictureHeight {
			t.Errorf("%s: it is %d by %d, %v", name, img.Width, img.Height, err)
		}
		const most = 25_000 // of 156 figures that jump up and down; others take a third
		if len(first) > most {
			t.Errorf("%s: it has %d bytes, more than %d", name, len(first), most)
		}
		if dir := os.Getenv(picturesVar); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, name+".png"), first, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestAPictureOfOneDayIsDrawn takes the fewest figures that there can be.
func TestAPictureOfOneDayIsDrawn(t *testing.T) {
	t.Parallel()
	p := report.Picture{Labels: []string{"2026-12-01"}, Lines: []report.PictureLine{{Name: "mql", Values: []decimal.NullDecimal{{}}}}}
	if _, err := p.PNG("en"); err != nil {
		t.Error(err)
	}
}

func pictures() map[string]report.Picture {
	weekly := report.Picture{Lines: []report.PictureLine{{Name: "сообщено"}, {Name: "план"}}}
	few := report.Picture{Lines: []report.PictureLine{{Name: "reported"}, {Name: "plan"}}}
	day := time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)
	for i := range 156 {
		label, value, planned := day.AddDate(0, 0, 7*i).Format(time.DateOnly), decimal.NewFromInt(int64(12000+i*i*i%997)), decimal.NewFromInt(int64(12000+6*i))
		for _, p := range []*report.Picture{&weekly, &few} {
			if p == &few && i%26 != 0 {
				continue
			}
			p.Labels = append(p.Labels, label)
			p.Lines[0].Values = append(p.Lines[0].Values, decimal.NewNullDecimal(value))
			p.Lines[1].Values = append(p.Lines[1].Values, decimal.NewNullDecimal(planned))
		}
	}
	weekly.Lines[0].Values[3] = decimal.NullDecimal{}
	bars := report.Picture{Bars: true, Lines: []report.PictureLine{{Name: "вложено"}, {Name: "получено"}}}
	for i := range 3 {
		bars.Labels = append(bars.Labels, fmt.Sprint("Сторона ", i+1))
		for j := range bars.Lines {
			bars.Lines[j].Values = append(bars.Lines[j].Values, decimal.NewNullDecimal(decimal.NewFromInt(int64(40000+9000*i-7000*j))))
		}
	}
	return map[string]report.Picture{"weekly": weekly, "few": few, "bars": bars}
}
