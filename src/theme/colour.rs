//! A colour as a theme writes it, and the nearest one that a terminal has.

use super::Depth;

/// A colour as a theme writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the sixteen of the terminal, 0 to 15.
    Ansi(u8),
    /// One of the fixed 256, 16 to 255.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "grey",
    "light-red",
    "light-green",
    "light-yellow",
    "light-blue",
    "light-magenta",
    "light-cyan",
    "light-white",
];

/// The sixteen as xterm shows them; terminals differ, so this only serves to find the nearest.
const SIXTEEN: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// Reads `#rrggbb`, a number from 0 to 255, or an ANSI name.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(hex) = text.strip_prefix('#') {
            if hex.len() != 6 || !hex.is_ascii() {
                return None;
            }
            let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
            return Some(Self::Rgb(part(0)?, part(2)?, part(4)?));
        }
        if let Some(at) = NAMES.iter().position(|name| *name == text) {
            return Some(Self::Ansi(at as u8));
        }
        let number: u8 = text.parse().ok()?;
        Some(if number < 16 { Self::Ansi(number) } else { Self::Indexed(number) })
    }

    /// The nearest colour that a terminal of this depth has; `None` where there are no colours.
    pub fn at(self, depth: Depth) -> Option<Self> {
        match depth {
            Depth::True => Some(self),
            Depth::Fixed256 => Some(match self {
                Self::Rgb(..) => self.indexed(),
                Self::Ansi(_) | Self::Indexed(_) => self,
            }),
            Depth::Ansi16 => Some(match self {
                Self::Ansi(_) => self,
                Self::Indexed(_) | Self::Rgb(..) => self.ansi(),
            }),
            Depth::None => None,
        }
    }

    /// This colour mixed with so many percent of another; where the terminal decides, it stays.
    #[must_use]
    pub fn towards(self, other: Self, percent: u8) -> Self {
        let (Self::Rgb(r, g, b), Self::Rgb(to_r, to_g, to_b)) = (self, other) else { return self };
        let percent = u16::from(percent.min(100));
        let mix =
            |from: u8, to: u8| ((u16::from(from) * (100 - percent) + u16::from(to) * percent) / 100) as u8;
        Self::Rgb(mix(r, to_r), mix(g, to_g), mix(b, to_b))
    }

    /// What it looks like, where that is known: the terminal's own sixteen are not.
    fn rgb(self) -> Option<(u8, u8, u8)> {
        match self {
            Self::Ansi(_) => None,
            Self::Rgb(r, g, b) => Some((r, g, b)),
            Self::Indexed(at) if at >= 232 => {
                let grey = 8 + 10 * (at - 232);
                Some((grey, grey, grey))
            }
            Self::Indexed(at) => {
                let at = usize::from(at.max(16) - 16);
                Some((STEPS[at / 36], STEPS[at / 6 % 6], STEPS[at % 6]))
            }
        }
    }

    /// Red, green and blue as light, 0 to 1, without the curve of sRGB (IEC 61966-2-1).
    pub(super) fn linear(self) -> Option<[f64; 3]> {
        let (r, g, b) = self.rgb()?;
        Some([r, g, b].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        }))
    }

    fn indexed(self) -> Self {
        (16..=255)
            .map(Self::Indexed)
            .min_by_key(|candidate| distance(candidate.rgb(), self.rgb()))
            .expect("there are 240 candidates")
    }

    /// Of the sixteen the one of the same hue: the nearest by distance takes the red of a breach for grey.
    fn ansi(self) -> Self {
        let Some((r, g, b)) = self.rgb() else { return self };
        if let Some(hue) = hue(r, g, b) {
            let bright = r.max(g).max(b) >= BRIGHT;
            return Self::Ansi(of_hue(hue, bright) + if bright { 8 } else { 0 });
        }
        let light = r.max(g).max(b) >= LIGHT;
        let greys = if light { [7, 15] } else { [0, 8] };
        let nearest =
            greys.into_iter().min_by_key(|at| distance(Some(SIXTEEN[usize::from(*at)]), self.rgb()));
        Self::Ansi(nearest.expect("there are two greys"))
    }
}

/// From which strength of its strongest primary on a colour is one of the bright ones.
const BRIGHT: u8 = 190;
/// The same of a grey that is one of the two light ones.
const LIGHT: u8 = 144;
/// How far apart the primaries of a colour are at least that is not grey to the eye; a quarter of the strongest as well.
const COLOURED: i32 = 40;

/// The hue in degrees; `None`: it is a grey.
fn hue(r: u8, g: u8, b: u8) -> Option<i32> {
    let (r, g, b) = (i32::from(r), i32::from(g), i32::from(b));
    let most = r.max(g).max(b);
    let spread = most - r.min(g).min(b);
    if spread < COLOURED || 4 * spread < most {
        return None;
    }
    let angle = match () {
        () if most == r => 60 * (g - b) / spread,
        () if most == g => 120 + 60 * (b - r) / spread,
        () => 240 + 60 * (r - g) / spread,
    };
    Some(angle.rem_euclid(360))
}

/// Red to cyan, 1 to 6. What is dark stands on white, where yellow and cyan are hard to read.
const fn of_hue(hue: i32, bright: bool) -> u8 {
    match (hue, bright) {
        (0..25 | 330.., _) | (25..50, false) => 1,
        (25..70, true) | (50..70, false) => 3,
        (70..165, _) => 2,
        (165..215, true) | (165..185, false) => 6,
        (215..260, true) | (185..260, false) => 4,
        (_, _) => 5,
    }
}

/// Squared distance weighted as the eye weighs the three primaries (the "redmean" approximation).
fn distance(one: Option<(u8, u8, u8)>, other: Option<(u8, u8, u8)>) -> i64 {
    let (Some(one), Some(other)) = (one, other) else { return i64::MAX };
    let difference = |a: u8, b: u8| i64::from(a) - i64::from(b);
    let mean = i64::midpoint(i64::from(one.0), i64::from(other.0));
    let (r, g, b) = (difference(one.0, other.0), difference(one.1, other.1), difference(one.2, other.2));
    (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b * b) >> 8)
}

/// The contrast of two colours, 1 to 21, as WCAG 2.2 defines it; `None` where the terminal decides.
///
/// *Source*: Web Content Accessibility Guidelines 2.2, definitions of "contrast ratio" and "relative luminance".
pub fn contrast(one: Colour, other: Colour) -> Option<f64> {
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (one, other) = (luminance(one.linear()?), luminance(other.linear()?));
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_brought_down() {
        assert_eq!(Colour::parse("#ff0000"), Some(Colour::Rgb(255, 0, 0)));
        assert_eq!(Colour::parse("light-blue"), Some(Colour::Ansi(12)));
        assert_eq!(Colour::parse("196"), Some(Colour::Indexed(196)));
        assert_eq!(Colour::parse("#ff00"), None);
        // 196 is the pure red of the cube, 9 the bright red of the sixteen.
        assert_eq!(Colour::Rgb(255, 0, 0).at(Depth::Fixed256), Some(Colour::Indexed(196)));
        assert_eq!(Colour::Rgb(255, 0, 0).at(Depth::Ansi16), Some(Colour::Ansi(9)));
        assert_eq!(Colour::Rgb(255, 0, 0).at(Depth::None), None);
    }

    #[test]
    fn of_the_sixteen_the_one_of_the_same_hue_is_taken() {
        for (colour, expected) in [
            ("#ff7268", 9),
            ("#8a0012", 1),
            ("#f3c557", 11),
            ("#8f5a00", 1),
            ("#62bdf7", 14),
            ("#1357a6", 4),
            ("#2f9e44", 2),
            ("#c9adff", 13),
            ("#a3afbf", 7),
            ("#4f5967", 8),
            ("#cfe2ff", 7),
            ("#0e1116", 0),
            ("#fdfcf9", 15),
        ] {
            let brought_down = Colour::parse(colour).unwrap().at(Depth::Ansi16);
            assert_eq!(brought_down, Some(Colour::Ansi(expected)), "{colour}");
        }
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        let measured = contrast(Colour::Rgb(0, 0, 0), Colour::Rgb(255, 255, 255)).unwrap();
        assert!((measured - 21.0).abs() < 1e-9);
        // WCAG's own example of the least grey for text on white: #767676 is 4.54 to 1.
        let grey = contrast(Colour::Rgb(118, 118, 118), Colour::Rgb(255, 255, 255)).unwrap();
        assert!((grey - 4.54).abs() < 0.005);
    }
}
