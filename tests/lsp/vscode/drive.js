// Drives the language server through VS Code, from within: an extension beside that of `editors/vscode`, which types, asks and looks.
"use strict";

const fs = require("node:fs");
const vscode = require("vscode");

const say = (line) => fs.appendFileSync(process.env.MILEPOST_SAID, `${line}\n`);

function check(truth, what, seen) {
  if (!truth) throw new Error(`${what}: ${JSON.stringify(seen)}`);
  say(`ok: ${what}`);
}

async function wait(what, test) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    if (await test()) return say(`ok: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${what}: it did not come`);
}

exports.activate = () => {
  drive().then(
    () => say("all features were driven"),
    (reason) => say(`FAILED: ${reason.stack ?? reason}`)
  );
};

async function drive() {
  const document = await vscode.workspace.openTextDocument(process.env.MILEPOST_PLAN);
  const editor = await vscode.window.showTextDocument(document);
  const uri = document.uri;
  check(document.languageId === "toml", "a plan is TOML with no other extension", document.languageId);

  const text = () => document.getText();
  const find = (words, further = 0) => {
    const at = text().indexOf(words);
    if (at < 0) throw new Error(`there is no ${words}`);
    return document.positionAt(at + further);
  };
  const ask = (what, ...rest) => vscode.commands.executeCommand(`vscode.${what}`, uri, ...rest);
  const problems = () => new Map(vscode.languages.getDiagnostics(uri).map((it) => [it.code, it]));

  // Problems, at the right place behind a smile.
  await wait("the wrong stage is reported", () => problems().has("M201"));
  const wrong = problems().get("M201");
  check(document.getText(wrong.range).includes("frist"), "it is reported in its place", document.getText(wrong.range));

  // Code actions.
  const actions = await ask("executeCodeActionProvider", wrong.range);
  check(actions[0].title === "Write first for frist" && actions[0].isPreferred, "the remedy is offered", actions);
  await vscode.workspace.applyEdit(actions[0].edit);
  check(text().includes('stage = "first"'), "the remedy is made", text());
  await wait("the problem is gone", () => !problems().has("M201"));

  // Typing, sent as changes: the amount becomes more than there is, then half a line is typed.
  await editor.edit((it) => it.replace(new vscode.Range(find("40_000"), find("40_000", 2)), "46"));
  await editor.edit((it) => it.replace(new vscode.Range(find("46_000"), find("46_000", 2)), "64"));
  await wait("the envelope that is over is reported", () => problems().has("M310"));
  const over = problems().get("M310");
  check(over.range.start.line === find("year.2027-28").line, "it is reported at its year", over);
  await wait("ways back are offered", async () => {
    const ways = await ask("executeCodeActionProvider", over.range);
    return ways.some((it) => it.title.includes("later"));
  });
  await editor.edit((it) => it.insert(find('duration = "6'), "stat\n"));
  const offered = await ask("executeCompletionItemProvider", find("stat\n", 4));
  const labels = offered.items.map((it) => it.label.label ?? it.label);
  check(labels.includes("status") && labels.includes("owner"), "keys are offered in a half-typed line", labels);
  check(!labels.includes("duration"), "those that are there are not", labels);
  await editor.edit((it) => it.delete(new vscode.Range(find("stat\n"), find("stat\n", 5))));

  // Hover, definition, references.
  const hovers = await ask("executeHoverProvider", find("[initiative.forms]", 13));
  const said = hovers.flatMap((it) => it.contents.map((part) => part.value)).join("\n");
  check(said.includes("1 Apr 2027 – 30 Sep 2027"), "the dates are said", said);
  const [target] = await ask("executeDefinitionProvider", find('after = "forms"', 10));
  const range = target.targetSelectionRange ?? target.range;
  check(range.start.line === find("[initiative.forms]").line, "the definition is found", target);
  const places = await ask("executeReferenceProvider", find('after = "forms"', 10));
  check(places.length === 2, "both places are found", places);

  // Rename, formatting.
  const renamed = await ask("executeDocumentRenameProvider", find('after = "forms"', 10), "e-forms");
  await vscode.workspace.applyEdit(renamed);
  check(text().includes("[initiative.e-forms]") && text().includes('after = "e-forms"'), "the id is renamed", text());
  const layout = await ask("executeFormatDocumentProvider", { tabSize: 4, insertSpaces: true });
  const edit = new vscode.WorkspaceEdit();
  edit.set(uri, layout);
  await vscode.workspace.applyEdit(edit);
  check(text().includes('\nduration = "3 months"'), "the layout is canonical", text());

  // What stands beside the lines, above them, and in the outline.
  const before = text();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await ask("executeInlayHintProvider", all);
  const shown = hints.map((it) => (typeof it.label === "string" ? it.label : it.label.map((part) => part.value).join("")));
  check(shown.some((it) => it.includes("headroom")), "headroom is shown", shown);
  const [lens] = await ask("executeCodeLensProvider", 1);
  check(lens.command.title.includes("pot"), "the sentence is said", lens);
  const outline = await ask("executeDocumentSymbolProvider");
  check(outline.length === 5, "the outline has every item", outline);
  const folds = await ask("executeFoldingRangeProvider");
  check(folds.length >= 4, "blocks can be folded", folds);
  const found = await vscode.commands.executeCommand("vscode.executeWorkspaceSymbolProvider", "booking");
  check(found.length === 1, "items are found by name", found);
  check(text() === before, "nothing is written", text());

  // What the extension itself does: another server, and one that is not there.
  const setting = vscode.workspace.getConfiguration("milepost");
  const set = (path) => setting.update("path", path, vscode.ConfigurationTarget.Global);
  fs.rmSync(process.env.ENDED, { force: true });
  await vscode.commands.executeCommand("milepost.restart");
  check(fs.readFileSync(process.env.ENDED, "utf8").trim() === "0", "the server ends well", process.env.ENDED);
  await wait("another one reports", () => problems().has("M310"));
  await set("milepost-is-not-here");
  await wait("without it nothing is reported", () => !problems().has("M310"));
  await set(undefined);
  await wait("with it problems are reported again", () => problems().has("M310"));
}
