chosen => {
	const read = key => {
		try {
			return JSON.parse(localStorage.getItem(key)) ?? {}
		} catch {
			return {}
		}
	}
	const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)
	const ns = chosen.namespace
	const marks = read("rapport-cockpit")
	const last = marks[ns] ?? { columns: null, views: [] }

	// Columns: where the browser has none, or those that an earlier version has chosen.
	const tables = read("namespace-workflow-table-columns")
	if (!tables[ns]?.length || same(tables[ns].map(c => c.label), last.columns)) {
		tables[ns] = chosen.columns.map(label => ({ label }))
	}

	// Views: each once, so that one that was deleted stays away; a changed query follows
	// where nobody has written another.
	const saved = read("saved-workflow-queries")
	const views = saved[ns] ?? []
	for (const view of chosen.views) {
		const before = last.views.find(v => v.id === view.id)
		const there = views.find(v => v.id === view.id)
		if (!before) {
			if (!there) views.push({ ...view, type: "user" })
		} else if (there && there.query === before.query) {
			there.query = view.query
		}
	}
	saved[ns] = views

	try {
		localStorage.setItem("namespace-workflow-table-columns", JSON.stringify(tables))
		localStorage.setItem("saved-workflow-queries", JSON.stringify(saved))
		marks[ns] = { columns: chosen.columns, views: chosen.views }
		localStorage.setItem("rapport-cockpit", JSON.stringify(marks))
	} catch {
		// A browser that keeps nothing shows the UI as it comes.
	}

	// A workflow opens at its card instead of its timeline, which is where links from other
	// pages lead. Pages that are loaded anew are sent there by the server.
	const run = /^(\/namespaces\/[^/]+\/workflows\/[^/]+\/[0-9a-f-]{36})(\/timeline|\/user-metadata)?$/
	const lead = event => {
		const link = event.target.closest?.("a[href]")
		const [, of] = (link?.origin === location.origin && link.pathname.match(run)) || []
		if (!of || location.pathname.startsWith(of)) return // a page of the same workflow
		const card = of + "/user-metadata"
		if (event.type !== "click") {
			link.pathname = card // for a new tab or window
			return
		}
		if (link.dataset.card || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
		// The UI's links go where they were made to go, so one of our own is clicked.
		event.preventDefault()
		event.stopImmediatePropagation()
		const own = document.createElement("a")
		own.href = card
		own.dataset.card = true
		document.querySelector("#svelte").append(own)
		own.click()
		own.remove()
	}
	for (const kind of ["pointerdown", "keydown", "click"]) addEventListener(kind, lead, true)
}
