// Exchanges the lists of the page when mail arrives. Without this script the
// page works the same, but has to be loaded again to see what is new.
"use strict";

const pause = 600; // milliseconds between two questions whether something is new
let revision = document.body.dataset.revision;

async function refresh() {
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) {
      part.replaceChildren(...next.childNodes);
    }
  }
  document.title = fresh.title;
  revision = fresh.body.dataset.revision;
}

async function watch() {
  try {
    const response = await fetch("/revision");
    if (response.ok && (await response.text()) !== revision) {
      await refresh();
    }
    document.body.classList.remove("offline");
  } catch {
    document.body.classList.add("offline"); // the server is gone; it may come back
  }
  setTimeout(watch, pause);
}

// A form goes out once, however often the button is pressed; Ctrl+Enter sends.
for (const form of document.querySelectorAll("form.write")) {
  form.addEventListener("submit", () => {
    form.querySelector("#send").disabled = true;
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
}

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("#send")) {
    button.disabled = false;
  }
});

setTimeout(watch, pause);
