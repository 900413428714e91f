//! How much memory the real program takes, with both platforms.

use img_parts::png::{Png, PngChunk};

use super::*;

impl Desk {
    /// Gives back what it has taken to learn. An unoptimised program has so many pages of its own that only its data can
    /// be judged.
    async fn rests(&self, learned: &str) {
        let serve = self.serve.as_ref().expect("it runs");
        let (released, most) = if process::is_released() { (true, 200.0) } else { (false, 220.0) };
        until(PATIENCE, || serve.log().contains(" ready ")).await;
        let rests = || if released { serve.resident() < 120.0 } else { serve.holds() < 80.0 };
        let figures = || {
            let (holds, resident, peak) = (serve.holds(), serve.resident(), serve.peak());
            format!("{learned}: {holds:.0} MB of data, {resident:.0} MB in all, {peak:.0} MB at most")
        };
        let deadline = std::time::Instant::now() + PATIENCE;
        while !rests() {
            assert!(std::time::Instant::now() < deadline, "it keeps too much {}", figures());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        println!("{}", figures());
        let peak = serve.peak();
        assert!(peak < most, "{peak} MB at most");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_both_platforms_it_is_small_whatever_it_has_learnt() {
    let mut desk = Desk::opens().await;
    for learned in ["from all our articles", "from what was kept"] {
        desk.stops();
        let mut command = desk.command(&["serve"]);
        command.env_remove("SPORTELLO__DESK__KNOWLEDGE_DIR");
        desk.serve = Some(Serve::starts(command, &Room::default()));
        desk.rests(learned).await;
    }
    let (_, root) = desk.giulias_case().await;
    desk.anna.say_in_thread(&desk.room, &root, "!usa maternita-quanto-dura").await;
    desk.anna.say(&desk.room, "!modi").await;
    desk.shows("!impara <numero>").await;
    let models = || {
        let kept = desk.data().join("models").read_dir().into_iter().flatten().flatten();
        kept.filter(|file| file.file_name().to_string_lossy().starts_with("it-")).count()
    };
    let before = models();
    desk.serve.as_ref().expect("it runs").forgets_its_peak();
    desk.anna.say(&desk.room, "!impara 1").await;
    desk.shows("ora è un modo di chiedere").await;
    until(PATIENCE, || models() > before).await;
    desk.rests("from what an expert has taught").await;
    desk.stops();
}

/// A picture that is as large as a file may be, nearly: what it shows takes no space when it is opened.
fn large_picture() -> Vec<u8> {
    let small = include_bytes!("../../../../crates/sanitize/fixtures/picture.png");
    let mut picture = Png::from_bytes(small.as_slice().into()).expect("a picture");
    let noise: Vec<u8> = (0..19_500_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let place = picture.chunks().iter().position(|chunk| chunk.kind() == *b"IDAT").expect("pixels") + 1;
    picture.chunks_mut().insert(place, PngChunk::new(*b"IDAT", noise.into()));
    picture.encoder().bytes().to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_in_memory_once_whatever_its_size_and_whatever_its_event_says_of_it() {
    const MOST: f64 = 30.0;
    let mut desk = Desk::opens().await;
    let (chat, root) = desk.giulias_case().await;
    let small = include_bytes!("../../../../crates/sanitize/fixtures/picture.png");
    let (large, too_large) = (large_picture(), vec![7; 45_000_000]);
    let serve = desk.serve.take().expect("it runs");
    // The first one brings what every file needs: connections, buffers.
    for (name, file, claimed, shown) in [
        ("a small picture", small.as_slice(), small.len(), "📷"),
        ("a large picture", &large, large.len(), "📷"),
        ("45 MB that say they are 1 kB", &too_large, 1_000, "Il file non si può aprire"),
    ] {
        let seen = desk.thread(&root).await.len();
        serve.forgets_its_peak();
        let before = serve.resident();
        desk.giulia.send_file_claiming(&chat, "image/png", file, claimed).await;
        let deadline = std::time::Instant::now() + PATIENCE;
        while !desk.thread(&root).await.iter().skip(seen).any(|line| line.contains(shown)) {
            assert!(std::time::Instant::now() < deadline, "{name}: {:?}", desk.thread(&root).await);
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        let grown = serve.peak() - before;
        println!("{name}: the desk grew by {grown:.1} MB");
        assert!(grown <= MOST, "{name}: {grown:.1} MB");
    }
    assert!(serve.stops().success());
}
