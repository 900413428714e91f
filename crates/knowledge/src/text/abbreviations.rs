//! What phones and offices shorten, spelled out. A list, because no rule gives "perché" for "xké"; other shortened words
//! are found by the [normaliser](super::normaliser), which knows the words of the collection.

/// As they are written without accents and full stops, and what they stand for. Only what is no Italian word.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("x", "per"),
    ("xche", "perche"),
    ("xke", "perche"),
    ("xk", "perche"),
    ("pke", "perche"),
    ("pk", "perche"),
    ("pche", "perche"),
    ("perke", "perche"),
    ("perk", "perche"),
    ("xo", "pero"),
    ("nn", "non"),
    ("cmq", "comunque"),
    ("cmnq", "comunque"),
    ("gg", "giorni"),
    ("h", "ore"),
    ("hh", "ore"),
    ("min", "minuti"),
    ("sett", "settimane"),
    ("k", "che"),
    ("ke", "che"),
    ("ki", "chi"),
    ("cm", "come"),
    ("kome", "come"),
    ("cs", "cosa"),
    ("ks", "cosa"),
    ("qnd", "quando"),
    ("qndo", "quando"),
    ("qnt", "quanto"),
    ("qnto", "quanto"),
    ("qnti", "quanti"),
    ("qnta", "quanta"),
    ("qnte", "quante"),
    ("qst", "questo"),
    ("qsto", "questo"),
    ("qsta", "questa"),
    ("qsti", "questi"),
    ("qll", "quello"),
    ("qlc", "qualche"),
    ("qlcs", "qualcosa"),
    ("qlcn", "qualcuno"),
    ("sn", "sono"),
    ("tt", "tutto"),
    ("tto", "tutto"),
    ("tnt", "tanto"),
    ("msg", "messaggio"),
    ("anke", "anche"),
    ("ank", "anche"),
    ("dv", "dove"),
    ("cn", "con"),
    ("dp", "dopo"),
    ("prox", "prossimo"),
    ("nr", "numero"),
    ("tel", "telefono"),
    ("lav", "lavoro"),
    ("mat", "maternita"),
    ("pat", "paternita"),
    ("cong", "congedo"),
    ("obb", "obbligatorio"),
    ("obbl", "obbligatorio"),
    ("facolt", "facoltativo"),
    ("grav", "gravidanza"),
    ("gravid", "gravidanza"),
    ("allatt", "allattamento"),
    ("perm", "permessi"),
    ("dim", "dimissioni"),
    ("lic", "licenziamento"),
    ("dom", "domanda"),
    ("rich", "richiesta"),
    ("cert", "certificato"),
    ("dip", "dipendente"),
    ("dipend", "dipendente"),
    ("contr", "contratto"),
    ("indet", "indeterminato"),
    ("det", "determinato"),
    ("ind", "indennita"),
    ("ass", "assegno"),
    ("fam", "familiare"),
    ("ginec", "ginecologo"),
    ("retr", "retribuzione"),
    ("stip", "stipendio"),
    ("az", "azienda"),
    ("asp", "aspettativa"),
    ("disocc", "disoccupazione"),
    ("agev", "agevolazione"),
    ("disab", "disabilita"),
    ("pubbl", "pubblico"),
    ("priv", "privato"),
];

/// The word itself where there is nothing to spell out.
pub(crate) fn spelled_out(token: &str) -> &str {
    ABBREVIATIONS.iter().find(|(short, _)| *short == token).map_or(token, |(_, long)| long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_spelled_out_and_words_stay() {
        for (written, meant) in [("xke", "perche"), ("gg", "giorni"), ("mat", "maternita"), ("nido", "nido")]
        {
            assert_eq!(spelled_out(written), meant);
        }
    }
}
