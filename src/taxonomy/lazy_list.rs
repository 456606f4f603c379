//! A list whose items are made when they are asked for, and that costs next to nothing until then: a run that reads one
//! resume asks for a few hundred of tens of thousands, and each page of memory that is never touched is time saved.

use std::sync::OnceLock;

/// How many items stand in a block, which is there as soon as one of its items is.
const BLOCK: usize = 64;

type Block<T> = Box<[OnceLock<Box<T>>]>;

/// Items by number, each made at most once.
#[derive(Debug, Clone)]
pub struct LazyList<T> {
    blocks: Vec<OnceLock<Block<T>>>,
    len: usize,
}

impl<T> Default for LazyList<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

impl<T> LazyList<T> {
    /// A list of so many items, none of which is made yet.
    pub fn new(len: usize) -> Self {
        Self { blocks: (0..len.div_ceil(BLOCK)).map(|_| OnceLock::new()).collect(), len }
    }

    /// Number of items, made or not.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The item with a number, if it was made.
    pub fn made(&self, index: usize) -> Option<&T> {
        self.blocks.get(index / BLOCK)?.get()?[index % BLOCK].get().map(Box::as_ref)
    }

    fn empty_block() -> Block<T> {
        (0..BLOCK).map(|_| OnceLock::new()).collect()
    }

    /// The item with a number, made now if it was not before.
    ///
    /// # Panics
    /// When the list is shorter.
    pub fn get_or_make(&self, index: usize, make: impl FnOnce() -> T) -> &T {
        assert!(index < self.len, "item {index} of {}", self.len);
        self.blocks[index / BLOCK].get_or_init(Self::empty_block)[index % BLOCK].get_or_init(|| Box::new(make()))
    }

    /// Puts an item in the place of another, made or not, or behind the last.
    ///
    /// # Panics
    /// When the place lies further behind.
    pub fn set(&mut self, index: usize, item: T) {
        assert!(index <= self.len, "item {index} of {}", self.len);
        self.len = self.len.max(index + 1);
        if index / BLOCK == self.blocks.len() {
            self.blocks.push(OnceLock::new());
        }
        let block = &mut self.blocks[index / BLOCK];
        block.get_or_init(Self::empty_block);
        if let Some(block) = block.get_mut() {
            block[index % BLOCK] = OnceLock::from(Box::new(item));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_made_once() {
        let list = LazyList::new(130);
        assert_eq!((list.len(), list.made(129)), (130, None));
        assert_eq!(list.get_or_make(129, || "first"), &"first");
        assert_eq!((list.made(129), list.made(128), list.made(130)), (Some(&"first"), None, None));
        assert_eq!(list.get_or_make(129, || "second"), &"first");
        assert_eq!(list.get_or_make(0, || "third"), &"third");
    }

    #[test]
    fn items_are_replaced_and_added() {
        let mut list = LazyList::new(63);
        list.get_or_make(3, || "made".to_owned());
        for (index, item) in [(3, "new"), (4, "never made"), (63, "behind"), (64, "in a block of its own")] {
            list.set(index, item.to_owned());
            assert_eq!(list.get_or_make(index, || unreachable!()), item);
        }
        assert_eq!(list.len(), 65);
        assert_eq!(list.clone().get_or_make(64, String::new), "in a block of its own");
    }

    #[test]
    #[should_panic(expected = "item 2 of 2")]
    fn there_is_nothing_behind_the_last() {
        LazyList::new(2).get_or_make(2, || ());
    }
}
