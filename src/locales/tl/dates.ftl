# How dates are said, in Tagalog. Weekdays count from Monday = 1.

when = { $weekday ->
    [1] Lunes
    [2] Martes
    [3] Miyerkules
    [4] Huwebes
    [5] Biyernes
    [6] Sabado
    *[7] Linggo
}, { $month ->
    [1] Enero
    [2] Pebrero
    [3] Marso
    [4] Abril
    [5] Mayo
    [6] Hunyo
    [7] Hulyo
    [8] Agosto
    [9] Setyembre
    [10] Oktubre
    [11] Nobyembre
    *[12] Disyembre
} { $day }, oras { $time }
when-short = { $weekday ->
    [1] Lun
    [2] Mar
    [3] Miy
    [4] Huw
    [5] Biy
    [6] Sab
    *[7] Lin
} { $day } { $month ->
    [1] Ene
    [2] Peb
    [3] Mar
    [4] Abr
    [5] Mayo
    [6] Hun
    [7] Hul
    [8] Ago
    [9] Set
    [10] Okt
    [11] Nob
    *[12] Dis
} { $time }
date = { $month ->
    [1] Enero
    [2] Pebrero
    [3] Marso
    [4] Abril
    [5] Mayo
    [6] Hunyo
    [7] Hulyo
    [8] Agosto
    [9] Setyembre
    [10] Oktubre
    [11] Nobyembre
    *[12] Disyembre
} { $day }, { $year }
