//! Text that came from a plan, made harmless in Markdown as forges read it: it stays text, and names and links nobody.

use crate::display::harmless;

/// Words at the begin of a line: what could begin a list there is escaped as well.
pub fn text(raw: &str) -> String {
    let out = inline(raw);
    let number = out.len() - out.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match out[number..].chars().next() {
        Some('-' | '+' | '=') if number == 0 => format!("\\{out}"),
        Some('.' | ')') if number > 0 => format!("{}\\{}", &out[..number], &out[number..]),
        Some(_) | None => out,
    }
}

/// Words inside a line or a cell: what could be markup is escaped; mentions, issue numbers and addresses are cut apart.
pub fn inline(raw: &str) -> String {
    let shown = harmless(raw);
    let mut out = String::with_capacity(shown.len() + 8);
    let bytes = shown.as_bytes();
    let inner = |at: usize| {
        let letter =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        letter(at.checked_sub(1)) && letter(Some(at + 1))
    };
    let starts = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'"');
    for (at, c) in shown.char_indices() {
        match c {
            '&' if starts(at + 1) => out.push_str("&amp;<!-- -->"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Other references of forges: merge requests, labels, milestones, snippets, epics; `GH-12`; emoji.
            '~' | '$' if starts(at + 1) => out.push_str(&format!("\\{c}<!-- -->")),
            '!' | '%' | '^' if starts(at + 1) => out.push_str(&format!("{c}<!-- -->")),
            '-' if at >= 2 && bytes[at - 2..at].eq_ignore_ascii_case(b"gh") && starts(at + 1) => {
                out.push_str("-<!-- -->");
            }
            ':' if is_emoji(&shown[at + 1..]) => out.push_str(":<!-- -->"),
            // Between letters or digits it is one: 120_000.
            '_' if inner(at) => out.push('_'),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // A comment of nothing stands between, so that a forge finds no user, issue or address to link.
            '@' => out.push_str("@<!-- -->"),
            '#' => out.push_str("\\#<!-- -->"),
            ':' if shown[at..].starts_with("://") => out.push_str(":<!-- -->"),
            '.' if at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www") => out.push_str("<!-- -->."),
            plain => out.push(plain),
        }
    }
    out
}

/// Whether a text goes on as the name of an emoji does: `tada:`.
fn is_emoji(rest: &str) -> bool {
    let name = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_+-".contains(c)));
    name.is_some_and(|end| end > 0 && rest[end..].starts_with(':'))
}

/// A sentence of ours: what stands between backticks in it, and is an id or a key, is code.
pub fn sentence(raw: &str) -> String {
    let is_name = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte))
    };
    let parts: Vec<&str> = raw.split('`').collect();
    let mut out = String::new();
    let mut open = false;
    for (at, part) in parts.iter().enumerate() {
        let closed = at + 1 < parts.len();
        if open && closed && is_name(part) {
            out.push_str(&code(part));
            open = false;
            continue;
        }
        if open {
            out.push_str("\\`");
        }
        out.push_str(&inline(part));
        open = closed;
    }
    out
}

/// A name or a key as code: the fence is longer than any run of backticks in it.
pub fn code(raw: &str) -> String {
    let shown = harmless(raw).replace('|', "\\|");
    if shown.trim().is_empty() {
        return String::new();
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{shown}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_is_text() {
        assert_eq!(
            text("a | b *c* _d_ `e` [f](g) <h> & ~i~"),
            "a \\| b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) &lt;h&gt; &amp; \\~<!-- -->i\\~"
        );
        assert_eq!(
            text("@team see #12 at https://x or www.x.y"),
            "@<!-- -->team see \\#<!-- -->12 at https:<!-- -->//x or www<!-- -->.x.y"
        );
        assert_eq!(
            text("!7 ~bug %\"v1\" &3 $5 GH-12 :tada: 4.9% a: b"),
            "!<!-- -->7 \\~<!-- -->bug %<!-- -->\"v1\" &amp;<!-- -->3 \\$<!-- -->5 GH-<!-- -->12 :<!-- -->tada: 4.9% a: b"
        );
        assert_eq!(inline("120_000 _a_ - b"), "120_000 \\_a\\_ - b");
        assert_eq!(text("- a"), "\\- a");
        assert_eq!(text("1. a"), "1\\. a");
        assert_eq!(text("line\nnext\u{202e}"), "line⏎next<U+202E>".replace('<', "&lt;").replace('>', "&gt;"));
    }

    #[test]
    fn names_in_a_sentence_are_code_and_what_only_looks_like_one_is_text() {
        assert_eq!(sentence("`crm` ends after `plan.end`"), "`crm` ends after `plan.end`");
        assert_eq!(sentence("a ` b `@all <b>` c"), "a \\` b \\`@<!-- -->all &lt;b&gt;\\` c");
        assert_eq!(sentence("`funded-by = …` and `a`"), "\\`funded-by = …\\` and `a`");
    }

    #[test]
    fn code_cannot_be_left() {
        assert_eq!(code("a.b"), "`a.b`");
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code("a|b\n"), "`a\\|b⏎`");
    }
}
