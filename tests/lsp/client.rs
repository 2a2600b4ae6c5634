//! A client of the protocol that knows nothing of the server's code.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// So long an answer may take before a test gives up, on the slowest of machines.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server and what it has said.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    /// What it said, and when the last byte of it was there.
    said: Receiver<(Instant, Value)>,
    /// When the last message that was looked at was there.
    pub heard: Instant,
    /// What was told and not looked at yet.
    told: Vec<Value>,
    asked: u64,
}

/// What a client that knows everything says of itself.
pub fn everything() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": {
            "completion": { "completionItem": { "snippetSupport": true } },
            "hover": { "contentFormat": ["markdown"] },
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeLens": {}
        }
    })
}

impl Client {
    /// Starts a server to which nobody has said hello.
    pub fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_milepost"))
            .args(["lsp", "--now", "2026-11-21"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, said) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = next(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { child, input, said, heard: Instant::now(), told: Vec::new(), asked: 0 }
    }

    /// Starts a server and says hello.
    pub fn hello(capabilities: &Value) -> Self {
        let mut client = Self::start();
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        client.ask("initialize", &params).unwrap();
        client.tell("initialized", &json!({}));
        client
    }

    /// Sends bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).and_then(|()| input.flush()).unwrap();
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// The next message; `None` when the server has gone.
    pub fn message(&mut self) -> Option<Value> {
        match self.said.recv_timeout(PATIENCE) {
            Ok((heard, message)) => {
                self.heard = heard;
                Some(message)
            }
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("the server says nothing"),
        }
    }

    /// Asks, and waits for the answer: a result, or an error.
    pub fn ask(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.message().expect("the server has gone");
            if message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.told.push(message);
        }
    }

    /// Asks about a place of a text.
    pub fn at(&mut self, method: &str, uri: &str, (line, character): (usize, usize), more: &Value) -> Value {
        let mut params = json!({
            "textDocument": { "uri": uri },
            "position": { "line": line, "character": character },
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            params[key] = value.clone();
        }
        self.ask(&format!("textDocument/{method}"), &params).unwrap()
    }

    /// Tells.
    pub fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Opens a text.
    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let item = json!({ "uri": uri, "languageId": "toml", "version": version, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    /// Changes a text.
    pub fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let text = json!({ "uri": uri, "version": version });
        self.tell("textDocument/didChange", &json!({ "textDocument": text, "contentChanges": changes }));
    }

    /// Waits for what is wrong with a version of a text.
    pub fn problems(&mut self, uri: &str, version: i32) -> Vec<Value> {
        loop {
            let is_it = |it: &Value| it["params"]["uri"] == uri && it["params"]["version"] == version;
            if let Some(at) = self.told.iter().position(is_it) {
                let message = self.told.remove(at);
                return message["params"]["diagnostics"].as_array().unwrap().clone();
            }
            let message = self.message().expect("the server has gone");
            self.told.push(message);
        }
    }

    /// Closes its input, and waits for its end: the status, and what it said to people.
    pub fn end(mut self) -> (Option<i32>, String) {
        self.input = None;
        while self.said.recv_timeout(PATIENCE).is_ok() {}
        let status = self.child.wait().unwrap();
        let mut remarks = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut remarks).unwrap();
        (status.code(), remarks)
    }
}

/// The next message of a stream; anything that is no message ends it, so that a stray word on standard output is found.
fn next(output: &mut impl BufRead) -> Option<(Instant, Value)> {
    let mut line = String::new();
    output.read_line(&mut line).ok()?;
    let length: usize = line.strip_prefix("Content-Length: ")?.trim_end().parse().ok()?;
    line.clear();
    output.read_line(&mut line).ok()?;
    assert_eq!(line, "\r\n");
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some((Instant::now(), serde_json::from_slice(&body).ok()?))
}
