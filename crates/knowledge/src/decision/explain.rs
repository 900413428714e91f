//! A decision in words, for whoever runs `sportello ask`.

use std::fmt;

use domain::verdict::Verdict;

use crate::Decision;

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(danger) = self.danger {
            writeln!(f, "danger: {danger:?}")?;
        }
        match &self.verdict {
            Verdict::Chat { chat, .. } => writeln!(f, "chat: {chat:?}, no article and no case")?,
            Verdict::Answer { card, probability, .. } => {
                writeln!(f, "answer: {} (p = {probability:.2})\n\n{}\n", card.slug, card.body.trim())?;
            }
            Verdict::Choices { choices } => {
                writeln!(f, "choices:")?;
                for choice in choices {
                    writeln!(f, "  {} (p = {:.2})", choice.title, choice.probability)?;
                }
            }
            Verdict::Human { urgent: Some(urgent), .. } => writeln!(f, "human, urgent: {}", urgent.label)?,
            Verdict::Human { .. } => writeln!(f, "human")?,
        }
        writeln!(f, "why: {:?}; an article is sent from {:.2} on", self.why.reason, self.why.threshold)?;
        for correction in &self.why.corrections {
            writeln!(f, "  read `{}` as `{}`", correction.written, correction.taken_for)?;
        }
        for scored in self.candidates.iter().take(3) {
            writeln!(f, "  {:.2} {} ({})", scored.probability, scored.slug, scored.matched.join(" "))?;
        }
        if let Some(outside) = &self.why.outside {
            writeln!(f, "  near a question that is not ours: «{outside}»")?;
        }
        Ok(())
    }
}
