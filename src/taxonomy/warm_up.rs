//! Tables that are compiled into the program are on the disk, or at best in the system's memory, until somebody looks at
//! them.

use std::hint::black_box;

use super::Taxonomy;

/// What a system brings in at once around the place that is looked at, in bytes, or less (Linux: `fault_around_bytes`).
const AROUND: usize = 64 << 10;

impl Taxonomy {
    /// Looks at every part of the tables that matching goes through, so that the system has them in place when they are
    /// needed: for who has to wait for a document anyway. It changes nothing else.
    pub fn warm_up(&self) {
        let (cues, cue_entries, cue_beginnings) = self.language.cue_table.parts();
        let (needs, numbers, _) = self.phrases.needs.parts();
        let forms = self.forms.parts();
        let beginnings = [self.forms.beginnings(), cue_beginnings];
        let hashed = beginnings.into_iter().flat_map(|table| {
            let (slots, filter, next) = table.parts();
            [slots, filter, next]
        });
        let plain = [
            forms.text.as_bytes(),
            &forms.entries,
            cues.as_bytes(),
            cue_entries,
            needs.as_bytes(),
            numbers,
            self.rules.parts().0,
            self.phrases.list.parts().0,
            self.phrases.programs.parts().0,
        ];
        for table in hashed.chain(plain) {
            table.iter().step_by(AROUND).for_each(|byte| {
                black_box(*byte);
            });
        }
    }
}
