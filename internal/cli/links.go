package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
)

type linksArgs struct {
	slug, data, ui string
	save, json     bool
}

func newLinks(env Env) *cobra.Command {
	var a linksArgs
	c := &cobra.Command{
		Use: "links [SLUG]", Short: "Print the few addresses that matter", Args: optional("SLUG"),
		Long: "Prints where the Temporal Web UI lists the partnerships, those in which something is late, those\n" +
			"that do badly, those that are blocked and those of which mails lie in quarantine; with SLUG where\n" +
			"one partnership's card is; and the webmail page, where there is one. Of a Temporal cluster whose\n" +
			"Web UI is somewhere else, --ui names its address; --save prints addresses that leave the views in\n" +
			"the browser.",
		Example: "  rapport links\n  rapport links teapot-kettle\n  rapport links --save --ui https://temporal.ops.example",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				a.slug = args[0]
			}
			return runLinks(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	c.Flags().StringVar(&a.ui, "ui", "", "`address` of the Web UI, if it is not that of rapport up")
	c.Flags().BoolVar(&a.save, "save", false, "print addresses that also save the views in the browser, each to be opened once")
	jsonFlag(c, &a.json)
	return c
}

// link is an address and what is there.
type link struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	Note string `json:"note,omitempty"`
}

type linksView struct {
	FormatVersion int    `json:"format_version"`
	Links         []link `json:"links"`
}

func runLinks(ctx context.Context, env Env, a linksArgs) error {
	r, err := app.NewStatusReader(ctx, a.data, nil)
	if err != nil {
		return world(err)
	}
	defer r.Close() //nolint:errcheck // nothing was written
	ui, namespace, webmail := r.WebUI()
	if ui = cmp.Or(a.ui, ui); ui == "" {
		return refused(errors.New("links: no Web UI is known here; name its address with --ui"))
	}
	links := viewLinks(ui, namespace, a.save)
	if a.slug != "" {
		if err := r.Applied(ctx, a.slug); err != nil {
			return refused(err)
		}
		workflow := app.PartnershipID(a.slug)
		links = []link{{Name: "Card", URL: app.CardURL(ui, namespace, workflow, r.LatestRun(ctx, workflow))}}
	}
	if webmail != "" {
		links = append(links, link{Name: "Webmail", URL: webmail, Note: "read and answer mail as any person"})
	}
	if a.json {
		return writeJSON(env.Stdout, linksView{FormatVersion: formatVersion, Links: links})
	}
	showLinks(env.Stdout, links)
	return nil
}

// viewLinks lead to the list of everything and to the views that are looked at most.
func viewLinks(ui, namespace string, save bool) []link {
	notes := map[string]string{
		"Late": "something is overdue", "Red": "they do badly", "Blocked": "somebody has said what is in their way",
		"In quarantine": "mails that nobody took",
	}
	links := []link{{Name: "Everything", URL: app.WorkflowsURL(ui, namespace, "")}}
	for _, v := range app.Views() {
		at := app.WorkflowsURL(ui, namespace, v.Query)
		if save {
			at += "&savedQuery=" + url.QueryEscape(v.Name)
		}
		links = append(links, link{Name: v.Name, URL: at, Note: notes[v.Name]})
	}
	return links
}

func showLinks(w io.Writer, links []link) {
	for _, l := range links {
		line := fmt.Sprintf("%-14s %s", l.Name, l.URL)
		if l.Note != "" {
			line += "  (" + l.Note + ")"
		}
		fmt.Fprintln(w, line)
	}
}
