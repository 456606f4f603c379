//! Counts and the shares that they make, in integers: the same digits on every machine.

/// Labels found and missed, and skills that are reported and are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Labels that are found.
    pub found: u32,
    /// Labels that are not.
    pub missed: u32,
    /// Reported skills that are no label.
    pub wrong: u32,
}

impl Tally {
    /// Labels that are asked for.
    pub fn labels(&self) -> u32 {
        self.found + self.missed
    }

    /// What is right of what is reported, in thousandths; `None` when nothing is.
    pub fn precision(&self) -> Option<u32> {
        thousandths(self.found, self.found + self.wrong)
    }

    /// What is found of what is labelled, in thousandths; `None` when nothing is.
    pub fn recall(&self) -> Option<u32> {
        thousandths(self.found, self.labels())
    }

    /// The harmonic mean of both, in thousandths; `None` when nothing is reported or labelled.
    pub fn f1(&self) -> Option<u32> {
        thousandths(2 * self.found, 2 * self.found + self.wrong + self.missed)
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.missed += other.missed;
        self.wrong += other.wrong;
    }
}

/// A part of a number of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// The part.
    pub part: u32,
    /// All of them.
    pub of: u32,
}

impl Share {
    /// Counts one more.
    pub fn count(&mut self, belongs: bool) {
        self.part += u32::from(belongs);
        self.of += 1;
    }

    /// In thousandths; `None` of nothing.
    pub fn thousandths(&self) -> Option<u32> {
        thousandths(self.part, self.of)
    }
}

impl FromIterator<bool> for Share {
    fn from_iter<I: IntoIterator<Item = bool>>(all: I) -> Self {
        let mut share = Self::default();
        all.into_iter().for_each(|belongs| share.count(belongs));
        share
    }
}

/// Rounded half up.
fn thousandths(part: u32, of: u32) -> Option<u32> {
    (of > 0).then(|| u32::try_from((u64::from(part) * 2000 + u64::from(of)) / (u64::from(of) * 2)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Share, Tally};

    #[test]
    fn shares_are_rounded_half_up() {
        let tally = Tally { found: 748, missed: 21, wrong: 50 };
        assert_eq!(tally.precision(), Some(937));
        assert_eq!(tally.recall(), Some(973));
        assert_eq!(tally.f1(), Some(955));
        assert_eq!(Tally::default().f1(), None);
        assert_eq!(Tally { missed: 3, ..Tally::default() }.precision(), None);
        assert_eq!([true, false].into_iter().collect::<Share>().thousandths(), Some(500));
    }
}
