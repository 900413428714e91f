//! First names, as people sign with them: without accents, lower case. Those that are words as well (Rosa, Gioia, Vita)
//! are left out.

use std::{collections::HashSet, sync::LazyLock};

/// The most frequent of Italy's registers, then of those who have come since.
const FIRST_NAMES: &str = "
    adele adriana adriano agnese alberto alessandra alessandro alessia alessio alfonso alfredo alice amelia andrea angela
    angelo anita anna annalisa annamaria antonella antonia antonino antonio arianna arturo asia barbara beatrice benedetta
    benedetto bianca bruno camilla carla carlo carlotta carmela carmelo carmen carolina caterina cecilia chiara christian
    cinzia claudia claudio corrado cosimo cristian cristiano cristina damiano daniela daniele dario davide debora deborah
    diego domenico donatella dora edoardo elena eleonora elia elisa elisabetta emanuela emanuele emilia emiliano emilio emma
    enrica enrico enzo erica erika ernesto eugenio eva ezio fabiana fabiola fabio fabrizio federica federico ferdinando
    filippo flavia flavio francesca francesco franco gabriele gabriella gaetano gaia giacomo giada giancarlo gianluca gianni
    gianna ginevra giorgia giorgio giovanna giovanni giulia giulio giuseppe giuseppina greta guido ilaria ines irene isabella
    ivan ivana jacopo jessica katia laura lea leonardo letizia lidia liliana linda lisa livia loredana lorella lorena lorenzo
    luca lucia luciana luciano luigi luisa maddalena manuela manuel mara marcella marcello marco margherita maria mariangela
    marianna mariella mario marisa marta martina massimiliano massimo matilde matteo maurizio mauro melissa michela michele
    milena miriam mirko monica nadia nicola nicole nicoletta nicolo nina noemi ornella paola paolo patrizia pasquale piera
    pierluigi piero pietro raffaele raffaella rebecca renata renato riccardo rita roberta roberto rocco romina rosanna
    rosaria rossella sabrina salvatore samantha samuele sandra sandro sara sebastiano sergio silvana silvia silvio simona
    simone sofia sonia stefania stefano susanna tania tatiana teresa tiziana tiziano tommaso ugo umberto valentina valentino
    valeria valerio vanessa vera veronica vincenzo viola virginia vito vittoria vittorio viviana walter
    adriano ahmed aisha alexandra alina amina amir ana andreea angelica arben blessing carlos daniela diana doina drita
    elvira fatima fatou florin gloria grace hassan ibrahim ioana irina jorge jose juan karim khadija lamine larisa leyla
    luz malika mariam maryam mbaye mei mihaela mohamed mohammed moussa nadir natalia nour olena olga omar oksana patience
    pedro rachid rosario samira sanja svetlana tetiana valbona yasmine yasmin youssef yulia zineb";

/// Whether a word, lower case and without accents, is a first name.
pub(crate) fn is_first_name(word: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| FIRST_NAMES.split_whitespace().collect());
    NAMES.contains(word)
}
