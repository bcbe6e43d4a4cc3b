// The script of the panel: tells which place was chosen, and takes new maps.
(() => {
  const vscode = acquireVsCodeApi();
  const main = document.getElementById("map");
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    if (button.dataset.range) vscode.postMessage({ type: "show", range: button.dataset.range.split(",").map(Number) });
    else if (button.dataset.command) vscode.postMessage({ type: button.dataset.command });
  });
  window.addEventListener("message", ({ data }) => {
    if (data.type === "map") {
      // The extension escaped everything that comes from a letter; the policy lets no script of it run.
      const buttons = () => [...main.querySelectorAll("button")];
      const focused = buttons().indexOf(document.activeElement);
      main.innerHTML = data.body;
      if (focused >= 0) buttons()[focused]?.focus({ preventScroll: true });
    } else if (data.type === "point") {
      const point = document.getElementById(`point-${data.number}`);
      for (const other of main.querySelectorAll(".shown")) other.classList.remove("shown");
      if (!point) return;
      point.classList.add("shown");
      point.scrollIntoView({ block: "nearest" });
      point.querySelector("button")?.focus();
    }
  });
  vscode.postMessage({ type: "ready" });
})();
