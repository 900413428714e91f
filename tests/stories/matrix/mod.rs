//! The desk on Matrix: a real homeserver, experts and workers with clients of their own.

mod desk;
mod direct;
mod knowledge;
mod moves;
mod serving;
mod staff;
