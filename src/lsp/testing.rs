//! A client for tests: it says hello, opens a text, and asks.

use std::io::Cursor;

use serde_json::{Value, json};

use super::serve;
use crate::units::Day;

/// What the client calls its text.
pub(super) const URI: &str = "file:///plan.toml";

/// What a server answers to some messages, in its order.
pub(super) fn talk(messages: &[Value]) -> Vec<Value> {
    let mut input = Vec::new();
    for message in messages {
        super::frame::write(&mut input, &message.to_string()).expect("memory can be written");
    }
    let mut output = Vec::new();
    let today = Day::parse("2026-11-21");
    serve(Cursor::new(input), &mut output, |_| {}, today);
    let mut rest = output.as_slice();
    let mut answers = Vec::new();
    while let Some(at) = rest.windows(4).position(|four| four == b"\r\n\r\n") {
        let head = std::str::from_utf8(&rest[..at]).expect("a header is text");
        let length: usize = head["Content-Length: ".len()..].parse().expect("a header says how long");
        let body = &rest[at + 4..at + 4 + length];
        answers.push(serde_json::from_slice(body).expect("a message is JSON"));
        rest = &rest[at + 4 + length..];
    }
    answers
}

/// A request.
pub(super) fn request(id: u32, method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

/// Something that is told.
pub(super) fn tell(method: &str, params: &Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// A client that can everything says hello.
pub(super) fn hello() -> Value {
    let capabilities = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": {
            "completion": { "completionItem": { "snippetSupport": true } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeLens": {}
        }
    });
    request(0, "initialize", &json!({ "processId": null, "rootUri": null, "capabilities": capabilities }))
}

/// A text is opened.
pub(super) fn open(text: &str) -> Value {
    tell(
        "textDocument/didOpen",
        &json!({ "textDocument": { "uri": URI, "languageId": "toml", "version": 1, "text": text } }),
    )
}

/// What is answered to one request about the place of `|` in a text; the text is opened without it.
pub(super) fn ask(marked: &str, method: &str, more: &Value) -> Value {
    let offset = marked.find('|').expect("the place is marked");
    let text = marked.replacen('|', "", 1);
    let line = text[..offset].matches('\n').count();
    let begin = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let character = text[begin..offset].encode_utf16().count();
    let mut params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": line, "character": character },
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        params[key] = value.clone();
    }
    let answers = talk(&[hello(), open(&text), request(1, method, &params)]);
    let answer = answers.into_iter().find(|it| it["id"] == 1).expect("a request is answered");
    assert!(answer.get("error").is_none() || more.get("refused").is_some(), "{answer}");
    answer.get("result").or(answer.get("error")).cloned().expect("an answer says something")
}
