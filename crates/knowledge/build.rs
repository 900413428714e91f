//! The articles are in the library: cargo alone does not notice a file that comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=../../knowledge");
}
