// Starts `milepost lsp` for the plans that are open, and says what to do where it does not start.
"use strict";

const { execFile } = require("node:child_process");
const { homedir } = require("node:os");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

// The texts that an editor shows to be changed. Old revisions beside them are none: their problems are nobody's to mend.
const TEXTS = ["file", "untitled"].map((scheme) => ({ scheme, language: "toml" }));

let client;
let output;
// One start or stop after the other.
let turn = Promise.resolve();

exports.activate = (context) => {
  output = vscode.window.createOutputChannel("milepost");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("milepost.restart", restart),
    vscode.commands.registerCommand("milepost.output", () => output.show(true)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("milepost.path") || event.affectsConfiguration("milepost.now")) restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(restart)
  );
  return restart();
};

exports.deactivate = () => inTurn(stop);

function inTurn(work) {
  turn = turn.then(work, work);
  return turn;
}

function restart() {
  return inTurn(async () => {
    await stop();
    await start();
  });
}

async function stop() {
  const old = client;
  client = undefined;
  // One that never came up, or has gone already, has nothing to stop.
  await old?.dispose().catch((reason) => output.appendLine(String(reason)));
}

async function start() {
  const settings = vscode.workspace.getConfiguration("milepost");
  const command = settings.get("path").trim().replace(/^~(?=[\\/])/, homedir()) || "milepost";
  const now = settings.get("now").trim();
  const problem = await whyNot(command);
  if (problem) {
    output.appendLine(problem);
    // Nobody waits for the answer: it may never come.
    ask(problem);
    return;
  }
  const args = now ? ["lsp", "--now", now] : ["lsp"];
  client = new LanguageClient(
    "milepost",
    "milepost",
    { command, args },
    { documentSelector: TEXTS, outputChannel: output }
  );
  await client.start().catch((reason) => ask(`milepost did not start: ${reason.message ?? reason}`));
}

// Why a program will not do, as a sentence; nothing when it answers as milepost does.
function whyNot(command) {
  return new Promise((resolve) => {
    execFile(command, ["--version"], { timeout: 10_000 }, (error, stdout) => {
      if (error?.code === "ENOENT") {
        resolve(`milepost was not found as “${command}”. Install it, or say in the setting “milepost.path” where it is.`);
      } else if (error) {
        resolve(`“${command} --version” failed: ${error.message.trim()}`);
      } else if (!/^milepost \d/.test(stdout)) {
        resolve(`“${command}” is another program: its version is “${stdout.split("\n")[0].trim().slice(0, 80)}”.`);
      } else {
        output.appendLine(`${stdout.trim()} (${command})`);
        resolve(undefined);
      }
    });
  });
}

async function ask(problem) {
  const [again, settings] = ["Try Again", "Open Settings"];
  const chosen = await vscode.window.showErrorMessage(problem, again, settings);
  if (chosen === again) await restart();
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "milepost.path");
}
