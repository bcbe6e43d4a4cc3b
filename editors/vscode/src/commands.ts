import * as vscode from "vscode";
import { isLetter, type Server } from "./server.js";

const FIX_ALL = vscode.CodeActionKind.Source.append("fixAll").append("klarbrief");

/** The letter that the user works on, with a word if there is none. */
export function currentLetter(): vscode.TextDocument | undefined {
  const active = vscode.window.activeTextEditor?.document;
  const letter = active !== undefined && isLetter(active) ? active : vscode.window.visibleTextEditors.map((e) => e.document).find(isLetter);
  if (letter === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a letter first (text, Markdown or HTML)."));
  }
  return letter;
}

/** Applies all safe fixes of the letter as one step of undo. */
export async function fixAll(): Promise<void> {
  const letter = currentLetter();
  if (letter === undefined) return;
  const whole = new vscode.Range(0, 0, letter.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", letter.uri, whole, FIX_ALL.value);
  const edit = actions.find((a) => a.kind?.value === FIX_ALL.value)?.edit;
  if (edit === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("There is no safe fix for this letter."));
  } else if (await vscode.workspace.applyEdit(edit)) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Safe fixes applied. Undo takes them back."));
  } else {
    void vscode.window.showErrorMessage(vscode.l10n.t("The letter could not be changed."));
  }
}

/** The pages of rules as documents that can be read only. */
export class Pages implements vscode.TextDocumentContentProvider {
  static readonly scheme = "klarbrief-page";
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly server: () => Server) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Shows the page of a rule; asks which one if none is named. */
  async explain(rule?: string): Promise<void> {
    const id = rule ?? (await chosenRule());
    if (id === undefined || id === "") return;
    try {
      const answer = await this.server().explain(id);
      if (answer === undefined) return;
      const uri = vscode.Uri.from({ scheme: Pages.scheme, path: `/${answer.rule}.md` });
      this.texts.set(uri.path, answer.markdown);
      this.changed.fire(uri);
      await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
    } catch (error) {
      void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Rules at the cursor first, then those of the letter, then any. */
async function chosenRule(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const found = editor === undefined ? [] : vscode.languages.getDiagnostics(editor.document.uri).filter((d) => d.source === "klarbrief");
  const id = (d: vscode.Diagnostic) => String(typeof d.code === "object" ? d.code.value : (d.code ?? ""));
  const here = found.filter((d) => editor !== undefined && d.range.contains(editor.selection.active));
  const rules = new Map([...here, ...found].map((d) => [id(d), d.message.split("\n")[0] ?? ""] as const).filter(([rule]) => rule !== ""));
  if (rules.size === 0) return typedRule();
  const other = vscode.l10n.t("Another rule …");
  const items = [...rules].map(([label, detail]) => ({ label, detail }));
  const picked = await vscode.window.showQuickPick([...items, { label: other, detail: "" }], {
    title: vscode.l10n.t("Rules found in this letter"),
    matchOnDetail: true,
  });
  return picked?.label === other ? typedRule() : picked?.label;
}

async function typedRule(): Promise<string | undefined> {
  const rule = await vscode.window.showInputBox({ title: vscode.l10n.t("Rule to explain"), placeHolder: vscode.l10n.t("for example satz/passiv") });
  return rule?.trim();
}
