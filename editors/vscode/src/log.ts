import * as vscode from "vscode";

/** What the client and the extension have to say to whoever looks for a fault. */
export interface Log {
  channel: vscode.LogOutputChannel;
  /** The channel as the client may use it. */
  discreet: vscode.LogOutputChannel;
}

/**
 * Makes the output channel. The client's own tracing writes whole messages, and so letters: whatever its settings say, what it gets
 * drops them. The extension logs the names of messages itself (`klarbrief.trace.server`).
 */
export function openLog(): Log {
  const channel = vscode.window.createOutputChannel("Klarbrief", { log: true });
  const discreet = new Proxy(channel, {
    get(target, name) {
      if (name === "trace" || name === "debug") return () => undefined;
      if (name === "logLevel") return vscode.LogLevel.Info;
      if (name === "onDidChangeLogLevel") return () => new vscode.Disposable(() => undefined);
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { channel, discreet };
}
