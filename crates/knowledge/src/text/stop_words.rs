//! Words that say nothing about the subject of a question, without accents, separated by blanks.
//!
//! Short on purpose: negations, question words and words of time and quantity stay out of these lists.

/// Articles, prepositions, pronouns, possessives, the forms of *essere* and *avere*, what phones shorten,
/// greetings and thanks.
pub(crate) const ITALIAN: &str = "
    a b c d e f g h i j k l m n o p q r s t u v w x y z
    il lo la gli le un uno una dell del dello della dei degli delle all al allo alla ai agli alle
    dall dal dallo dalla dai dagli dalle nell nel nello nella nei negli nelle sull sul sullo sulla sui sugli sulle
    di da in con su per tra fra ed ad od ma anche pure poi se che cui
    io tu lui lei noi voi loro mi ti ci vi si ne me te
    mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri vostre
    questo questa questi queste quest quello quella quelli quelle quell quel
    sono sei siamo siete era ero erano stato stata stati state essere sia
    ho hai ha abbiamo avete hanno avevo aveva avere avuto avuto abbia
    mah beh cmq xche xke pero quindi allora dunque cosi gia proprio
    ciao salve buongiorno buonasera buondi grazie ringrazio scusa scusi scusate
";

/// Articles, prepositions, pronouns and the forms of *be* and *have*, greetings and thanks.
pub(crate) const ENGLISH: &str = "
    a an the of to in on at by for from with and or but if as that this these those it its is are am was were be been
    i you he she we they me him her us them my your his our their have has had do does did s t m re ve ll d
    so then there will would hello hi thanks thank please sorry
";
