//! Generated plans of any size, always the same for one seed, with totals that are known without computing the plan.

use std::fmt::Write;

/// A generated plan.
pub struct Generated {
    /// Its text, about 420 bytes an initiative.
    pub text: String,
    /// The sum of all capital, in pence.
    pub capital: i128,
    /// The sum of all one-off money, in pence.
    pub one_off: i128,
}

/// How deep the network is: an initiative waits only for those of lower layers, so that plans of any size end in time.
const LAYERS: usize = 24;
const STAGES: [&str; 4] = ["existing", "small-steps", "reimagine", "digital-business"];

/// A plan of `size` initiatives.
pub fn generate(size: usize, seed: u64) -> Generated {
    let mut random = Random(seed);
    let mut plan = Generated { text: String::with_capacity(size * 450), capital: 0, one_off: 0 };
    head(&mut plan.text, size);
    for at in 0..size {
        initiative(&mut plan, at, size, &mut random);
    }
    plan
}

fn head(text: &mut String, size: usize) {
    text.push_str("[plan]\ntitle = \"Generated\"\nstart = 2027-04-01\nend = 2047-03-31\n\n");
    text.push_str("[assumptions]\nsavings-lag = \"3 months\"\nsavings-ramp = \"12 months\"\n\n");
    for stage in STAGES {
        writeln!(text, "[stage.{stage}]\ntitle = \"Stage {stage}\"\n")
            .expect("a string takes what is written");
    }
    // Room for everything, so that the plan is affordable and its diagnostics are few.
    let year = size * 400_000;
    for (envelope, pays) in
        [("capital-programme", "capital"), ("reserve", "one-off"), ("revenue", "recurrent")]
    {
        writeln!(text, "[envelope.{envelope}]\npays = [\"{pays}\"]").expect("a string takes what is written");
        for first in 2027..2047 {
            writeln!(text, "year.{first}-{:02} = {year}", (first + 1) % 100)
                .expect("a string takes what is written");
        }
        text.push('\n');
    }
}

fn initiative(plan: &mut Generated, at: usize, size: usize, random: &mut Random) {
    let (layer, months) = (at % LAYERS, 2 + random.below(9));
    let capital = 10_000 + 500 * i128::from(random.below(400));
    let one_off = 5_000 + 250 * i128::from(random.below(200));
    plan.capital += capital * 100;
    plan.one_off += one_off * 100;
    let text = &mut plan.text;
    let mut line = |line: std::fmt::Arguments<'_>| {
        text.write_fmt(line).and_then(|()| text.write_char('\n')).expect("a string takes what is written");
    };
    line(format_args!("[initiative.item-{at:05}]"));
    line(format_args!("title = \"Initiative number {at} of the generated plan\""));
    line(format_args!("code = \"G-{at:05}\""));
    line(format_args!("stage = \"{}\"", STAGES[layer * STAGES.len() / LAYERS]));
    line(format_args!("owner = \"Service {}\"", at % 17));
    line(format_args!("duration = \"{months} months\""));
    if layer > 0 && at >= LAYERS {
        line(format_args!("after = ["));
        for _ in 0..=random.below(2) {
            let lower = random.below(layer as u64) as usize;
            let row = random.below((size / LAYERS) as u64) as usize;
            line(format_args!("    \"item-{:05}\",", row * LAYERS + lower));
        }
        line(format_args!("]"));
    }
    line(format_args!("cost.build = {{ capital = {capital} }}"));
    line(format_args!("cost.delivery = {{ one-off = {one_off} }}"));
    line(format_args!("cost.licences = {{ recurrent = {}, per = \"year\" }}", 1_000 + random.below(20_000)));
    line(format_args!(
        "benefit.time = {{ cashable = {}, per = \"year\" }} # agreed with the service",
        2_000 + random.below(40_000)
    ));
    line(format_args!(""));
}

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
struct Random(u64);

impl Random {
    /// A number under `most`.
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}
