//! The migrations are in the binary: cargo alone does not notice a file that comes or goes.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
