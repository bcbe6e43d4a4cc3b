import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
  type Middleware,
} from "vscode-languageclient/node";
import { locate, serverSettings, type ReasonMap } from "./pure/index.js";
import type { Log } from "./log.js";

/** Languages whose documents are letters. */
export const LETTERS: readonly string[] = ["plaintext", "markdown", "html"];

/** True for documents that the server takes as a letter. */
export function isLetter(document: vscode.TextDocument): boolean {
  return LETTERS.includes(document.languageId) && ["file", "untitled"].includes(document.uri.scheme);
}

/** What the server does at the moment. */
export type Condition = "stopped" | "starting" | "running" | "missing";

/** A command of the server that the extension shows in its own way. */
export interface Handlers {
  explain(rule: string): Promise<void>;
  showMap(uri: string, point: number | undefined): Promise<void>;
}

/** The language server, started, stopped and asked. */
export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private crashes: number[] = [];
  private queue: Promise<void> = Promise.resolve();
  private readonly changed = new vscode.EventEmitter<Condition>();
  private readonly checked = new vscode.EventEmitter<vscode.Uri>();
  condition: Condition = "stopped";
  /** The condition has changed. */
  readonly onDidChange = this.changed.event;
  /** The findings of a document are new. */
  readonly onDidCheck = this.checked.event;

  constructor(
    private readonly log: Log,
    private readonly handlers: Handlers,
  ) {}

  /** Starts the server anew. Calls wait for each other. */
  restart(): Promise<void> {
    this.queue = this.queue.then(
      () => this.replace(),
      () => this.replace(),
    );
    return this.queue;
  }

  private async replace(): Promise<void> {
    await this.stop();
    this.crashes = [];
    const path = vscode.workspace.getConfiguration("klarbrief").get<string>("path", "");
    const program = locate({
      path,
      searchPath: process.env["PATH"] ?? "",
      windows: process.platform === "win32",
      folder: vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === "file")?.uri.fsPath,
    });
    if (program === undefined) {
      this.set("missing");
      void this.complain(
        path.trim() === ""
          ? vscode.l10n.t("The program “klarbrief” was not found. Klarbrief cannot check letters without it.")
          : vscode.l10n.t("“{0}” is not the program “klarbrief”, or cannot be started. Klarbrief cannot check letters without it.", path),
      );
      return;
    }
    this.set("starting");
    const client = new LanguageClient("klarbrief", "Klarbrief", { command: program, args: ["server"] }, this.options());
    this.client = client;
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) return;
      if (newState === State.Running) this.set("running");
      else if (newState === State.Stopped) this.set("stopped");
    });
    try {
      await client.start();
      this.log.channel.info(vscode.l10n.t("Server started: {0}", program));
    } catch (error) {
      this.log.channel.error(vscode.l10n.t("Could not start: {0}", String(error)));
      this.client = undefined;
      this.set("missing");
      void this.complain(
        vscode.l10n.t("“{0}” is not the program “klarbrief”, or cannot be started. Klarbrief cannot check letters without it.", program),
      );
    }
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) return;
    try {
      await client.dispose(2000);
    } catch (error) {
      this.log.channel.warn(String(error));
    }
    this.set("stopped");
  }

  private options(): LanguageClientOptions {
    const closed = () => {
      const now = Date.now();
      this.crashes = [...this.crashes.filter((t) => now - t < 180_000), now];
      if (this.crashes.length < 4) return { action: CloseAction.Restart, handled: true };
      this.set("stopped");
      void this.askForRestart();
      return { action: CloseAction.DoNotRestart, handled: true };
    };
    return {
      documentSelector: [
        ...LETTERS.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language }))),
        { scheme: "file", language: "klarbrief-rule" },
        { scheme: "untitled", language: "klarbrief-rule" },
        { scheme: "file", pattern: "**/klarbrief.toml" },
      ],
      initializationOptions: () => settings(),
      outputChannel: this.log.discreet,
      traceOutputChannel: this.log.discreet,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: true },
      errorHandler: { error: () => ({ action: ErrorAction.Continue, handled: true }), closed },
      middleware: this.middleware(),
    };
  }

  private middleware(): Middleware {
    const tell = (type: string | { method: string }) => {
      if (vscode.workspace.getConfiguration("klarbrief").get("trace.server") !== "messages") return;
      this.log.channel.info(`→ ${typeof type === "string" ? type : type.method}`);
    };
    return {
      sendRequest: (type, params, token, next) => {
        tell(type);
        return next(type, params, token);
      },
      sendNotification: (type, next, params) => {
        tell(type);
        return next(type, params);
      },
      workspace: {
        configuration: (params) => params.items.map((item) => (item.section === "klarbrief" ? settings() : null)),
      },
      executeCommand: (command, args, next) => {
        const [first, second] = args as unknown[];
        if (command === "klarbrief.explain" && typeof first === "string") return this.handlers.explain(first);
        if (command === "klarbrief.reasonMap" && typeof first === "string") {
          return this.handlers.showMap(first, typeof second === "number" ? second : undefined);
        }
        return next(command, args);
      },
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        this.checked.fire(document instanceof vscode.Uri ? document : document.uri);
        return report;
      },
    };
  }

  /** Tells the server that settings have changed. */
  async configure(): Promise<void> {
    if (this.condition !== "running") return;
    await this.client?.sendNotification("workspace/didChangeConfiguration", { settings: { klarbrief: settings() } });
  }

  /** The reason map of a document; undefined without a server, and for what is no letter. */
  async reasonMap(uri: vscode.Uri): Promise<ReasonMap | undefined> {
    return (await this.ask<ReasonMap | null>("klarbrief/reasonMap", { textDocument: { uri: uri.toString() } })) ?? undefined;
  }

  /** The page of a rule. Errors say which rules there are. */
  explain(rule: string): Promise<{ rule: string; title: string; markdown: string } | undefined> {
    return this.ask("klarbrief/explain", { rule });
  }

  private async ask<T>(method: string, params: object): Promise<T | undefined> {
    if (this.client === undefined || this.condition !== "running") return undefined;
    return this.client.sendRequest<T>(method, params);
  }

  private set(condition: Condition): void {
    if (this.condition === condition) return;
    this.condition = condition;
    this.changed.fire(condition);
  }

  private async complain(message: string): Promise<void> {
    const open = vscode.l10n.t("Open setting");
    const show = vscode.l10n.t("Show output");
    const chosen = await vscode.window.showErrorMessage(message, open, show);
    if (chosen === open) await vscode.commands.executeCommand("workbench.action.openSettings", "klarbrief.path");
    if (chosen === show) this.log.channel.show();
  }

  private async askForRestart(): Promise<void> {
    const again = vscode.l10n.t("Restart");
    const message = vscode.l10n.t("Klarbrief stopped several times and was not started again.");
    if ((await vscode.window.showErrorMessage(message, again)) === again) await this.restart();
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.checked.dispose();
  }

  /** Ends the server before VS Code ends. */
  close(): Promise<void> {
    this.queue = this.queue.then(
      () => this.stop(),
      () => this.stop(),
    );
    return this.queue;
  }
}

function settings() {
  const own = vscode.workspace.getConfiguration("klarbrief");
  return serverSettings((key) => own.get(key), vscode.env.language, new Date());
}
