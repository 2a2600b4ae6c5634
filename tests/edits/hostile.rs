//! Plans in every legal spelling, with comments in awkward places, drawn from a tape of bytes.

/// A source of choices; at its end every choice is the first, so that shorter tapes are simpler plans.
pub(crate) struct Tape<'a> {
    bytes: &'a [u8],
    at: usize,
    comments: usize,
    eol: &'static str,
}

impl<'a> Tape<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, comments: 0, eol: "\n" }
    }

    fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    pub(crate) fn pick(&mut self, choices: usize) -> usize {
        usize::from(self.byte()) % choices
    }

    pub(crate) fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.pick(choices.len())]
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        usize::from(self.byte()) * 100 >= 256 * (100 - percent) && percent > 0
    }

    fn comment(&mut self) -> String {
        self.comments += 1;
        let kind = self.of(&["", " [initiative.crm]", " \"quoted\", and = signs", " ]"]);
        format!("#c{}!{kind}", self.comments)
    }
}

/// One section: its header (empty for the top) and its lines, each without its last line end.
struct Section {
    header: String,
    lines: Vec<String>,
}

const IDS: [&str; 5] = ["alpha", "crm", "e-forms", "web", "zeta-2"];

/// A whole plan.
pub(crate) fn plan(tape: &mut Tape<'_>) -> String {
    tape.eol = if tape.chance(35) { "\r\n" } else { "\n" };
    let mut top = Section { header: String::new(), lines: Vec::new() };
    let mut sections = Vec::new();
    if tape.chance(60) {
        top.lines.push("milepost = 1".to_owned());
    }
    if tape.chance(60) {
        sections.push(Section { header: "plan".to_owned(), lines: vec!["start = 2027-04-01".to_owned()] });
    }
    stages(tape, &mut top, &mut sections);
    initiatives(tape, &mut top, &mut sections);
    envelopes(tape, &mut top, &mut sections);
    scenario(tape, &mut sections);
    let swaps = tape.pick(4);
    for _ in 0..swaps {
        let (a, b) = (tape.pick(sections.len().max(1)), tape.pick(sections.len().max(1)));
        if a < sections.len() && b < sections.len() {
            sections.swap(a, b);
        }
    }
    let mut text = if tape.chance(15) { "\u{feff}".to_owned() } else { String::new() };
    if tape.chance(40) {
        free_comment(tape, &mut text);
    }
    sections.insert(0, top);
    for section in sections {
        write(tape, &section, &mut text);
    }
    if tape.chance(20) {
        free_comment(tape, &mut text);
    }
    if tape.chance(20) {
        text.truncate(text.trim_end_matches(['\n', '\r']).len());
    }
    text
}

fn free_comment(tape: &mut Tape<'_>, text: &mut String) {
    let eol = tape.eol;
    let line = tape.comment();
    text.extend([eol, &line, eol, eol]);
}

fn write(tape: &mut Tape<'_>, section: &Section, text: &mut String) {
    let eol = tape.eol;
    if !section.header.is_empty() {
        if tape.chance(60) {
            text.push_str(eol);
        }
        if tape.chance(15) {
            free_comment(tape, text);
        }
        above(tape, text);
        let header = &section.header;
        let header = if tape.chance(10) { format!(" [ {header} ]") } else { format!("[{header}]") };
        text.push_str(&header);
        trailing(tape, text);
    }
    let indent = tape.of(&["", "", "", "  ", "\t"]);
    for line in &section.lines {
        if tape.chance(8) {
            text.push_str(eol);
        }
        if tape.chance(4) {
            free_comment(tape, text);
        }
        above(tape, text);
        text.push_str(indent);
        text.push_str(line);
        trailing(tape, text);
    }
    if tape.chance(15) {
        above(tape, text);
    }
}

fn above(tape: &mut Tape<'_>, text: &mut String) {
    if tape.chance(20) {
        let comment = tape.comment();
        let indent = tape.of(&["", "", "    "]);
        text.extend([indent, &comment, tape.eol]);
    }
}

fn trailing(tape: &mut Tape<'_>, text: &mut String) {
    if tape.chance(20) {
        let comment = tape.comment();
        text.push_str(tape.of(&[" ", "", "\t  "]));
        text.push_str(&comment);
    }
    text.push_str(tape.of(&["", "", "", "  "]));
    text.push_str(tape.eol);
}

fn stages(tape: &mut Tape<'_>, top: &mut Section, sections: &mut Vec<Section>) {
    let ids: Vec<&str> = ["one", "two", "three"].into_iter().take(tape.pick(4)).collect();
    let quoted = |tape: &mut Tape<'_>, id: &str| match tape.pick(6) {
        0 => format!("\"{id}\""),
        1 => format!("'{id}'"),
        _ => id.to_owned(),
    };
    match tape.pick(8) {
        0 if !ids.is_empty() => {
            let all: Vec<String> = ids
                .iter()
                .map(|id| format!("{}.title = 'S', {id}.after = {}", quoted(tape, id), one_line(tape)))
                .collect();
            top.lines.push(format!("stage = {{ {} }}", all.join(", ")));
        }
        1 if !ids.is_empty() => {
            let mut lines = Vec::new();
            for id in ids {
                lines.push(format!("{}.title = 'S'", quoted(tape, id)));
                lines.push(format!("{id}.after = {}", list(tape, 1)));
            }
            interleave(tape, &mut lines);
            sections.push(Section { header: "stage".to_owned(), lines });
        }
        _ => {
            for id in ids {
                let header = format!("stage.{}", quoted(tape, id));
                let after = list(tape, 1);
                let mut lines = vec!["title = \"Stage\"".to_owned()];
                match tape.pick(4) {
                    0 => {}
                    1 => lines.push(format!("gate = {{ title = \"G\", after = {} }}", one_line(tape))),
                    2 => {
                        let at = if tape.chance(40) { tape.pick(sections.len() + 1) } else { sections.len() };
                        sections.insert(at, section(&format!("{header}.gate"), &["title = 'G'"]));
                    }
                    _ => lines.push(format!("after = {after}")),
                }
                sections.push(Section { header, lines });
            }
        }
    }
}

fn initiatives(tape: &mut Tape<'_>, top: &mut Section, sections: &mut Vec<Section>) {
    let mut ids: Vec<&str> = IDS.iter().copied().filter(|_| tape.chance(65)).collect();
    if ids.is_empty() {
        ids.push("crm");
    }
    if tape.chance(25) {
        ids.reverse();
    }
    if tape.chance(6) {
        let all: Vec<String> = ids.iter().map(|id| format!("{id} = {{ {} }}", inline_keys(tape))).collect();
        top.lines.push(format!("initiative = {{ {} }}", all.join(", ")));
        return;
    }
    let root_dotted = tape.chance(12);
    let mut shared = Section { header: "initiative".to_owned(), lines: Vec::new() };
    for id in ids {
        let quoted = match tape.pick(8) {
            0 => format!("\"{id}\""),
            1 => format!("'{id}'"),
            _ => id.to_owned(),
        };
        match tape.pick(10) {
            0..=5 => with_header(tape, &quoted, sections),
            6 if root_dotted => top.lines.push(format!("initiative.{quoted} = {{ {} }}", inline_keys(tape))),
            6 => shared.lines.push(format!("{quoted} = {{ {} }}", inline_keys(tape))),
            _ => {
                let keys = keys(tape).into_iter();
                if root_dotted {
                    top.lines.extend(keys.map(|line| format!("initiative.{quoted}.{line}")));
                } else {
                    shared.lines.extend(keys.map(|line| format!("{quoted}.{line}")));
                }
            }
        }
    }
    if !root_dotted && !shared.lines.is_empty() {
        interleave(tape, &mut shared.lines);
        let at = tape.pick(sections.len() + 1);
        sections.insert(at, shared);
    }
}

/// Swaps some neighbours, so that dotted keys of one table stand apart.
fn interleave(tape: &mut Tape<'_>, lines: &mut [String]) {
    for at in 1..lines.len() {
        if tape.chance(35) {
            lines.swap(at - 1, at);
        }
    }
}

fn with_header(tape: &mut Tape<'_>, id: &str, sections: &mut Vec<Section>) {
    let header = format!("initiative.{id}");
    let mut lines = keys(tape);
    let mut below = Vec::new();
    match tape.pick(6) {
        0 => {}
        1 => {
            lines.push("cost.a = { capital = 1_000, low = 900 }".to_owned());
            lines.push("cost.'b' = { recurrent = 24_000, per = \"year\" }".to_owned());
            lines.push("benefit.x = {cashable=5,per='year'}".to_owned());
        }
        2 => {
            lines.push("cost.a.capital.2027-28 = 80_000".to_owned());
            lines.push("cost.b.one-off = 3".to_owned());
            lines.push("cost.a.capital.\"2028-29\" = 1".to_owned());
            lines.push("cost.a.note = 'n'".to_owned());
        }
        3 => lines.push("cost = { a = { capital = { 2027-28 = 1 } }, b.one-off = 2, b.low = 1 }".to_owned()),
        _ => {
            below.push(section(&format!("{header}.cost.a"), &["capital = 7", "note = \"n\""]));
            if tape.chance(40) {
                below.push(section(&format!("{header}.cost.b"), &["recurrent = 7", "per = \"year\""]));
                below.push(section(
                    &format!("{header}.cost.a.funded-by"),
                    &["borrowing = \"60%\"", "grants = \"40%\""],
                ));
            }
        }
    }
    if tape.chance(30) {
        interleave(tape, &mut lines);
    }
    if below.is_empty() || !tape.chance(25) {
        sections.push(Section { header, lines });
    }
    for section in below {
        let at = if tape.chance(30) { tape.pick(sections.len() + 1) } else { sections.len() };
        sections.insert(at, section);
    }
}

fn section(header: &str, lines: &[&str]) -> Section {
    Section { header: header.to_owned(), lines: lines.iter().map(|line| (*line).to_owned()).collect() }
}

/// Keys of an initiative, one a line (values may have several).
fn keys(tape: &mut Tape<'_>) -> Vec<String> {
    let eol = tape.eol;
    let mut lines = Vec::new();
    let title = tape.of(&[
        "title = \"A title\"",
        "\"title\"='x'",
        "'ti\\tle'   =  \"y\"",
        "title = \"# not a comment\"",
    ]);
    lines.push(title.replace("ti\\tle", "title"));
    if tape.chance(50) {
        lines.push(tape.of(&["duration = \"6 months\"", "duration='10w'"]).to_owned());
    }
    if tape.chance(30) {
        lines.push(tape.of(&["start = 2027-04-01", "not-before = \"2027-10\""]).to_owned());
    }
    if tape.chance(60) {
        let many = tape.pick(4);
        lines.push(format!("after = {}", list(tape, many)));
    }
    if tape.chance(25) {
        let many = tape.pick(3) + 1;
        lines.push(format!("tags={}", list(tape, many)));
    }
    if tape.chance(25) {
        lines.push(format!(
            "notes = \"\"\"{eol}# not a comment{eol}[initiative.fake]{eol}\"quoted\\\" \"\"\""
        ));
    }
    if tape.chance(15) {
        lines.push(format!("owner = '''a{eol}b'''"));
    }
    lines
}

/// Keys of an initiative in one line.
fn inline_keys(tape: &mut Tape<'_>) -> String {
    let after = one_line(tape);
    let mut keys = vec!["title = 'T'".to_owned(), format!("after = {after}")];
    if tape.chance(50) {
        keys.push("cost.a.capital = 1, cost.b = { one-off = 2 }, cost.a.low = 3".to_owned());
    } else {
        keys.push("cost = { a = { capital = { 2027-28 = 3 } } }".to_owned());
    }
    keys.join(", ")
}

fn one_line(tape: &mut Tape<'_>) -> &'static str {
    tape.of(&["'web'", "[]", "[\"web\"]", "[ 'web', \"alpha + 2 months\" ]", "[\"web\",]"])
}

const ITEMS: [&str; 4] = ["'web'", "\"alpha.start + 2 months\"", "\"stage:one\"", "\"gate:\\u0074wo\""];

/// A list in one of its layouts.
fn list(tape: &mut Tape<'_>, many: usize) -> String {
    let eol = tape.eol;
    let items: Vec<&str> = ITEMS.iter().copied().take(many).collect();
    match tape.pick(6) {
        0 if items.len() == 1 => items[0].to_owned(),
        0 | 1 => format!("[{}]", items.join(", ")),
        2 => format!("[ {}{} ]", items.join(" ,"), if items.is_empty() { "" } else { "," }),
        3 => {
            let open = if tape.chance(30) { tape.comment() } else { String::new() };
            format!("[ {open}{eol}  {}{eol}]", items.join(", "))
        }
        4 => {
            let lines: Vec<String> =
                items.iter().map(|item| format!("    {item} {}{eol}", remark(tape))).collect();
            format!("[{eol}{}]", lines.join("  , "))
        }
        _ => {
            let mut text = format!("[{}{eol}", remark(tape));
            let last = items.len().saturating_sub(1);
            for (at, item) in items.iter().enumerate() {
                above(tape, &mut text);
                let comma = if at < last || tape.chance(60) { "," } else { "" };
                text.extend(["\t", item, comma, " ", &remark(tape), eol]);
            }
            above(tape, &mut text);
            text + tape.of(&["]", "  ]"])
        }
    }
}

fn remark(tape: &mut Tape<'_>) -> String {
    if tape.chance(30) { tape.comment() } else { String::new() }
}

fn envelopes(tape: &mut Tape<'_>, top: &mut Section, sections: &mut Vec<Section>) {
    match tape.pick(4) {
        0 => {}
        1 => sections.push(section(
            "envelope.borrowing",
            &["pays = [\"capital\"]", "year.2027-28 = 430_000", "year.2029-30 = 1", "note = 'n'"],
        )),
        2 => {
            sections.push(section("envelope.borrowing.year", &["2027-28 = 1", "\"2028-29\" = 2"]));
            sections.push(section("envelope.borrowing", &["pays = ['capital']"]));
        }
        _ => top.lines.push("envelope.borrowing = { year = { 2027-28 = 5 } }".to_owned()),
    }
}

fn scenario(tape: &mut Tape<'_>, sections: &mut Vec<Section>) {
    match tape.pick(5) {
        0 => {}
        1 => sections.push(section("scenario.lean", &["title = \"Lean\""])),
        2 => {
            sections.push(section("scenario.lean", &["title = 'Lean'"]));
            sections.push(section(
                "scenario.lean.initiative.crm",
                &["duration = \"1 month\"", "unset = ['after']"],
            ));
        }
        3 => sections.push(section(
            "scenario.lean",
            &["title = \"Lean\"", "initiative.crm.duration = '1 month'", "initiative.web.cost.a.capital = 1"],
        )),
        _ => sections.push(section(
            "scenario",
            &["lean = { title = 'L', initiative = { web = { dropped = true } } }"],
        )),
    }
}
