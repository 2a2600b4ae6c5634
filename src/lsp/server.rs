//! The life of a server: who may ask what when, one message after the other, and what is told unasked.

use std::collections::{BTreeMap, VecDeque};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError};

use gen_lsp_types as lsp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::client::{Client, greeting};
use super::look::Look;
use super::message::{self, Answer, Incoming, Refusal};
use super::open::Open;
use super::{Ended, diagnostics, dispatch, frame, system_day};
use crate::units::Day;

/// Why a request has no result, and the sentence about it.
pub(super) type Refused = (Refusal, String);

/// Where a server is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nobody has said hello yet.
    Waiting,
    /// It answers.
    Serving,
    /// It was shut down and waits to be told to go.
    Down,
}

/// One server for one client.
pub(super) struct Server<W, R> {
    output: W,
    remark: R,
    today: Option<Day>,
    phase: Phase,
    client: Client,
    texts: BTreeMap<String, Open>,
    /// Set when the client has gone away or told it to go.
    ended: Option<Ended>,
}

impl<W: Write, R: FnMut(&str)> Server<W, R> {
    /// A server that nobody has spoken to yet.
    pub(super) fn new(output: W, remark: R, today: Option<Day>) -> Self {
        let (phase, client) = (Phase::Waiting, Client::default());
        Self { output, remark, today, phase, client, texts: BTreeMap::new(), ended: None }
    }

    /// Answers until the client goes away.
    pub(super) fn run(mut self, inbox: &Receiver<Incoming>) -> Ended {
        let mut waiting = VecDeque::new();
        while self.ended.is_none() {
            waiting.extend(inbox.try_iter());
            if let Some(message) = waiting.pop_front() {
                self.take(message, &waiting);
                continue;
            }
            // Nothing waits, so there is time to say what is wrong, one text at a time.
            match inbox.try_recv() {
                Ok(message) => waiting.push_back(message),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) if self.tell_one() => {}
                Err(_) => match inbox.recv() {
                    Ok(message) => waiting.push_back(message),
                    Err(_) => self.ended = Some(Ended::Left),
                },
            }
        }
        self.ended.unwrap_or(Ended::Left)
    }

    fn send(&mut self, message: &str) {
        if frame::write(&mut self.output, message).is_err() {
            self.ended.get_or_insert(Ended::Left);
        }
    }

    /// One message, and those that wait behind it.
    fn take(&mut self, message: Incoming, behind: &VecDeque<Incoming>) {
        match message {
            Incoming::Request { id, method, params } => {
                let answer = if is_cancelled(&id, behind) {
                    Err((Refusal::Cancelled, "the request was taken back".to_owned()))
                } else {
                    self.guarded(|server| server.request(&method, params))
                };
                let answer = match answer {
                    Ok(result) => message::result(&id, &result),
                    Err((refusal, sentence)) => message::refusal(&id, refusal, &sentence),
                };
                self.send(&answer);
            }
            Incoming::Notification { method, params } => {
                if let Err((_, sentence)) = self.guarded(|server| server.notification(&method, params)) {
                    (self.remark)(&format!(
                        "milepost lsp: {}: {sentence}\n",
                        crate::display::harmless(&method)
                    ));
                }
            }
            Incoming::Answer => {}
            Incoming::Broken(reason) => {
                (self.remark)(&format!("milepost lsp: {}\n", crate::display::harmless(&reason)));
                self.send(&message::refusal(&Value::Null, Refusal::Unread, &reason));
            }
        }
    }

    /// Does something that may turn out to be a fault of ours; the server lives on.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Refused>) -> Result<T, Refused> {
        let fault = "this is a fault of milepost, not of your plan; its output says where";
        catch_unwind(AssertUnwindSafe(|| work(self)))
            .unwrap_or_else(|_| Err((Refusal::Fault, fault.to_owned())))
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Answer, Refused> {
        match (self.phase, method) {
            (Phase::Waiting, "initialize") => {
                let params: lsp::InitializeParams = read(params)?;
                self.client = Client::of(&params);
                self.phase = Phase::Serving;
                written(&greeting(self.client))
            }
            (Phase::Waiting, _) => Err((Refusal::TooEarly, "`initialize` comes first".to_owned())),
            (Phase::Serving, "initialize") => Err((Refusal::Invalid, "`initialize` comes once".to_owned())),
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::Down;
                self.texts.clear();
                Ok(Answer::nothing())
            }
            (Phase::Serving, _) => dispatch::request(self, method, params),
            (Phase::Down, _) => Err((Refusal::Invalid, "the server is shut down".to_owned())),
        }
    }

    fn notification(&mut self, method: &str, params: Value) -> Result<(), Refused> {
        match (self.phase, method) {
            (Phase::Down, "exit") => self.ended = Some(Ended::Asked),
            (_, "exit") => self.ended = Some(Ended::Left),
            (Phase::Serving, "textDocument/didOpen") => {
                let params: lsp::DidOpenTextDocumentParams = read(params)?;
                let uri = params.text_document.uri.to_string();
                self.texts.insert(uri, Open::new(params.text_document, self.client));
            }
            (Phase::Serving, "textDocument/didChange") => {
                let params: lsp::DidChangeTextDocumentParams = read(params)?;
                let uri = params.text_document.text_document_identifier.uri.to_string();
                let open = self.texts.get_mut(&uri).ok_or_else(|| not_open(&uri))?;
                open.change(params, self.client);
            }
            (Phase::Serving, "textDocument/didClose") => {
                let params: lsp::DidCloseTextDocumentParams = read(params)?;
                let uri = params.text_document.uri.to_string();
                if self.texts.remove(&uri).is_some() {
                    self.publish(&diagnostics::none(&uri))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Finds out one thing that was not told yet and tells it, plans before scenarios; whether there was one.
    fn tell_one(&mut self) -> bool {
        let owing = self.texts.iter().filter_map(|(uri, open)| Some((open.owes()?, uri)));
        let Some((_, uri)) = owing.min() else { return false };
        let uri = uri.clone();
        let told = self.guarded(|server| {
            let today = server.today();
            let open = server.texts.get_mut(&uri).ok_or_else(|| not_open(&uri))?;
            let news = open.news(server.client, today);
            news.map_or(Ok(()), |news| server.publish(&news))
        });
        if let Err((_, sentence)) = told {
            (self.remark)(&format!("milepost lsp: {sentence}\n"));
        }
        true
    }

    fn publish(&mut self, told: &lsp::PublishDiagnosticsParams) -> Result<(), Refused> {
        let message = message::notification("textDocument/publishDiagnostics", &written(told)?);
        self.send(&message);
        Ok(())
    }

    fn today(&self) -> Day {
        self.today.unwrap_or_else(system_day)
    }

    /// Answers a request about one text.
    pub(super) fn about<P: DeserializeOwned, A: Serialize>(
        &mut self,
        params: Value,
        uri: impl FnOnce(&P) -> String,
        answer: impl FnOnce(&Look<'_>, &P) -> Result<A, String>,
    ) -> Result<Answer, Refused> {
        let params: P = read(params)?;
        let uri = uri(&params);
        let today = self.today();
        let open = self.texts.get_mut(&uri).ok_or_else(|| not_open(&uri))?;
        if !open.is_plan() {
            return Ok(Answer::nothing());
        }
        let look = open.look(&self.client, today);
        written(&answer(&look, &params).map_err(|sentence| (Refusal::Failed, sentence))?)
    }

    /// Answers a request about all texts that are open, in the order of their addresses.
    pub(super) fn about_all<P: DeserializeOwned, A: Serialize>(
        &mut self,
        params: Value,
        answer: impl Fn(&Look<'_>, &P) -> Vec<A>,
    ) -> Result<Answer, Refused> {
        let params: P = read(params)?;
        let today = self.today();
        let client = self.client;
        let plans = self.texts.values_mut().filter(|open| open.is_plan());
        let all: Vec<A> = plans.flat_map(|open| answer(&open.look(&client, today), &params)).collect();
        written(&all)
    }
}

/// Whether a request is taken back by what waits behind it.
fn is_cancelled(id: &Value, behind: &VecDeque<Incoming>) -> bool {
    behind.iter().any(|message| {
        matches!(message, Incoming::Notification { method, params }
            if method == "$/cancelRequest" && params.get("id") == Some(id))
    })
}

fn not_open(uri: &str) -> Refused {
    (Refusal::Params, format!("{} is not open", crate::display::harmless(uri)))
}

fn read<P: DeserializeOwned>(params: Value) -> Result<P, Refused> {
    serde_json::from_value(params).map_err(|cause| (Refusal::Params, cause.to_string()))
}

fn written(answer: &impl Serialize) -> Result<Answer, Refused> {
    Answer::of(answer).map_err(|cause| (Refusal::Fault, cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_ours_is_a_sentence_and_the_server_lives_on() {
        let mut server = Server::new(Vec::new(), |_: &str| {}, None);
        let answer: Result<(), Refused> = server.guarded(|_| panic!("a test of what becomes of a panic"));
        assert_eq!(answer.unwrap_err().0, Refusal::Fault);
        server.take(
            Incoming::Notification { method: "exit".to_owned(), params: Value::Null },
            &VecDeque::new(),
        );
        assert_eq!(server.ended, Some(Ended::Left));
    }
}
