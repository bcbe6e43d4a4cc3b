// Small things that every part of the page needs.

export const lang = document.documentElement.lang;
/** Picks a text in the language of the page. */
export const tr = (de, en) => (lang === "en" ? en : de);
export const byId = (id) => document.getElementById(id);

/** Makes an element; strings become text, never markup. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((c) => c != null));
  return element;
}

/** Markup that our own server made; it escapes every word of a letter. */
export function put(element, markup) {
  element.innerHTML = markup;
}

let timer;
/** Tells what happened, also to those who do not see the page. */
export function tell(message, bad = false) {
  const status = byId("status");
  status.classList.toggle("bad", bad);
  status.textContent = message;
  clearTimeout(timer);
  if (!bad) timer = setTimeout(() => (status.textContent = ""), 6000);
}

/** What is known about the letters. */
export const about = () => ({ lang, land: byId("land").value });

async function failure(response) {
  let error = {};
  try {
    error = await response.json();
  } catch {
    // An answer without words.
  }
  const size = response.status === 413 ? tr("Die Datei ist zu groß.", "The file is too large.") : "";
  const usual = tr("Das hat nicht geklappt.", "That did not work.");
  return new Error([error.message || size || usual, error.hint].filter(Boolean).join(" "));
}

/** Asks the server on this computer. */
export async function ask(path, body, signal) {
  const url = new URL(path, location.origin);
  url.searchParams.set("lang", lang);
  const response = await fetch(url, { method: body == null ? "GET" : "POST", body, signal, credentials: "omit" });
  if (!response.ok) throw await failure(response);
  return response;
}

export const askJson = async (path, body, signal) => (await ask(path, body, signal)).json();

/** Reads a file of any format that Klarbrief knows into text. */
export async function readFile(file) {
  if (file.size > 32 * 1024 * 1024) throw new Error(tr("Die Datei ist größer als 32 MiB.", "The file is larger than 32 MiB."));
  const name = /\.[a-z0-9]+$/i.test(file.name) ? file.name : `${file.name}.txt`;
  const url = `/api/read?name=${encodeURIComponent("x" + name.slice(name.lastIndexOf(".")))}`;
  return (await askJson(url, file)).text;
}

/** Gives the user a file. */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Runs a task of the user and tells when it fails. */
export async function attempt(task) {
  try {
    return await task();
  } catch (error) {
    if (error.name !== "AbortError") {
      const lost = error instanceof TypeError;
      tell(lost ? tr("Klarbrief antwortet nicht mehr. Läuft `klarbrief serve` noch?", "Klarbrief does not answer. Is `klarbrief serve` still running?") : error.message, true);
    }
    return undefined;
  }
}

const dialog = document.querySelector("dialog.rule-dialog");
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

/** Shows the page of a rule. */
export async function openRule(id) {
  await attempt(async () => {
    const page = await (await ask(`/api/rules/${id}`)).text();
    put(dialog.querySelector(".rule-dialog-body"), page);
    dialog.showModal();
    dialog.scrollTop = 0;
  });
}
