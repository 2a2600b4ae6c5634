//! How colours look to people who see them otherwise, and how far apart two colours are.
//!
//! *Sources*: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
//! Vision Deficiency", IEEE TVCG 15(6), 2009, table 1 at severity 1.0, applied to linear sRGB; B. Ottosson, "A perceptual
//! color space for image processing" (`OKLab`), 2020.

use super::Colour;

/// A kind of colour vision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// With all three kinds of cones.
    Normal,
    /// Without the cones for long waves.
    Protanopia,
    /// Without the cones for middle waves.
    Deuteranopia,
    /// Without the cones for short waves.
    Tritanopia,
}

type Matrix = [[f64; 3]; 3];

impl Vision {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// What becomes of linear red, green and blue.
    const fn matrix(self) -> Matrix {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// How far apart two colours look: the distance in `OKLab` times 100, 0 to 100; `None` where the terminal decides.
pub fn difference(one: Colour, other: Colour, vision: Vision) -> Option<f64> {
    let (one, other) = (oklab(seen(one, vision)?), oklab(seen(other, vision)?));
    let squares = one.iter().zip(other).map(|(a, b)| (a - b).powi(2));
    Some(100.0 * squares.sum::<f64>().sqrt())
}

/// Linear red, green and blue as they are seen.
fn seen(colour: Colour, vision: Vision) -> Option<[f64; 3]> {
    Some(times(vision.matrix(), colour.linear()?).map(|part| part.clamp(0.0, 1.0)))
}

fn times(matrix: Matrix, by: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
}

fn oklab(linear: [f64; 3]) -> [f64; 3] {
    const CONES: Matrix = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: Matrix = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(LAB, times(CONES, linear).map(f64::cbrt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_space_has_its_published_corners() {
        // Ottosson: white is (1, 0, 0), black (0, 0, 0), the red of sRGB (0.62796, 0.22486, 0.12585).
        let close = |one: [f64; 3], other: [f64; 3]| one.iter().zip(other).all(|(a, b)| (a - b).abs() < 2e-5);
        assert!(close(oklab([1.0; 3]), [1.0, 0.0, 0.0]));
        assert!(close(oklab([0.0; 3]), [0.0; 3]));
        assert!(close(oklab([1.0, 0.0, 0.0]), [0.627_96, 0.224_86, 0.125_85]));
    }

    #[test]
    fn greys_look_the_same_to_everyone_and_red_near_green_to_some() {
        let (grey, black) = (Colour::Rgb(128, 128, 128), Colour::Rgb(0, 0, 0));
        let normal = difference(grey, black, Vision::Normal).unwrap();
        for vision in Vision::ALL {
            // Each row of the published matrices sums to 1, so grey stays grey.
            assert!((difference(grey, black, vision).unwrap() - normal).abs() < 0.1);
        }
        // Olive and brick, as far apart as traffic lights to most and nearly one colour to a deuteranope.
        let (olive, brick) = (Colour::Rgb(120, 130, 40), Colour::Rgb(180, 100, 40));
        let apart = |vision| difference(olive, brick, vision).unwrap();
        assert!(apart(Vision::Normal) > 2.0 * apart(Vision::Deuteranopia));
        assert_eq!(difference(Colour::Ansi(1), olive, Vision::Normal), None);
    }
}
