// Opens VS Code in a browser without a screen, with the extension installed as the page says, until `drive.js` has said all.
// node run.js SERVER BROWSER FOLDER: the server of VS Code, a Chromium, and where everything is kept.
"use strict";

const { execFileSync, spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const [server, browser, folder] = process.argv.slice(2);
const at = (...names) => path.join(folder, ...names);
const [said, extensions, data] = [at("said"), at("extensions"), at("data")];
const PATIENCE = 240_000;

// A folder of extensions that is new takes what is in it: first the one that drives, then that of the page.
fs.cpSync(__dirname, path.join(extensions, "drive"), { recursive: true });
fs.mkdirSync(path.join(data, "data", "User"), { recursive: true });
fs.writeFileSync(
  path.join(data, "data", "User", "settings.json"),
  JSON.stringify({ "files.autoSave": "off", "security.workspace.trust.enabled": false, "telemetry.telemetryLevel": "off" })
);
const common = ["--accept-server-license-terms", "--server-data-dir", data, "--extensions-dir", extensions];
fs.writeFileSync(at("bin", "code"), `#!/bin/sh\nexec "${process.execPath}" "${server}" ${common.join(" ")} "$@"\n`, { mode: 0o755 });
process.stdout.write(execFileSync("sh", ["-e", at("set-up.sh")], { cwd: folder }));

const children = [];
function start(command, args, heard) {
  const child = spawn(command, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  child.on("error", (reason) => end(`${command}: ${reason}`));
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => heard(String(bytes)));
}

function end(failure) {
  for (const child of children) {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has gone already.
    }
  }
  console.log(fs.existsSync(said) ? fs.readFileSync(said, "utf8") : "nothing was said");
  if (failure) console.log(failure);
  process.exit(failure ? 1 : 0);
}

let heard = "";
start(process.execPath, [server, "--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--force-disable-user-env", ...common], (words) => {
  const before = heard;
  heard += words;
  const listening = /listening on (\d+)/;
  const port = listening.exec(heard)?.[1];
  if (!port || listening.test(before)) return;
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
  const alone = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"];
  const own = ["--remote-debugging-port=0", `--user-data-dir=${at("browser")}`];
  start(browser, [...flags, ...alone, ...own, `http://127.0.0.1:${port}/?folder=${at("work")}`], () => {});
});

const begin = Date.now();
setInterval(() => {
  const words = fs.existsSync(said) ? fs.readFileSync(said, "utf8") : "";
  if (words.includes("all features were driven")) end();
  if (words.includes("FAILED")) end("see above");
  if (Date.now() - begin > PATIENCE) end(`it took too long; the server said:\n${heard}`);
}, 100);
