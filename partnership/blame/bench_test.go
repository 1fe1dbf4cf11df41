package blame

import (
	"path/filepath"
	"testing"
)

// BenchmarkFind looks for blame in all sentences of testdata, as one statement each.
func BenchmarkFind(b *testing.B) {
	for _, language := range []string{"en", "ru"} {
		b.Run(language, func(b *testing.B) {
			var texts []string
			files, err := filepath.Glob(filepath.Join("testdata", language+"-*study*.jsonl"))
			if err != nil {
				b.Fatal(err)
			}
			for _, file := range files {
				for _, c := range readHeard(b, file) {
					texts = append(texts, c.Text)
				}
			}
			tableFor(language)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				Find(texts[i%len(texts)], language)
			}
		})
	}
}
