import * as vscode from "vscode";
import { currentLetter, fixAll, Pages } from "./commands.js";
import { openLog } from "./log.js";
import { Panel } from "./panel.js";
import { status } from "./pure/index.js";
import { isLetter, Server } from "./server.js";

let server: Server | undefined;

/** Called by VS Code when the first letter or rule file is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const log = openLog();
  const panel = new Panel(context.extensionUri);
  const item = vscode.window.createStatusBarItem("klarbrief.score", vscode.StatusBarAlignment.Left, 50);
  item.name = "Klarbrief";
  const pages: Pages = new Pages(() => running);
  const running: Server = new Server(log, {
    explain: (rule) => pages.explain(rule),
    showMap: async (uri, point) => {
      await refresh(vscode.Uri.parse(uri));
      await panel.open(point);
    },
  });
  server = running;

  /** Shows what is known of the letter that is being edited. */
  const refresh = async (about?: vscode.Uri): Promise<void> => {
    const active = vscode.window.activeTextEditor?.document;
    // While the panel or a list has the focus, the last letter stays.
    if (active === undefined) {
      if (!vscode.workspace.textDocuments.some(isLetter)) item.hide();
      return;
    }
    if (about !== undefined && about.toString() !== active.uri.toString()) return;
    if (running.condition !== "running" || !isLetter(active)) {
      showCondition(active);
      return;
    }
    const map = await running.reasonMap(active.uri).catch(() => undefined);
    // What has been overtaken by another letter is not shown.
    if (vscode.window.activeTextEditor?.document !== active) return;
    if (map === undefined) {
      item.text = "$(sync) Klarbrief";
      item.tooltip = vscode.l10n.t("Klarbrief: checking …");
      item.command = "klarbrief.check";
      item.show();
      return;
    }
    const shown = status(map, (message, ...args) => vscode.l10n.t(message, ...args));
    item.text = `$(checklist) ${shown.text}`;
    item.tooltip = shown.tooltip;
    item.accessibilityInformation = { label: shown.tooltip };
    item.backgroundColor = shown.warns ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    item.command = "klarbrief.check";
    item.show();
    panel.show(active.uri, map);
  };

  const showCondition = (active: vscode.TextDocument): void => {
    if (!isLetter(active) && active.languageId !== "klarbrief-rule") {
      item.hide();
      return;
    }
    const missing = running.condition === "missing";
    item.text = missing ? "$(error) Klarbrief" : isLetter(active) ? "$(sync) Klarbrief" : "$(checklist) Klarbrief";
    item.tooltip = missing ? vscode.l10n.t("Klarbrief: program not found") : isLetter(active) ? vscode.l10n.t("Klarbrief is starting …") : vscode.l10n.t("Klarbrief rule");
    item.accessibilityInformation = { label: item.tooltip };
    item.backgroundColor = missing ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.command = missing ? "klarbrief.restart" : "klarbrief.showOutput";
    item.show();
    if (missing) panel.tell(vscode.l10n.t("Klarbrief: program not found"));
  };

  const commands: Record<string, (...args: unknown[]) => unknown> = {
    "klarbrief.check": async () => {
      if (running.condition === "missing") return running.restart();
      const letter = currentLetter();
      if (letter === undefined) return;
      await vscode.window.showTextDocument(letter);
      await refresh(letter.uri);
      await panel.open();
    },
    "klarbrief.fixAll": () => fixAll(),
    "klarbrief.explainRule": (rule) => pages.explain(typeof rule === "string" ? rule : undefined),
    "klarbrief.restart": () => running.restart(),
    "klarbrief.showOutput": () => log.channel.show(),
  };
  context.subscriptions.push(
    log.channel,
    item,
    running,
    vscode.window.registerWebviewViewProvider(Panel.id, panel),
    vscode.workspace.registerTextDocumentContentProvider(Pages.scheme, pages),
    vscode.window.onDidChangeActiveTextEditor(() => void refresh()),
    vscode.workspace.onDidCloseTextDocument(() => void refresh()),
    running.onDidChange(() => void refresh()),
    running.onDidCheck((uri) => void refresh(uri)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("klarbrief.path")) void running.restart();
      else if (event.affectsConfiguration("klarbrief")) void running.configure();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
  void running.restart();
}

/** Called by VS Code before it ends. */
export async function deactivate(): Promise<void> {
  await server?.close();
}
