//! Where everything is on a terminal of a given size.

use ratatui::layout::Rect;

/// A pane that can have the keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pane {
    /// The kernels.
    List,
    /// The source.
    Wat,
    /// The draft.
    Wgsl,
    /// Evidence and what shares its place.
    Lower,
}

impl Pane {
    const ALL: [Self; 4] = [Self::List, Self::Wat, Self::Wgsl, Self::Lower];

    /// The next one, around.
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % 4]
    }

    /// The one before, around.
    pub fn previous(self) -> Self {
        Self::ALL[(self as usize + 3) % 4]
    }
}

/// From this width on WAT and WGSL stand side by side.
pub const WIDE: u16 = 112;

/// Pane areas, titles included; an area that is not shown is empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The kernels.
    pub list: Rect,
    /// The source.
    pub wat: Rect,
    /// The draft.
    pub wgsl: Rect,
    /// Evidence.
    pub lower: Rect,
    /// The last line.
    pub footer: Rect,
    /// WAT and WGSL share one place.
    pub tabbed: bool,
}

impl Layout {
    /// The layout of a terminal of `size`.
    pub fn new((width, height): (u16, u16), focus: Pane, zoomed: bool) -> Self {
        let body = height.saturating_sub(1);
        let footer = Rect::new(0, body, width, height.min(1));
        let whole = Rect::new(0, 0, width, body);
        let mut layout = Self { footer, ..Self::default() };
        if zoomed {
            *layout.area_mut(focus) = whole;
            layout.tabbed = matches!(focus, Pane::Wat | Pane::Wgsl);
            return layout;
        }
        let list = match width {
            0..40 => 0,
            40..WIDE => (width / 3).min(24),
            _ => (width / 5).clamp(26, 36),
        };
        if list == 0 && focus == Pane::List {
            layout.list = whole;
            return layout;
        }
        layout.list = Rect::new(0, 0, list, body);
        // One column between panes for the line.
        let left = if list == 0 { 0 } else { list + 1 };
        let right = width.saturating_sub(left);
        let lower = match (body, focus) {
            (0..14, Pane::Lower) => body,
            (0..14, _) => 0,
            (_, Pane::Lower) => body * 3 / 5,
            _ => (body * 3 / 10).clamp(5, 16),
        };
        let upper = body - lower;
        layout.lower = Rect::new(left, upper, right, lower);
        if width >= WIDE {
            let half = right.saturating_sub(1) / 2;
            layout.wat = Rect::new(left, 0, half, upper);
            layout.wgsl = Rect::new(left + half + 1, 0, right.saturating_sub(half + 1), upper);
        } else {
            layout.tabbed = true;
            let text = Rect::new(left, 0, right, upper);
            match focus {
                Pane::Wat => layout.wat = text,
                _ => layout.wgsl = text,
            }
        }
        layout
    }

    /// A pane's area.
    pub fn area(&self, pane: Pane) -> Rect {
        match pane {
            Pane::List => self.list,
            Pane::Wat => self.wat,
            Pane::Wgsl => self.wgsl,
            Pane::Lower => self.lower,
        }
    }

    fn area_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::List => &mut self.list,
            Pane::Wat => &mut self.wat,
            Pane::Wgsl => &mut self.wgsl,
            Pane::Lower => &mut self.lower,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_screen() {
        for width in 0..200 {
            for height in 0..60 {
                for focus in Pane::ALL {
                    for zoomed in [false, true] {
                        let layout = Layout::new((width, height), focus, zoomed);
                        let screen = Rect::new(0, 0, width, height);
                        let panes = Pane::ALL.map(|pane| layout.area(pane));
                        for (at, area) in panes.iter().enumerate() {
                            assert_eq!(screen.intersection(*area).area(), area.area());
                            for other in &panes[at + 1..] {
                                assert!(
                                    !area.intersects(*other) || area.is_empty() || other.is_empty()
                                );
                            }
                        }
                    }
                }
            }
        }
    }
}
