//! What every bench ends with: a table of its figures, one a line, each with its bound and what was measured.

/// The figures of one bench.
#[derive(Default)]
pub struct Figures(Vec<Figure>);

struct Figure {
    name: String,
    bound: String,
    measured: String,
    kept: bool,
}

impl Figures {
    pub fn add(&mut self, name: &str, bound: &str, measured: String, kept: bool) {
        self.0.push(Figure { name: name.to_owned(), bound: bound.to_owned(), measured, kept });
    }

    /// Prints the table. A missed bound is shown, not failed: a busy machine must not break a build.
    pub fn print(&self) {
        println!("\n{:<70} {:>9} {:>12}", "figure", "bound", "measured");
        for Figure { name, bound, measured, kept } in &self.0 {
            let mark = if *kept { "" } else { "  MISSED" };
            println!("{name:<70} {bound:>9} {measured:>12}{mark}");
        }
    }
}

/// The median, which one hiccup of the machine does not move.
pub fn median<T: PartialOrd + Copy>(values: &[T]) -> T {
    let mut values = values.to_vec();
    values.sort_by(|a, b| a.partial_cmp(b).expect("no NaN among measurements"));
    values[values.len() / 2]
}
