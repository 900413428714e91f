# How dates are said, in Romanian. Weekdays count from Monday = 1.

when = { $weekday ->
    [1] luni
    [2] marți
    [3] miercuri
    [4] joi
    [5] vineri
    [6] sâmbătă
    *[7] duminică
}, { $day } { $month ->
    [1] ianuarie
    [2] februarie
    [3] martie
    [4] aprilie
    [5] mai
    [6] iunie
    [7] iulie
    [8] august
    [9] septembrie
    [10] octombrie
    [11] noiembrie
    *[12] decembrie
}, ora { $time }
when-short = { $weekday ->
    [1] lun.
    [2] mar.
    [3] mie.
    [4] joi
    [5] vin.
    [6] sâm.
    *[7] dum.
} { $day } { $month ->
    [1] ian.
    [2] feb.
    [3] mar.
    [4] apr.
    [5] mai
    [6] iun.
    [7] iul.
    [8] aug.
    [9] sept.
    [10] oct.
    [11] nov.
    *[12] dec.
} { $time }
date = { $day } { $month ->
    [1] ianuarie
    [2] februarie
    [3] martie
    [4] aprilie
    [5] mai
    [6] iunie
    [7] iulie
    [8] august
    [9] septembrie
    [10] octombrie
    [11] noiembrie
    *[12] decembrie
} { $year }
