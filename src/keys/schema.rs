//! The key table as a JSON Schema, for editors that complete and check TOML.

use serde_json::{Map, Value, json};

use super::place::only_at_top;
use super::{Edge, Figure, Key, Length, Table, Type, named};

const ID: &str = "^[a-z0-9][a-z0-9-]*$";
const YEAR: &str = "^[0-9]{4}([-/][0-9]{2})?$";
const PERCENT: &str = "^\\s*[-+]?[0-9][0-9_]*(\\.[0-9]+)?\\s*%\\s*$";
const DURATION: &str = "^\\s*[0-9]+\\s*([dD]|[wW]|[mM]|[qQ]|[yY]|days?|weeks?|months?|quarters?|years?)\\s*$";
const DURATIONS: &str = "^.*[0-9].* to .*[0-9].*$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$";
const BOUND: &str = "^([0-9]{4}-[0-9]{2}(-[0-9]{2})?|(start|finish)(\\s*[-+]\\s*[0-9]+\\s*[A-Za-z]+)?)$";
const REFERENCE: &str = "^((stage:|gate:)?[a-z0-9][a-z0-9-]*(\\.(start|finish))?)(\\s*\\+\\s*[0-9]+\\s*[A-Za-z]+|\\s+-\\s*[0-9]+\\s*[A-Za-z]+)?$";

/// The JSON Schema (draft 7, which every editor's tool reads) of a plan file.
///
/// *Shape*: inline tables, dotted keys and headers are the same in it. TOML dates are strings, as schema tools read
/// them. Unknown keys are allowed, because milepost keeps them. A key that takes values of several types names them all in
/// one schema rather than in several (`anyOf`): tools then offer it once, and say in one sentence what is wrong.
pub fn schema() -> Value {
    let top = named("").expect("the key table has its top");
    let mut root = Map::new();
    root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
    root.insert("title".into(), json!("milepost plan"));
    root.extend(object(top, true));
    root.insert("definitions".into(), json!({ "overlay": scenario(top) }));
    Value::Object(root)
}

/// The schema of a table; overlays may also say what they remove.
fn object(table: &Table, plan: bool) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in table.keys.iter().filter(|key| plan || !only_at_top(key) || !table.name.is_empty()) {
        properties.insert(key.name.to_owned(), described(key, plan));
    }
    if !plan {
        properties.insert(
            "unset".to_owned(),
            json!({ "description": "Keys of the plan that this overlay takes away", "type": "array", "items": { "type": "string" } }),
        );
    }
    let mut schema = Map::new();
    schema.insert("type".into(), json!("object"));
    schema.insert("description".into(), json!(table.doc));
    schema.insert("properties".into(), Value::Object(properties));
    let required: Vec<&str> = table.keys.iter().filter(|key| key.is_required()).map(|key| key.name).collect();
    // What an overlay does not say, the plan below it does.
    if plan && !required.is_empty() {
        schema.insert("required".into(), json!(required));
    }
    if let Some(first) = first_keys(table.name) {
        schema.insert("x-taplo".into(), json!({ "initKeys": first }));
    }
    schema
}

/// A scenario: whatever stands at the top, and its title.
fn scenario(top: &Table) -> Value {
    let mut schema = object(top, false);
    let own = named("scenario").expect("the key table has scenarios");
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.extend(own.keys.iter().map(|key| (key.name.to_owned(), described(key, true))));
    }
    schema.insert("description".into(), json!(own.doc));
    Value::Object(schema)
}

/// The keys that a new table begins with, for tools that write it.
fn first_keys(table: &str) -> Option<&'static [&'static str]> {
    match table {
        "plan" => Some(&["title", "start"]),
        "initiative" => Some(&["title", "duration"]),
        "stage" | "envelope" | "technology" | "partner" | "case" => Some(&["title"]),
        _ => None,
    }
}

fn described(key: &Key, plan: bool) -> Value {
    let mut schema = shape(key.ty, plan);
    let default = if key.default.is_empty() { String::new() } else { format!(" Default: {}.", key.default) };
    let later = if key.counts { "" } else { " Read and kept; not counted yet." };
    schema.insert("description".into(), json!(format!("{}.{default}{later}", key.doc)));
    if let Some(default) = written(key.default) {
        schema.insert("default".into(), default);
    }
    Value::Object(schema)
}

/// A default that is a value, and not words about it.
fn written(default: &str) -> Option<Value> {
    if let Some(text) = default.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(json!(text));
    }
    match default {
        "true" => Some(json!(true)),
        "false" => Some(json!(false)),
        number => number.parse::<i64>().ok().map(|number| json!(number)),
    }
}

/// The fields of an object of JSON.
fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => unreachable!("a schema is an object, not {other}"),
    }
}

/// Values under keys of one pattern.
fn keyed(pattern: &str, value: &Value) -> Map<String, Value> {
    fields(
        json!({ "type": "object", "patternProperties": { pattern: value }, "additionalProperties": false }),
    )
}

fn by_year(value: &Value) -> Map<String, Value> {
    keyed(YEAR, value)
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// One of several types in one schema: what each of them says holds for its own type alone.
fn either(one: Map<String, Value>, other: Map<String, Value>) -> Map<String, Value> {
    let mut both = one;
    for (word, value) in other {
        match (word.as_str(), both.get_mut(&word)) {
            ("type", Some(own)) => *own = json!([own.clone(), value]),
            _ => {
                both.insert(word, value);
            }
        }
    }
    both
}

/// An item, or a list of such.
fn one_or_list(item: &Value) -> Map<String, Value> {
    either(fields(item.clone()), fields(json!({ "type": "array", "items": item })))
}

fn shape(ty: Type, plan: bool) -> Map<String, Value> {
    let number = json!({ "type": "number" });
    match ty {
        Type::Text | Type::Notes => fields(json!({ "type": "string" })),
        Type::Date(Edge::Begin | Edge::End) => fields(text(DATE)),
        Type::Duration(Length::Any | Length::Months | Length::Years) => fields(text(DURATION)),
        Type::DurationRange => either(
            fields(text(DURATIONS)),
            fields(json!({ "type": "array", "items": text(DURATION), "minItems": 2, "maxItems": 2 })),
        ),
        Type::Money | Type::Price | Type::Number(None) => fields(number),
        Type::Amount => either(fields(number.clone()), by_year(&number)),
        Type::Percent(..) => fields(text(PERCENT)),
        Type::Percents(words) => {
            let each: Map<String, Value> =
                words.iter().map(|word| ((*word).to_owned(), text(PERCENT))).collect();
            let table = json!({ "type": "object", "properties": each, "additionalProperties": false });
            either(fields(text(PERCENT)), fields(table))
        }
        Type::Bool => fields(json!({ "type": "boolean" })),
        Type::Integer(i64::MIN, _) => fields(json!({ "type": "integer" })),
        Type::Integer(least, i64::MAX) => fields(json!({ "type": "integer", "minimum": least })),
        Type::Integer(least, most) => fields(json!({ "type": "integer", "minimum": least, "maximum": most })),
        Type::Number(Some((least, most))) => {
            fields(json!({ "type": "number", "minimum": least, "maximum": most }))
        }
        Type::Choice(words) => fields(json!({ "type": "string", "enum": words })),
        // The words hold for the list as well, so they cannot stand beside it.
        Type::Choices(words) => {
            let word = json!({ "type": "string", "enum": words });
            fields(json!({ "anyOf": [word, { "type": "array", "items": word }] }))
        }
        Type::Id(_) => fields(text(ID)),
        Type::Ids(_) => one_or_list(&text(ID)),
        Type::Links => one_or_list(&text(REFERENCE)),
        Type::Texts => one_or_list(&json!({ "type": "string" })),
        Type::Years(Figure::Money) => by_year(&number),
        Type::Years(Figure::Count) => by_year(&json!({ "type": "number", "minimum": 0 })),
        Type::Shares(_) => either(fields(text(ID)), keyed(ID, &text(PERCENT))),
        Type::Parts(_) => keyed(ID, &text(PERCENT)),
        Type::Bound(Edge::Begin | Edge::End) => fields(text(BOUND)),
        Type::Currency => fields(text("^[A-Z]{3}$")),
        Type::YearStart => fields(text("^(0[1-9]|1[0-2])-01$")),
        Type::Year => fields(json!({ "type": ["string", "integer"], "pattern": YEAR })),
        Type::Decisions => keyed("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", &json!({ "type": "string" })),
        Type::Acceptances => keyed("^M[0-9]{3}$", &json!({ "type": "string" })),
        Type::Table(name) => object(named(name).expect("a key's table exists"), plan),
        Type::Tables("scenario") => keyed(ID, &json!({ "$ref": "#/definitions/overlay" })),
        Type::Tables(name) => {
            keyed(ID, &Value::Object(object(named(name).expect("a key's table exists"), plan)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_has_every_table() {
        let schema = schema();
        let initiative = &schema["properties"]["initiative"]["patternProperties"][ID]["properties"];
        assert_eq!(initiative["status"]["enum"][0], "idea");
        let capital = &initiative["cost"]["patternProperties"][ID]["properties"]["capital"];
        assert_eq!(capital["type"], json!(["number", "object"]));
        assert_eq!(initiative["status"]["default"], "proposed");
        assert_eq!(schema["properties"]["plan"]["properties"]["start"].get("default"), None);
        let overlay = &schema["definitions"]["overlay"]["properties"];
        assert!(overlay.get("scenario").is_none() && overlay.get("title").is_some());
        assert!(
            overlay["envelope"]["patternProperties"][ID]["properties"]["reserve"].get("required").is_none()
        );
    }
}
