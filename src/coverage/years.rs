//! Years that are asked for: how long a resume shows something, and what credit that leaves.

use std::collections::{BTreeMap, BTreeSet};

use super::{Credit, Strength, Via};
use crate::matcher::{Found, Mention, Polarity, UNSURE};
use crate::profile::{Profile, Years};
use crate::taxonomy::{SkillIndex, Taxonomy};
use crate::timeline::{Duration, Timeline};

/// Months that make a year. Dates of employment are rounded: 55 months of 60 are no gap.
const MONTHS_OF_A_YEAR: u32 = 11;
/// What is shown at work at all has this much, however short the time.
const LEAST: u32 = 50;
/// Credit of what is shown at work when nobody can tell for how long.
const UNTOLD: Credit = 80;

/// Whether so many months are the years that are asked for.
pub fn enough(months: u32, years: Years) -> bool {
    months >= years.least.saturating_mul(MONTHS_OF_A_YEAR)
}

/// The credit of a strength where years are asked for; see `docs/coverage.md`. It never grows with a weaker strength,
/// and never exceeds the credit of the strength alone.
pub(super) fn credit(strength: Strength, time: Option<&Duration>, years: Years) -> Credit {
    let credit = strength.credit();
    match time {
        Some(time) if enough(time.months, years) => credit,
        Some(time) => {
            let asked = years.least.saturating_mul(12).max(1);
            let share = LEAST + (100 - LEAST) * time.months.min(asked) / asked;
            let share = Credit::try_from(share.min(99)).unwrap_or(99);
            // What has not ended may be long enough by now.
            credit.min(if time.at_least { share.max(UNTOLD) } else { share })
        }
        None if strength == Strength::Demonstrated => credit.min(UNTOLD),
        None => credit.min(LEAST as Credit),
    }
}

/// For each of the wanted skills the byte offsets that surely name it, or what is a kind or a tool of it.
pub fn places(
    taxonomy: &Taxonomy,
    mentions: &[Mention],
    wanted: impl Fn(SkillIndex) -> bool,
) -> BTreeMap<SkillIndex, Vec<usize>> {
    let mut named: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
    for mention in mentions {
        let sure = mention.found != Found::Fuzzy && mention.confidence >= UNSURE;
        if mention.polarity == Polarity::Asserted && sure {
            named.entry(mention.skill).or_default().push(mention.span.start);
        }
    }
    let mut shown: BTreeMap<SkillIndex, Vec<usize>> = BTreeMap::new();
    for (skill, places) in &named {
        for target in taxonomy.shows(*skill).into_iter().filter(|&target| wanted(target)) {
            shown.entry(target).or_default().extend(places);
        }
    }
    shown
}

/// For each requirement how long the resume shows it, where it asks for years: the months of the positions that name
/// any of its skills, or what is a kind or a tool of one of them; then the same with what is similar where that would do.
pub(super) fn times(
    taxonomy: &Taxonomy,
    profile: &Profile,
    similar: &[Vec<Via>],
    mentions: &[Mention],
    timeline: &Timeline,
) -> [Vec<Option<Duration>>; 2] {
    let own = |requirement: usize| profile.requirements[requirement].ask.skills().iter().copied();
    let alike = |requirement: usize| similar.get(requirement).into_iter().flatten().map(|via| via.skill);
    let meet = |requirement: usize| own(requirement).chain(alike(requirement));
    let with_years = |requirement: &usize| profile.requirements[*requirement].years.is_some();
    let asked: BTreeSet<SkillIndex> = (0..profile.requirements.len()).filter(with_years).flat_map(meet).collect();
    if asked.is_empty() {
        return [Vec::new(), Vec::new()];
    }
    let shown = places(taxonomy, mentions, |skill| asked.contains(&skill));
    let of = |skills: &mut dyn Iterator<Item = SkillIndex>| {
        timeline.duration(skills.filter_map(|skill| shown.get(&skill)).flatten().copied())
    };
    let each = |time: &dyn Fn(usize) -> Option<Duration>| {
        (0..profile.requirements.len()).map(|index| Some(index).filter(with_years).and_then(time)).collect()
    };
    [each(&|index| of(&mut own(index))), each(&|index| of(&mut meet(index)).filter(|_| alike(index).next().is_some()))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(months: u32, at_least: bool) -> Duration {
        Duration { positions: vec![0], months, first_used: 2020, last_used: 2022, at_least }
    }

    #[test]
    fn years_take_their_share() {
        let five = Years { least: 5, most: None };
        let credit = |strength, months| credit(strength, Some(&time(months, false)), five);
        assert_eq!(credit(Strength::Demonstrated, 60), 100);
        assert_eq!(credit(Strength::Demonstrated, 55), 100, "dates are rounded");
        assert_eq!(credit(Strength::Demonstrated, 54), 95);
        assert_eq!(credit(Strength::Demonstrated, 12), 60);
        assert_eq!(credit(Strength::Demonstrated, 1), 50);
        assert_eq!(credit(Strength::ImpliedByDemonstrated, 60), 80);
        assert_eq!(credit(Strength::None, 60), 0);
    }

    #[test]
    fn what_cannot_be_told_is_partial() {
        let two = Years { least: 2, most: Some(4) };
        assert_eq!(credit(Strength::Demonstrated, None, two), 80);
        assert_eq!(credit(Strength::Listed, None, two), 50);
        assert_eq!(credit(Strength::Demonstrated, Some(&time(1, true)), two), 80);
        assert_eq!(credit(Strength::Demonstrated, Some(&time(21, true)), two), 93);
    }

    #[test]
    fn a_stronger_proof_never_has_less() {
        use Strength::{Aspirational, Demonstrated, ImpliedByDemonstrated, ImpliedByListed, Listed, Negated, None};
        let rising = [None, Negated, Aspirational, ImpliedByListed, ImpliedByDemonstrated, Listed, Demonstrated];
        for least in 0..12 {
            for shown in [Option::None, Some(time(1, false)), Some(time(30, false)), Some(time(30, true))] {
                let years = Years { least, most: Option::None };
                let credits = rising.map(|strength| credit(strength, shown.as_ref(), years));
                assert!(credits.is_sorted(), "{credits:?}");
            }
        }
    }
}
