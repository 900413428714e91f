# How dates are said, in Albanian. Weekdays count from Monday = 1. They answer "when?": "të enjten, 26 nëntor".

when = { $weekday ->
    [1] të hënën
    [2] të martën
    [3] të mërkurën
    [4] të enjten
    [5] të premten
    [6] të shtunën
    *[7] të dielën
}, { $day } { $month ->
    [1] janar
    [2] shkurt
    [3] mars
    [4] prill
    [5] maj
    [6] qershor
    [7] korrik
    [8] gusht
    [9] shtator
    [10] tetor
    [11] nëntor
    *[12] dhjetor
}, ora { $time }
when-short = { $weekday ->
    [1] hën
    [2] mar
    [3] mër
    [4] enj
    [5] pre
    [6] sht
    *[7] die
} { $day } { $month ->
    [1] jan
    [2] shk
    [3] mar
    [4] pri
    [5] maj
    [6] qer
    [7] korr
    [8] gush
    [9] sht
    [10] tet
    [11] nën
    *[12] dhj
} { $time }
date = { $day } { $month ->
    [1] janar
    [2] shkurt
    [3] mars
    [4] prill
    [5] maj
    [6] qershor
    [7] korrik
    [8] gusht
    [9] shtator
    [10] tetor
    [11] nëntor
    *[12] dhjetor
} { $year }
