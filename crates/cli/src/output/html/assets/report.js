// The report's only script. Without it every link still leads somewhere.
"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 60rem)");
  const show = (element, block = "center") =>
    element.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // Several letters: the list of letters comes first.
  const index = document.querySelector("nav.index");
  if (index) document.querySelector("main").prepend(index);

  // --- a click on marked words opens what was found there ---
  const marks = (letter, number) =>
    all(`.found`, letter).filter((m) => m.dataset.found.split(" ").includes(String(number)));
  const numberOf = (finding) => finding.id.slice(finding.id.lastIndexOf("-f") + 2);

  function choose(letter, numbers, scroll) {
    for (const old of all(".chosen", letter)) old.classList.remove("chosen");
    const findings = numbers.map((n) => document.getElementById(`${letter.id}-f${n}`)).filter(Boolean);
    for (const finding of all("li.finding", letter)) {
      const chosen = findings.includes(finding);
      finding.classList.toggle("chosen", chosen);
      if (chosen) finding.querySelector("details").open = true;
      else if (!finding.matches(":focus-within")) finding.querySelector("details").open = false;
    }
    for (const n of numbers) for (const mark of marks(letter, n)) mark.classList.add("chosen");
    if (scroll && findings[0]) scrollInList(findings[0]);
    return findings[0];
  }

  // Beside the letter the list scrolls by itself; below it the page does.
  function scrollInList(finding) {
    const list = finding.closest(".findings");
    if (wide.matches && list.scrollHeight > list.clientHeight) {
      const top = finding.offsetTop - list.offsetTop - 16;
      list.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
    } else show(finding);
  }

  addEventListener("click", (event) => {
    const mark = event.target.closest(".found");
    if (mark) {
      event.preventDefault();
      const letter = mark.closest("article.letter");
      const first = choose(letter, mark.dataset.found.split(" "), true);
      // Only the keyboard needs the focus to move; a mouse click has no detail of 0.
      if (event.detail === 0 && first) first.querySelector("summary").focus({ preventScroll: true });
      return;
    }
    const rule = event.target.closest("a.rule-link");
    if (rule) {
      const page = document.getElementById(rule.hash.slice(1));
      if (page) {
        event.preventDefault();
        openRule(page);
      }
      return;
    }
    const bar = event.target.closest("[data-to]");
    if (bar) {
      const sentence = document.getElementById(bar.dataset.to);
      if (sentence) flash(sentence);
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    const target = link && link.hash.length > 1 && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target?.matches?.("li.finding")) {
      event.preventDefault();
      const letter = target.closest("article.letter");
      choose(letter, [numberOf(target)], true);
      const mark = marks(letter, numberOf(target))[0];
      if (mark) show(mark);
      target.querySelector("summary").focus({ preventScroll: true });
    } else if (target?.matches?.(".sentence")) {
      event.preventDefault();
      flash(target);
    }
  });

  // --- opening an entry of the list shows its words in the letter ---
  addEventListener(
    "click",
    (event) => {
      const summary = event.target.closest("li.finding summary");
      if (!summary) return;
      const finding = summary.closest("li.finding");
      if (finding.querySelector("details").open) return;
      const letter = finding.closest("article.letter");
      choose(letter, [numberOf(finding)], false);
      finding.querySelector("details").open = false; // the click itself opens it
      const mark = marks(letter, numberOf(finding))[0];
      if (mark && wide.matches) show(mark);
    },
    true,
  );

  function flash(element) {
    show(element);
    element.classList.remove("flash");
    void element.offsetWidth;
    element.classList.add("flash");
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // --- the page of a rule ---
  const dialog = document.querySelector("dialog.rule-dialog");
  function openRule(page) {
    const body = dialog.querySelector(".rule-dialog-body");
    const copy = page.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    for (const child of all("[id]", copy)) child.removeAttribute("id");
    body.replaceChildren(copy);
    dialog.showModal();
    dialog.scrollTop = 0;
  }
  dialog?.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  // --- filter by severity ---
  const filters = document.querySelector(".filters");
  if (filters) {
    filters.hidden = false;
    filters.addEventListener("change", () => {
      for (const box of all("input", filters))
        document.documentElement.classList.toggle(`hide-${box.value}`, !box.checked);
    });
  }

  // --- paper has no clicks: everything is open there ---
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  // A link to a finding from outside opens it.
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches?.("li.finding")) choose(target.closest("article.letter"), [numberOf(target)], true);
})();
