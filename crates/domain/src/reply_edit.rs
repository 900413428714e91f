//! What has to happen on the person's side when a reply says something else: page by page, what was sent changes, is added
//! or goes.
//!
//! Invariant: the last page carries what the reply means, once: not again if it has arrived.

use super::delivery::Purpose;

/// A page of the reply as it was: the row that carries it, and whether that still waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentPage {
    pub row: i64,
    pub waits: bool,
}

/// What happens to a page. Pages of the reply as it is now are known by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageChange {
    /// The row that waits carries this page from now on; without one, it is not sent any more.
    Amend { row: i64, page: Option<(usize, Purpose)> },
    /// What the row has brought says this from now on; without a page, it is taken away.
    Edit { row: i64, page: Option<usize>, purpose: Purpose },
    /// There is one more page.
    Add { page: usize, purpose: Purpose },
}

/// What follows for a reply that went out as `sent` and has so many pages now; `reply` is what it is sent for.
///
/// Rows that wait are amended, and edited as well: one may be on its way already.
#[must_use]
pub fn page_changes(sent: &[SentPage], pages: usize, reply: &Purpose) -> Vec<PageChange> {
    let arrived = sent.last().is_some_and(|page| !page.waits);
    let means_it = |page: usize| !arrived && page + 1 == pages;
    let purpose = |page| if means_it(page) { reply.clone() } else { reply.before_the_last() };
    let mut changes = Vec::new();
    for (place, SentPage { row, waits }) in sent.iter().copied().enumerate() {
        let page = Some(place).filter(|place| *place < pages);
        if waits {
            changes.push(PageChange::Amend { row, page: page.map(|page| (page, purpose(page))) });
        }
        let brings_it = !waits && page.is_some_and(means_it);
        let purpose = if brings_it { reply.clone() } else { reply.as_edit() };
        changes.push(PageChange::Edit { row, page, purpose });
    }
    changes.extend((sent.len()..pages).map(|page| PageChange::Add { page, purpose: purpose(page) }));
    changes
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::ids::PlatformMessageId;

    /// The changes in short: `~` amends, `=` edits, `+` adds; `!` is what the reply means.
    fn told(sent: &[bool], pages: usize) -> String {
        let rows = (1..).zip(sent).map(|(row, waits)| SentPage { row, waits: *waits });
        let (case, line) = ("2026-0001".parse().expect("a case"), PlatformMessageId::default());
        let reply = Purpose::HumanReply { case, written: Timestamp::UNIX_EPOCH, line };
        let mark = |purpose: &Purpose| if *purpose == reply { "!" } else { "" };
        let page = |page: Option<usize>| page.map_or("-".to_owned(), |page| page.to_string());
        let changes = page_changes(&rows.collect::<Vec<_>>(), pages, &reply).into_iter();
        let told = changes.map(|change| match change {
            PageChange::Amend { row, page: None } => format!("{row}~-"),
            PageChange::Amend { row, page: Some((page, purpose)) } => {
                format!("{row}~{page}{}", mark(&purpose))
            }
            PageChange::Edit { row, page: to, purpose } => format!("{row}={}{}", page(to), mark(&purpose)),
            PageChange::Add { page, purpose } => format!("+{page}{}", mark(&purpose)),
        });
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn pages_change_are_added_or_go() {
        let (waits, arrived) = (true, false);
        for (sent, pages, expected) in [
            // All of it has arrived: what it means has, too.
            (vec![arrived], 1, "1=0"),
            (vec![arrived], 2, "1=0 +1"),
            (vec![arrived, arrived], 1, "1=0 2=-"),
            (vec![arrived], 0, "1=-"),
            // All of it waits: the last page that is left means it.
            (vec![waits], 1, "1~0! 1=0"),
            (vec![waits], 2, "1~0 1=0 +1!"),
            (vec![waits, waits], 1, "1~0! 1=0 2~- 2=-"),
            (vec![waits], 0, "1~- 1=-"),
            // The first page has arrived, and the last one waits: the first may be all there is now.
            (vec![arrived, waits], 2, "1=0 2~1! 2=1"),
            (vec![arrived, waits], 1, "1=0! 2~- 2=-"),
            (vec![arrived, waits], 3, "1=0 2~1 2=1 +2!"),
        ] {
            assert_eq!(told(&sent, pages), expected, "{sent:?} waiting, {pages} pages now");
        }
    }
}
