//! How far those who read may run ahead of who needs the documents in their order: what came early waits in memory.

use std::sync::{Condvar, Mutex, PoisonError};

/// Documents that may be read before the one that is waited for. More than there are readers, so that one that takes long
/// does not stop the others at once.
const MOST: usize = 64;

/// The number of the document that is waited for.
#[derive(Debug, Default)]
pub struct Ahead {
    wanted: Mutex<usize>,
    moved: Condvar,
}

impl Ahead {
    /// The document of this number is waited for, and no earlier one.
    pub fn want(&self, number: usize) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        *wanted = number.max(*wanted);
        self.moved.notify_all();
    }

    /// Nobody waits for anything any more.
    pub fn end(&self) {
        self.want(usize::MAX);
    }

    /// Waits until the document of this number may be read.
    pub fn wait(&self, number: usize) {
        let mut wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        while number > wanted.saturating_add(MOST) {
            wanted = self.moved.wait(wanted).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn nobody_runs_further_ahead_than_that() {
        let (ahead, begun) = (Ahead::default(), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for number in 0..1000 {
                    ahead.wait(number);
                    begun.store(number + 1, Ordering::SeqCst);
                }
            });
            for wanted in [0, 1, 500] {
                ahead.want(wanted);
                while begun.load(Ordering::SeqCst) <= wanted + MOST {
                    std::thread::yield_now();
                }
                assert_eq!(begun.load(Ordering::SeqCst), wanted + MOST + 1);
            }
            ahead.end();
        });
        assert_eq!(begun.load(Ordering::SeqCst), 1000);
    }
}
