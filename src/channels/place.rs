//! Where somebody is.

/// A place, to about a kilometre: enough to find a nursery, too little to find the person.
#[must_use]
pub fn name(latitude: f64, longitude: f64) -> String {
    format!("📍 {latitude:.2}, {longitude:.2}")
}
