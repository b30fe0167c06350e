//! VERDICT.md V5: misses that a contract allows must not gather in one place.
//!
//! Knows where elements lie, not what they hold.

/// How an output's elements lie: index = (y·width + x)·channels + channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grid {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Elements of one place.
    pub channels: usize,
}

/// Side of a tile.
const TILE: usize = 8;

impl Grid {
    /// One row.
    pub fn line(length: usize) -> Self {
        Self { width: length, height: 1, channels: 1 }
    }

    /// Elements.
    pub fn len(&self) -> usize {
        self.width * self.height * self.channels
    }

    /// Column and row of an element.
    pub fn place(&self, index: usize) -> (usize, usize) {
        let place = index / self.channels.max(1);
        (place % self.width.max(1), place / self.width.max(1))
    }

    /// Whether an element lies at the rim of a grid that has an inside.
    pub fn is_border(&self, index: usize) -> bool {
        let (x, y) = self.place(index);
        self.height > 2
            && self.width > 2
            && (x == 0 || y == 0 || x + 1 == self.width || y + 1 == self.height)
    }

    /// The row, column, border or 8×8 tile (in one row: 64 neighbours) in which more than twice
    /// the share `allowed` of the elements is missed, and the first of them. One miss alone never
    /// makes a region.
    pub fn gathered(&self, misses: &[usize], allowed: f64) -> Option<(String, usize)> {
        if misses.len() < 2 || self.width == 0 || self.height == 0 {
            return None;
        }
        let flat = self.height == 1;
        let across = self.width.div_ceil(TILE);
        let named = |index: usize| -> Vec<(Region, usize)> {
            let (x, y) = self.place(index);
            if flat {
                let from = x / (TILE * TILE) * TILE * TILE;
                let size = (self.width - from).min(TILE * TILE);
                return vec![(Region::Tile(x / (TILE * TILE)), size)];
            }
            let (left, top) = (x / TILE, y / TILE);
            let tile = (self.width - left * TILE).min(TILE) * (self.height - top * TILE).min(TILE);
            let mut regions = vec![
                (Region::Row(y), self.width),
                (Region::Column(x), self.height),
                (Region::Tile(top * across + left), tile),
            ];
            if self.is_border(index) {
                regions.push((Region::Border, 2 * (self.width + self.height) - 4));
            }
            regions
        };
        let mut counted = std::collections::BTreeMap::<Region, (usize, usize, usize)>::new();
        for &index in misses {
            for (region, size) in named(index) {
                let entry = counted.entry(region).or_insert((0, size * self.channels, index));
                entry.0 += 1;
            }
        }
        let over = counted.into_iter().find(|(_, (count, size, _))| {
            *count > ((2.0 * allowed * *size as f64) as usize).max(1)
        });
        let (region, (count, size, first)) = over?;
        let name = match region {
            Region::Row(y) => format!("row {y}"),
            Region::Column(x) => format!("column {x}"),
            Region::Border => "the border".into(),
            Region::Tile(at) if flat => {
                format!("elements {} to {}", at * 64, (at * 64 + 63).min(self.width - 1))
            }
            Region::Tile(at) => {
                format!("the 8×8 tile at ({}, {})", at % across * TILE, at / across * TILE)
            }
        };
        Some((format!("{name} misses {count} of its {size} elements"), first))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    Row(usize),
    Column(usize),
    Border,
    Tile(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scattered_misses_are_no_region_and_gathered_ones_are() {
        let grid = Grid { width: 512, height: 512, channels: 1 };
        let scattered: Vec<usize> = (0..40).map(|i| i * 6547).collect();
        assert_eq!(grid.gathered(&scattered, 0.01), None);
        let object: Vec<usize> = (0..16).map(|i| (100 + i / 4) * 512 + 200 + i % 4).collect();
        let (what, first) = grid.gathered(&object, 0.01).expect("a lost object");
        assert_eq!(first, 100 * 512 + 200);
        assert_eq!(what, "the 8×8 tile at (200, 96) misses 16 of its 64 elements");
        let column: Vec<usize> = (0..512).map(|y| y * 512 + 511).collect();
        let (what, _) = grid.gathered(&column, 0.01).expect("a column");
        assert_eq!(what, "column 511 misses 512 of its 512 elements");
    }

    #[test]
    fn one_miss_gathers_nowhere() {
        assert_eq!(Grid::line(5).gathered(&[4], 0.0), None);
        assert!(Grid::line(500).gathered(&[4, 7], 0.0).is_some());
        assert_eq!(Grid::line(0).gathered(&[], 0.0), None);
    }
}
