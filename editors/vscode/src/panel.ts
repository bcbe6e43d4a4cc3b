import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { body, notice, page, readRange, type ReasonMap } from "./pure/index.js";

/** The reason map beside the letter. */
export class Panel implements vscode.WebviewViewProvider {
  static readonly id = "klarbrief.reasonMapView";
  private view: vscode.WebviewView | undefined;
  private content = "";
  private letter: vscode.Uri | undefined;
  private wanted: number | undefined;

  constructor(private readonly folder: vscode.Uri) {
    this.content = notice(vscode.l10n.t("Open a letter first (text, Markdown or HTML)."));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const media = vscode.Uri.joinPath(this.folder, "media");
    const { webview } = view;
    const place = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    webview.options = { enableScripts: true, localResourceRoots: [media] };
    webview.onDidReceiveMessage((message: unknown) => this.receive(message));
    view.onDidDispose(() => {
      if (this.view === view) this.view = undefined;
    });
    webview.html = page(
      {
        lang: vscode.env.language,
        nonce: randomBytes(16).toString("base64url"),
        source: webview.cspSource,
        style: place("panel.css"),
        script: place("panel.js"),
      },
      this.content,
    );
  }

  /** Shows the map of a letter. */
  show(letter: vscode.Uri, map: ReasonMap): void {
    this.letter = letter;
    this.put(body(map, (message, ...args) => vscode.l10n.t(message, ...args)));
  }

  /** Shows a sentence instead of a map. */
  tell(text: string): void {
    this.letter = undefined;
    this.put(notice(text));
  }

  /** Opens the panel, at a ruling if one is named. */
  async open(point?: number): Promise<void> {
    this.wanted = point;
    await vscode.commands.executeCommand(`${Panel.id}.focus`);
    if (this.view !== undefined) this.point();
  }

  private put(content: string): void {
    if (content === this.content) return;
    this.content = content;
    void this.view?.webview.postMessage({ type: "map", body: content });
  }

  private point(): void {
    if (this.wanted !== undefined) void this.view?.webview.postMessage({ type: "point", number: this.wanted });
  }

  private receive(message: unknown): void {
    const { type, range } = (message ?? {}) as { type?: unknown; range?: unknown };
    if (type === "ready") {
      void this.view?.webview.postMessage({ type: "map", body: this.content });
      this.point();
    } else if (type === "findings") {
      void vscode.commands.executeCommand("workbench.actions.view.problems");
    } else if (type === "show") {
      void this.jump(range);
    }
  }

  private async jump(value: unknown): Promise<void> {
    const range = readRange(value);
    if (range === undefined || this.letter === undefined) return;
    const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
    const document = await vscode.workspace.openTextDocument(this.letter);
    const shown = vscode.window.visibleTextEditors.find((e) => e.document === document);
    const editor = await vscode.window.showTextDocument(document, { selection, ...(shown?.viewColumn ? { viewColumn: shown.viewColumn } : {}) });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
