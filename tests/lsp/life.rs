//! From hello to goodbye: who may ask what when, and the status at the end.

use serde_json::{Value, json};

use crate::client::{Client, everything};

#[test]
fn a_server_that_is_shut_down_first_ends_well() {
    let mut client = Client::hello(&everything());
    assert_eq!(client.ask("shutdown", &Value::Null), Ok(Value::Null));
    assert_eq!(client.ask("textDocument/hover", &json!({})).unwrap_err()["code"], -32600);
    client.tell("exit", &Value::Null);
    assert_eq!(client.end(), (Some(0), String::new()));
}

#[test]
fn a_client_that_just_goes_is_noted() {
    let mut client = Client::hello(&everything());
    client.tell("exit", &Value::Null);
    assert_eq!(client.end().0, Some(1));
    assert_eq!(Client::hello(&everything()).end().0, Some(1));
    assert_eq!(Client::start().end().0, Some(1));
}

#[test]
fn nothing_is_answered_before_hello() {
    let mut client = Client::start();
    client.open("file:///p.toml", 1, "[plan]\n");
    assert_eq!(client.ask("textDocument/hover", &json!({})).unwrap_err()["code"], -32002);
    let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let greeting = client.ask("initialize", &params).unwrap();
    assert_eq!(greeting["serverInfo"]["name"], "milepost");
    assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(client.ask("initialize", &params).unwrap_err()["code"], -32600);
    assert_eq!(client.ask("milepost/nothing", &json!({})).unwrap_err()["code"], -32601);
    client.tell("milepost/nothing", &json!({}));
    client.tell("$/setTrace", &json!({ "value": "off" }));
    assert!(client.ask("workspace/symbol", &json!({ "query": "" })).is_ok());
}

#[test]
fn places_are_counted_as_was_agreed() {
    // Before the id stand a smile (4 bytes, 2 units, 1 character) and an é (2, 1, 1).
    let text = "[plan]\nstart = 2027-04-01\n[initiative.a]\ncost.x = { note = \"😀é\", kapital = 1 }\n";
    for (encoding, at) in [("utf-8", 28), ("utf-16", 25), ("utf-32", 24)] {
        let mut capabilities = everything();
        capabilities["general"]["positionEncodings"] = json!(["made-up", encoding]);
        let mut client = Client::start();
        let params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        let greeting = client.ask("initialize", &params).unwrap();
        assert_eq!(greeting["capabilities"]["positionEncoding"], encoding);
        client.open("file:///p.toml", 1, text);
        let problems = client.problems("file:///p.toml", 1);
        let unknown = problems.iter().find(|it| it["code"] == "M101").unwrap();
        let expected = json!({ "line": 3, "character": at });
        assert_eq!(unknown["range"]["start"], expected, "{encoding}");
    }
}
