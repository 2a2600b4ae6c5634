//! A difference as one page of its own: nothing is loaded, no script runs, and text of a plan is only ever text.

use crate::cli::paint::Role;
use crate::display::{Align, harmless, markup};
use crate::views::changes::page::{Grid, Line, Page, Part, Row, Section, Span};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1f;--muted:#5c5f66;--line:#d9dbe0;--page:#fff;--over:#a3121c;--tight:#8a5a00;--within:#0b5c7d}\
@media(prefers-color-scheme:dark){:root{--ink:#e7e7ea;--muted:#a0a3ab;--line:#3a3c43;--page:#17181b;--over:#ff8a84;--tight:#f0b44c;--within:#7cc7e8}}\
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);max-width:72rem;margin:2rem auto;padding:0 1.25rem}\
h1{font-size:1.35rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .4rem}h2 small,summary small{color:var(--muted);font-weight:400}\
p{margin:.3rem 0}.names{color:var(--muted)}.verdict{font-weight:600;margin-top:.8rem}ul{margin:.6rem 0;padding-left:1.2rem}\
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th{font-weight:600;color:var(--muted);text-align:left}\
th,td{padding:.22rem .9rem .22rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}\
.n{text-align:right;white-space:nowrap}code{font:13px/1.4 ui-monospace,monospace}.over{color:var(--over)}.tight{color:var(--tight)}\
.within{color:var(--within)}.muted{color:var(--muted)}.strong{font-weight:600}details{margin-top:2rem}summary{font-weight:600;cursor:pointer}\
.wide{overflow-x:auto}";

/// How many rows of one table are written out.
const MOST: usize = 2_000;

/// The page, with lines of small print at its end.
pub fn tell(page: &Page, small: &[String]) -> String {
    let title = escape(&page.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}: what differs</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    out.push_str(&format!(
        "<p class=\"names\"><code>{}</code> → <code>{}</code></p>\n",
        escape(&page.names.0),
        escape(&page.names.1)
    ));
    out.push_str(&format!("<p class=\"verdict\">{}</p>\n", span(&page.verdict)));
    if let Some(before) = &page.before {
        out.push_str(&format!("<p class=\"muted\">was {}</p>\n", escape(&before.text)));
    }
    out.push_str(&list(&page.facts));
    for it in &page.sections {
        out.push_str(&section(it));
    }
    for line in small {
        out.push_str(&format!("<p class=\"names\">{}</p>\n", escape(line)));
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn section(section: &Section) -> String {
    let body: String = section.parts.iter().map(part).collect();
    let head = format!("{} <small>{}</small>", escape(section.title), section.count);
    if section.folded {
        format!("<details open><summary>{head}</summary>\n{body}</details>\n")
    } else {
        format!("<h2>{head}</h2>\n{body}")
    }
}

fn part(part: &Part) -> String {
    match part {
        Part::Grid(grid) => table(grid),
        Part::Lines(all) => list(all),
    }
}

fn list(lines: &[Row]) -> String {
    let mut out = String::from("<ul>\n");
    for it in lines.iter().take(MOST) {
        out.push_str(&format!("<li>{}</li>\n", it.cells.iter().map(line).collect::<String>()));
    }
    format!("{out}</ul>\n{}", rest(lines.len()))
}

fn table(grid: &Grid) -> String {
    let class = |at: usize| match grid.columns[at].1 {
        Align::Left => "",
        Align::Right => " class=\"n\"",
    };
    let mut out = String::from("<div class=\"wide\"><table>\n<tr>");
    for (at, (title, _)) in grid.columns.iter().enumerate() {
        out.push_str(&format!("<th{}>{}</th>", class(at), escape(title)));
    }
    out.push_str("</tr>\n");
    let rows = grid.gathered();
    for row in rows.iter().take(MOST) {
        out.push_str("<tr>");
        for at in 0..grid.columns.len() {
            let cell = row.cells.get(at).map_or_else(String::new, line);
            out.push_str(&format!("<td{}>{cell}</td>", class(at)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
    out.push_str(&rest(rows.len()));
    out
}

fn rest(all: usize) -> String {
    if all > MOST { format!("<p class=\"muted\">and {} more</p>\n", all - MOST) } else { String::new() }
}

fn line(line: &Line) -> String {
    line.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let text = escape(&span.text);
    if text.is_empty() {
        return text;
    }
    let text = if span.code { format!("<code>{text}</code>") } else { text };
    let class = match span.look {
        None => return text,
        Some(Role::Over) => "over",
        Some(Role::Tight) => "tight",
        Some(Role::Within) => "within",
        Some(Role::Strong) => "strong",
        Some(Role::Muted) => "muted",
    };
    format!("<span class=\"{class}\">{text}</span>")
}

/// Text that is only ever text.
fn escape(raw: &str) -> String {
    markup(&harmless(raw))
}
