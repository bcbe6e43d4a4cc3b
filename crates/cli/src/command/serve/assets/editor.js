// A plain text area over a mirror of its lines. The mirror carries the underlines: they are painted by the browser (CSS custom
// highlights), so no element of the text is ever rebuilt for them.
import { about, attempt, make, readFile, tell, tr } from "./common.js";

export const SEVERITIES = ["error", "warning", "info", "hint"];
const supported = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);
const registry = new Map();

function highlight(name) {
  if (!registry.has(name)) {
    const made = new Highlight();
    // The worst severity is painted last, so it wins where findings overlap.
    made.priority = { "k-error": 4, "k-warning": 3, "k-info": 2, "k-hint": 1 }[name] ?? 0;
    CSS.highlights.set(name, made);
    registry.set(name, made);
  }
  return registry.get(name);
}

/** Where findings overlap only the worst is drawn; one list of ranges for each severity. */
export function worstOnly(marks) {
  const edges = [];
  for (const [start, end, severity] of marks) if (end > start) edges.push([start, severity, 1], [end, severity, -1]);
  edges.sort((a, b) => a[0] - b[0]);
  const open = [0, 0, 0, 0];
  const layers = [[], [], [], []];
  let from = 0;
  let drawn = -1;
  for (let i = 0; i < edges.length; ) {
    const at = edges[i][0];
    for (; i < edges.length && edges[i][0] === at; i++) open[edges[i][1]] += edges[i][2];
    const worst = open.findIndex((n) => n > 0);
    if (worst === drawn) continue;
    if (drawn >= 0) layers[drawn].push([from, at]);
    from = at;
    drawn = worst;
  }
  return layers;
}

export class Editor {
  /**
   * @param host the element that becomes the editor
   * @param id the id of its text area
   */
  constructor(host, id, { placeholder = "", live = true } = {}) {
    this.host = host;
    this.area = make("textarea", { id, spellcheck: "false", autocomplete: "off", autocapitalize: "off", lang: "de", placeholder });
    this.mirror = make("div", { class: "mirror", "aria-hidden": "true" });
    host.append(this.mirror, this.area);
    this.lines = [];
    this.starts = [0];
    this.painted = new Map();
    this.marks = [];
    this.seq = 0;
    this.live = live;
    this.listeners = { text: [], marks: [], full: [], caret: [] };
    this.timing = [];
    this.area.addEventListener("input", () => this.#changed(performance.now()));
    this.area.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === this.area) this.#emit("caret", this.area.selectionStart);
    });
    this.#drops();
    this.#mirrorText();
  }

  on(event, listener) {
    this.listeners[event].push(listener);
    return this;
  }

  #emit(event, value) {
    for (const listener of this.listeners[event]) listener(value);
  }

  get text() {
    return this.area.value;
  }

  /** Replaces everything. */
  set text(text) {
    this.area.value = text;
    this.area.setSelectionRange(0, 0);
    this.host.scrollTop = 0;
    this.#changed(performance.now());
  }

  /** Replaces a range so that the user can undo it. */
  replace(start, end, text) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
    if (!done) {
      this.area.setRangeText(text, start, end, "end");
      this.#changed(performance.now());
    }
  }

  /** Asks again, for example because the Land has changed. */
  recheck() {
    this.#changed(performance.now());
  }

  // --- text and mirror ---

  #changed(at) {
    this.#mirrorText();
    this.#emit("text", this.text);
    if (this.live) this.#send(at);
  }

  #mirrorText() {
    const lines = this.text.split("\n");
    const old = this.lines;
    let head = 0;
    const most = Math.min(lines.length, old.length);
    while (head < most && lines[head] === old[head]) head++;
    let tail = 0;
    while (tail < most - head && lines[lines.length - 1 - tail] === old[old.length - 1 - tail]) tail++;
    const nodes = this.mirror.children;
    const same = Math.min(lines.length, old.length) - head - tail;
    for (let i = head; i < head + same; i++) {
      if (nodes[i].firstChild.data !== lines[i]) nodes[i].firstChild.data = lines[i];
    }
    for (let i = old.length - tail - 1; i >= head + same; i--) nodes[i].remove();
    const next = nodes[head + same] ?? null;
    for (let i = head + same; i < lines.length - tail; i++) {
      const line = document.createElement("div");
      line.append(document.createTextNode(lines[i]));
      this.mirror.insertBefore(line, next);
    }
    this.lines = lines;
    this.starts = new Array(lines.length);
    let at = 0;
    for (let i = 0; i < lines.length; i++) {
      this.starts[i] = at;
      at += lines[i].length + 1;
    }
  }

  /** The text node and place of an offset. */
  #place(offset) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    const node = this.mirror.children[low].firstChild;
    return [node, Math.min(offset - this.starts[low], node.length)];
  }

  #range(start, end) {
    const [startContainer, startOffset] = this.#place(start);
    const [endContainer, endOffset] = this.#place(end);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  /** Paints ranges under a name; what was painted there before goes. */
  paint(name, ranges) {
    if (!supported) return;
    const layer = highlight(name);
    for (const range of this.painted.get(name) ?? []) layer.delete(range);
    const made = ranges.filter(([start, end]) => end > start).map(([start, end]) => this.#range(start, end));
    for (const range of made) layer.add(range);
    this.painted.set(name, made);
  }

  #paintMarks() {
    const layers = this.hidden ? [[], [], [], []] : worstOnly(this.marks);
    SEVERITIES.forEach((severity, number) => this.paint(`k-${severity}`, layers[number]));
  }

  /** Hides the underlines, as exercises do. */
  hide(hidden) {
    this.hidden = hidden;
    this.#paintMarks();
  }

  // --- the check ---

  #send(at) {
    this.seq += 1;
    this.pending = { seq: this.seq, at };
    const message = JSON.stringify({ seq: this.seq, text: this.text, ...about() });
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(message);
    else {
      this.unsent = message;
      this.#connect();
    }
  }

  #connect() {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return;
    const socket = new WebSocket(`ws://${location.host}/api/live`);
    this.socket = socket;
    socket.addEventListener("open", () => {
      if (this.unsent) socket.send(this.unsent);
      this.unsent = null;
      this.wait = 500;
    });
    socket.addEventListener("message", (event) => this.#answer(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (this.socket !== socket) return;
      tell(tr("Klarbrief antwortet nicht mehr. Läuft `klarbrief serve` noch?", "Klarbrief does not answer. Is `klarbrief serve` still running?"), true);
      this.wait = Math.min((this.wait ?? 500) * 2, 15000);
      setTimeout(() => {
        if (this.text) this.#send(performance.now());
      }, this.wait);
    });
  }

  #answer(answer) {
    if (answer.seq !== this.seq) return;
    if (answer.t === "marks") {
      this.marks = answer.marks;
      this.#paintMarks();
      if (this.pending?.seq === answer.seq) {
        this.timing.push(performance.now() - this.pending.at);
        if (this.timing.length > 200) this.timing.shift();
      }
      this.#emit("marks", answer.marks);
    } else if (answer.t === "full") {
      this.full = answer;
      if (document.getElementById("status").classList.contains("bad")) tell("");
      this.#emit("full", answer);
    } else if (answer.t === "error") {
      this.marks = [];
      this.#paintMarks();
      tell([answer.error.message, answer.error.hint].filter(Boolean).join(" "), true);
    }
  }

  // --- keys, caret, files ---

  #key(event) {
    if (event.key !== "F8" || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const starts = [...new Set(this.marks.map((m) => m[0]))].sort((a, b) => a - b);
    if (this.hidden || starts.length === 0) return;
    const at = this.area.selectionStart;
    const next = event.shiftKey ? (starts.findLast((s) => s < at) ?? starts.at(-1)) : (starts.find((s) => s > at) ?? starts[0]);
    this.goTo(next, next);
  }

  /** Moves the caret and shows its line. */
  goTo(start, end = start, focus = true) {
    if (focus) this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(start, end);
    const [node] = this.#place(start);
    const line = node.parentElement;
    // The mirror lies under the text area, line upon line.
    const top = line.offsetTop - this.host.clientHeight / 3;
    if (line.offsetTop < this.host.scrollTop || line.offsetTop > this.host.scrollTop + this.host.clientHeight - 60) {
      this.host.scrollTo({ top: Math.max(0, top) });
    }
    this.#emit("caret", start);
  }

  #drops() {
    const files = (event) => [...(event.dataTransfer?.items ?? [])].some((i) => i.kind === "file");
    for (const type of ["dragenter", "dragover"]) {
      this.host.addEventListener(type, (event) => {
        if (!files(event)) return;
        event.preventDefault();
        this.host.classList.add("drop");
      });
    }
    this.host.addEventListener("dragleave", () => this.host.classList.remove("drop"));
    this.host.addEventListener("drop", (event) => {
      this.host.classList.remove("drop");
      const file = event.dataTransfer?.files?.[0];
      if (!file) return;
      event.preventDefault();
      this.open(file);
    });
    this.area.addEventListener("paste", (event) => {
      const file = event.clipboardData?.files?.[0];
      if (file && !event.clipboardData.getData("text/plain")) {
        event.preventDefault();
        this.open(file);
      }
    });
  }

  /** Reads a file into the editor. */
  open(file) {
    if (this.area.readOnly && !this.opens) return undefined;
    return attempt(async () => {
      const text = await readFile(file);
      this.file = file;
      this.text = text;
      tell(tr(`„${file.name}“ ist geöffnet.`, `“${file.name}” is open.`));
    });
  }
}
