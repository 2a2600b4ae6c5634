//! Messages as JSON-RPC has them: requests, notifications, and the answers that a client gives.

use serde::Serialize;
use serde_json::{Value, json};

/// What a client sends.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Incoming {
    /// It wants an answer.
    Request {
        /// What the answer must bear: a number or a text.
        id: Value,
        /// What is asked.
        method: String,
        /// About what.
        params: Value,
    },
    /// It tells something.
    Notification {
        /// What is told.
        method: String,
        /// About what.
        params: Value,
    },
    /// An answer. Nothing is asked of clients, so nothing is done with it.
    Answer,
    /// What cannot be read, and why.
    Broken(String),
}

impl Incoming {
    /// What a JSON value says as a message.
    pub(super) fn of(mut message: Value) -> Self {
        let method = message.get("method").and_then(Value::as_str).map(str::to_owned);
        let id = message.get("id").filter(|id| !id.is_null()).cloned();
        let params = message.get_mut("params").map(Value::take).unwrap_or_default();
        match (id, method) {
            (Some(id), Some(method)) if id.is_number() || id.is_string() => {
                Self::Request { id, method, params }
            }
            (None, Some(method)) => Self::Notification { method, params },
            (Some(_), None) if message.get("result").is_some() || message.get("error").is_some() => {
                Self::Answer
            }
            _ => Self::Broken("a message is neither a request nor a notification".to_owned()),
        }
    }
}

/// Why a request has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The message is not JSON.
    Unread,
    /// It is no request, or comes when it cannot be answered.
    Invalid,
    /// There is no such method.
    Unknown,
    /// What it is about cannot be read.
    Params,
    /// A fault of ours.
    Fault,
    /// It comes before `initialize`.
    TooEarly,
    /// The client does not want it any more.
    Cancelled,
    /// What was asked cannot be done, for a reason that the user should read.
    Failed,
}

impl Refusal {
    const fn code(self) -> i32 {
        match self {
            Self::Unread => -32700,
            Self::Invalid => -32600,
            Self::Unknown => -32601,
            Self::Params => -32602,
            Self::Fault => -32603,
            Self::TooEarly => -32002,
            Self::Cancelled => -32800,
            Self::Failed => -32803,
        }
    }
}

/// What is answered, as JSON already: it is written once, however large it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer(String);

impl Answer {
    /// What a value says as JSON.
    ///
    /// # Errors
    /// Why it cannot be said; it is a fault of ours.
    pub(super) fn of(value: &impl Serialize) -> Result<Self, String> {
        serde_json::to_string(value).map(Self).map_err(|cause| cause.to_string())
    }

    /// Nothing.
    pub(super) fn nothing() -> Self {
        Self("null".to_owned())
    }
}

/// The answer to a request.
pub(super) fn result(id: &Value, Answer(result): &Answer) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#)
}

/// The answer to a request that has no result; the id is null when it could not be read.
pub(super) fn refusal(id: &Value, refusal: Refusal, message: &str) -> String {
    let error = json!({ "code": refusal.code(), "message": message });
    json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string()
}

/// Something that the client is told.
pub(super) fn notification(method: &str, Answer(params): &Answer) -> String {
    let method = Value::from(method);
    format!(r#"{{"jsonrpc":"2.0","method":{method},"params":{params}}}"#)
}
