//! What clients quote of others at the head of an answer. It was said before, by somebody whose address stands in it.
//!
//! Our own lines of code, because the SDK's take only the first block away, and only where every line of it has a blank
//! after its mark.

/// The words without what was quoted. Where the event is an answer, or a change to what may have been one, every line
/// quoted at its head goes (`is_answer`); elsewhere only what begins with somebody's address.
pub(super) fn without_quotes(text: &str, is_answer: bool) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut rest = lines.as_slice();
    let mut at_head = is_answer;
    while let [first, ..] = rest {
        let quoted = rest.iter().take_while(|line| is_quoted(line)).count();
        // A quote of an answer may have been taken in a second time by the answer to it.
        let fallback = quoted > 0 && (at_head || rest[..quoted].iter().any(|line| names_somebody(line)));
        if fallback {
            rest = &rest[quoted..];
            if let [blank, after @ ..] = rest
                && blank.trim().is_empty()
            {
                rest = after;
            }
            continue;
        }
        at_head &= first.trim().is_empty();
        let taken = quoted.max(1);
        kept.extend(&rest[..taken]);
        rest = &rest[taken..];
    }
    kept.join("\n")
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// `> <@anna:example.org> words`, `> * <@anna:example.org> waves`, `> > <@anna:example.org> words`.
fn names_somebody(line: &str) -> bool {
    let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>' || c == '*');
    let address = words.strip_prefix("<@").and_then(|rest| rest.split_once('>'));
    address.is_some_and(|(address, _)| address.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::without_quotes;

    #[test]
    fn what_others_said_is_taken_away_and_what_is_said_now_stays() {
        for (text, is_answer, left) in [
            ("> <@bruno:ex.org> // secondo me esagera\n\nBuongiorno", true, "Buongiorno"),
            ("> <@bruno:ex.org> // secondo me esagera\n\nBuongiorno", false, "Buongiorno"),
            ("> * <@bruno:ex.org> saluta\n\nBuongiorno", false, "Buongiorno"),
            ("> <@bruno:ex.org> uno\n>\n> due\n>tre\n\nBuongiorno", true, "Buongiorno"),
            ("> <@bruno:ex.org> > <@anna:ex.org> uno\n> due\n\nBuongiorno", false, "Buongiorno"),
            ("> <@a:ex.org> uno\n\n> <@b:ex.org> due\n\nBuongiorno", true, "Buongiorno"),
            ("> > <@a:ex.org> uno\n> due\n\nBuongiorno", false, "Buongiorno"),
            ("Buongiorno\n> <@bruno:ex.org> esagera\nA presto", false, "Buongiorno\nA presto"),
            ("> quanto dura?\n\nCinque mesi", true, "Cinque mesi"),
            ("> quanto dura?\n\nCinque mesi", false, "> quanto dura?\n\nCinque mesi"),
            ("Lei scrive:\n> quanto dura?\nCinque mesi", true, "Lei scrive:\n> quanto dura?\nCinque mesi"),
            ("5 > 3 e <3", true, "5 > 3 e <3"),
            ("> <@bruno:ex.org> solo questo", true, ""),
        ] {
            assert_eq!(without_quotes(text, is_answer), left, "{text}");
        }
    }
}
