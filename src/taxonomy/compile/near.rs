//! What was probably meant by a name that is none.

/// "; did you mean …" when something is close enough.
pub fn nearest<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
    // No id is so long, and the distance takes the product of both lengths.
    if wanted.len() > 100 {
        return String::new();
    }
    let best = known
        .filter(|name| name.len() <= 2 * wanted.len() + 4)
        .map(|name| (strsim::osa_distance(wanted, name), name))
        .filter(|(distance, name)| *distance <= farthest(wanted, name))
        .min();
    best.map(|(_, name)| format!("; did you mean `{name}`?")).unwrap_or_default()
}

/// So many letters may be wrong in a name of some length. Who mistypes a name seldom mistypes its first letter.
fn farthest(wanted: &str, name: &str) -> usize {
    if wanted.chars().next() == name.chars().next() { 1 + name.chars().count() / 5 } else { 1 }
}

/// The first few hints of a compilation: looking through all names for each of very many problems would take a time that
/// grows with the square of the file.
pub struct Hints(u32);

impl Default for Hints {
    fn default() -> Self {
        Self(50)
    }
}

impl Hints {
    /// [`nearest`], while there are hints left.
    pub fn nearest<'a>(&mut self, wanted: &str, known: impl Iterator<Item = &'a str>) -> String {
        match self.0.checked_sub(1) {
            Some(left) => {
                self.0 = left;
                nearest(wanted, known)
            }
            None => String::new(),
        }
    }
}

/// A name from a file as a message shows it: in backticks, without line breaks, and not longer than a line.
pub fn shown(name: &str) -> String {
    let short: String = name.chars().take(61).map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("`{}`", cut(&short, 60))
}

/// A message of a parser, which may quote a whole line of a file.
pub fn shortened(message: &str) -> String {
    cut(message, 400)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near_is_meant() {
        let near = |wanted| nearest(wanted, ["opnsense", "pytorch", "kubernetes"].into_iter());
        assert_eq!(near("nonsense"), "");
        assert_eq!(near("kubernets"), "; did you mean `kubernetes`?");
        assert_eq!(near("ytorch"), "; did you mean `pytorch`?");
        assert_eq!(near("pytroch"), "; did you mean `pytorch`?");
    }
}
