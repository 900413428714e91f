# Calendars of a leave, in English: what stands beside the dates, and what has to be done by a day.

trap-1 = For some dates at the end of a month, counting months backwards can give two results. Here you find the more protective day: ask INPS to confirm.
trap-2 = With flexibility, the leave begins exactly one month before the due date. Some count a day less: here is the date by the INPS method.
trap-3 = With flexibility, the end can be counted as four months, or as three months plus the days worked. In months of 31 days it can differ by one day: ask INPS to confirm.
trap-4 = When the birth comes exactly one month before the due date, some calculate the end one day earlier. Here you find the date of the INPS method: ask for confirmation.
trap-5 = If the birth is on the first day of the planned leave or the day before, the days added can be the same. It is not a mistake: it depends on how INPS counts.
trap-6 = The 14-year limit is only for employees, for parental leave, its extension and child sickness. Priority stays at 12 years for agile work and 13 for part-time; daily rest breaks end at one year, the father's leave at five months.
trap-7 = The months at 80% are not per head, do not concern the three months the couple share, and do not apply after age six. They are not for self-employed people or those in the INPS Gestione separata.
trap-8 = Resignations need confirming until the child turns three. Leaving without notice and with NASpI (unemployment benefit), however, is only possible until the child turns one.
trap-9 = In the ISEE, the allowance (the part that is not counted) of 120,000 euro is only for families in the main town of a metropolitan city, like Milan, and only for five INPS benefits.
trap-10 = For child sickness days it is not clear whether the calendar year or the child's own year counts. Agree in the company how to count, and ask for confirmation.
trap-11 = Notice periods, a top-up to 100%, leave by the hour and pay for child sickness depend on the collective agreement (CCNL). Always ask which one applies.
note-forecast = The dates are calculated on the due date. They change when the child is born: calculate again then.
note-very-early = The birth was before the leave began: in this case INPS adds the days in another way, and the count can jump by one day. Ask INPS to confirm.
note-flex-very-early = The birth was before the start chosen with flexibility, which counts only for the days worked. The days of leave not taken are added to the three months after the birth: ask INPS to confirm.
note-flex-partial = With partial flexibility, only part of the extra month is worked. The days worked are added to the three months after the birth.
note-all-after-early = The birth was before the eighth month: choosing all the leave afterwards does not change the result. The rules for a birth before the start of the leave apply: ask INPS to confirm.
note-all-after-late = The birth was after the due date: the end of the leave must be confirmed with INPS. There is also a shorter reading, ending on this date: { $day }.
note-certificate-until-due = If the certificate only goes up to the due date, work goes on until the day before. The leave starts on the due date.
note-late = The birth was after the due date: the days in between are leave, too. The months that follow are counted from the birth.
note-hospital = With the newborn in hospital, the leave after the birth can be paused once per child. It takes a medical certificate to INPS and the employer: to the employer by PEC (certified email), registered letter or by hand, not ordinary email.
note-interdiction = The leave is extended to seven months after the birth only by a decision of the ITL (labour inspectorate). As a rule it starts on the date of the decision.
note-domestic = Domestic workers, carers in private homes and home workers (this is not agile work) have other rules, for example on parental leave and daily rest breaks. Ask before you use these dates.
note-fostering = Fostering gives three months of leave, also in several periods, within five months of the child joining the family. Last day: { $day }.
note-adoption-sickness = For adoption and fostering, child sickness days follow other ages and other limits. Ask an expert.
note-father-window = For the father only working days count, even one at a time, never by the hour. The request must be made in writing at least 5 days before.
note-father-ban = The father is protected from dismissal until the child turns one only if he has used paternity leave.
note-pregnancy-start = The start of the pregnancy and the 180 days are counted by days from the due date. Ask for confirmation with the medical certificate.
note-no-due = The due date is missing: the calculation takes the day of birth in its place. If you know it, add it and calculate again.
deadline-certificate = Pregnancy certificate sent by the doctor to INPS
deadline-application = Maternity application to INPS before the leave
deadline-claim = Very last day for the INPS maternity application
deadline-flex-certificates = Certificates for flexibility to the employer
deadline-birth-notice = Notice of the birth to INPS and employer
deadline-newborn-bonus = Application for the newborn bonus
deadline-municipal-allowance = Application for the maternity allowance (town or State)
deadline-father-days = Use of the days of paternity leave
deadline-replacement = First day to hire the substitute
deadline-adoption-application = Application to INPS for adoption or fostering leave

plan-title = Here is your leave calendar.
plan-title-of = Here is the calendar «{ $plan }».
plan-not-kept = Shall I remind you of these dates? For that I keep the calendar; otherwise I forget it tomorrow.
plan-kept = I write to you before the dates that matter. To see what comes next: /reminders
computed-on = Calculated on { $day }
whose-articles = articles without another name are of D.Lgs. 151/2001
is-forecast = forecast
check-ccnl = check the collective agreement (CCNL), too
calendar-name = Leave
facts-due = due date { $day }
facts-born = date of birth { $day }
facts-born-due = date of birth { $day }, due date { $due }
facts-entry = joined the family on { $day }
facts-question = About the calendar «{ $plan }» ({ $facts }):
facts-question-own = About the leave calendar ({ $facts }):

date-start = First day of maternity leave
date-due = Due date
date-birth = Day of the birth
date-entry = Joins the family, and first day of leave
date-end = Last day of leave
date-back = Return, or the first working day after
date-father-first = From here on the father can use his days of leave
date-father-last = Last day for the father's leave
date-rests-end = Last day of daily rest breaks (breastfeeding)
date-dismissal-ban-end = Until here dismissal is forbidden
date-validation-end = Until here a resignation must be validated
date-paid-end = Limit for parental leave at 80%
date-parental-end = Last day of parental leave
date-sickness-unlimited-end = Until here absence for a sick child has no limit
date-sickness-end = Until here there are days each year for a sick child

event-start = Start of the leave
event-end = Last day of the leave
event-back = Return from leave
event-father-last = Father's leave: last day
event-year-end = One year: end of daily rest breaks
event-validation-end = Three years: end of validation of a resignation
event-paid-end = Leave at 80%: last day
event-parental-end = Parental leave: last day
event-application = Application for leave to INPS: last day
event-flex-certificates = Certificates for the leave: last day
event-arrival-notice = Notice to INPS and employer: last day
event-bonus = Application for the INPS bonus: last day
event-allowance = Application for the allowance: last day

ask-work = I calculate the dates of a leave: a few answers are enough. What kind of work is it? (To leave it: /cancel)
ask-other-work = For the self-employed, in the Gestione separata or with other contracts, other rules apply, and I don't want to give you wrong dates. Type your question here, with the due date or the date of birth: a person answers.
ask-sort = What is it about?
ask-due = What is the due date? Type the day, for example 10/2/2027 or 10 February.
ask-born = On which day was the birth? Type the day, for example 25/1/2027 or 25 January.
ask-born-now = On which day was the birth? If it is still to come, press the button.
ask-due-of-born = And what was the due date? It matters if the birth came before or after it.
ask-entry = On which day does the child join the family? For an adoption from abroad, the day of arrival in Italy.
ask-birthday = What is the child's date of birth, with the year? Some rights depend on age.
ask-several = Is it one child, or twins or more?
ask-scheme = How are the five months of leave divided? If you don't know yet, I calculate the most common way.
ask-plan = What shall we do with this calendar?
ask-correct = What shall we correct?
ask-stay-from = From which day on is the leave paused for the hospital stay?
ask-stay-to = Paused from { $day }. And on which day is, or will be, the discharge from hospital?
ask-question = Type your question about this calendar: a person reads it.
ask-unregister = Shall I delete all your calendars and reminders?
ask-forget = Shall I delete this calendar and its reminders?
ask-company = Here small companies keep leave calendars and get reminders. No names of workers are needed: each calendar has a name of your choice, for example «empl. 3».
ask-menu-first = Good: from here you can make the first calendar. To come back: /company
ask-menu = What would you like to do?
ask-nickname = What do you call this calendar? Type a short name that only you understand, not the person's. Or press the one proposed.
ask-groups = Which reminders would you like to choose?
ask-kinds = Press a reminder to change it.
ask-lead = «{ $kind }»: how many days before? Press a button, or type for example «20 days».
ask-events = What has happened?
ask-event-day = «{ $kind }»: type the day of the request, of the letter or of the start; for a fixed-term contract, of its end.
coming = Here is what I remind you of, and when:
coming-none = There are no reminders to come. With /leave I calculate the dates and, if you like, remind you.

date-vague = I need the very day: all other dates depend on it. If you don't have it yet, the one in the certificate is fine.
date-impossible = There is no such day in the calendar. Check it and type it again.
date-not-understood = I did not understand the date: type it with day, month and year, for example 10/2/2027. To leave it: /cancel
nickname-length = The name must have 1 to 24 characters, on one line: for example «empl. 3».
nickname-taken = There is a calendar of this name already: choose another.
lead-range = Type a number from 0 to 365.
too-many-plans = You have many calendars already: delete one before you make another.

choice-employee = Employee
choice-domestic = Domestic worker, carer or home worker
choice-other-work = Self-employed or other
choice-expected = A birth to come
choice-born = A child who is here already
choice-adopted = An adoption
choice-fostered = Fostering
choice-not-yet-born = Not yet
choice-not-known = I don't know
choice-one = One
choice-several = Twins or more
choice-two-three = 2 months before and 3 after
choice-one-four = 1 month before and 4 after
choice-zero-five = All 5 after
choice-remind = Remind me
choice-correct = Correct
choice-fix-due = The due date
choice-fix-born = The date of birth
choice-fix-entry = The day of joining the family
choice-fix-several = One child, or more
choice-fix-scheme = How the months are divided
choice-fix-stay = A hospital stay after the birth
choice-no-stay = Take the hospital stay out
choice-interdiction = Ban on work up to 7 months
choice-no-interdiction = Take the ban out
choice-tell-event = Something has happened
choice-forget = Delete the calendar
choice-yes-forget = Yes, delete it
choice-back = Back
choice-company = I am a company
choice-no-company = No, it is for me
choice-no-longer-company = I am no longer a company
choice-new-plan = New calendar
choice-own-plan = My calendar ({ $day })
choice-reminders = Choose reminders
choice-coming = Reminders to come
group-before = Before the leave
group-arrival = On arrival, and the father's leave
group-back = On return
group-years = In later years
group-events = When something happens
group-yearly = Every year
lead-days = { $days ->
    [0] on the day itself
    [1] 1 day before
    *[other] { $days } days before
}
lead-never = never

mistake-out-of-reach = { $day } is too far away: I don't know the rules of that time. Check the year and type the date again.
mistake-due-too-far = { $day } is too far ahead: a due date comes at the latest on { $latest }. Check the year and type it again.
mistake-due-past = { $day } is long past. If the birth has been, press the button below; if not, type the due date again.
mistake-not-yet = { $day } is still to come: type the day on which the birth was.
mistake-before-threshold = With these dates the birth would be before the 180th day ({ $from }), and other rules apply. Check the date { $day } and type it again; if it is right, ask your question here: a person answers.
mistake-long-after-due = A birth on { $day } is too far from the due date, { $due }. Check and type the date again.
mistake-no-flexibility = With a birth on { $day }, before { $from }, the months cannot be 1 and 4: choose another way.
mistake-flexible-days = The days of flexibility go from 1 to { $most }: type how many were worked.
mistake-days-without-flexibility = Days of flexibility go with the scheme 1+4 only: leave one of the two out.
mistake-stay-before-birth = A hospital stay is calculated after the birth: add the date of birth first.
mistake-stay-backwards = The discharge on { $discharge } is before the beginning, { $from }: type the date again.
mistake-stay-outside = The leave can be paused from { $first } to { $last }: type a day between these.
mistake-entry-before-birth = The child would join the family ({ $entry }) before the birth ({ $born }): check and type the date again.
mistake-of-age = On { $day } the child is 18 already: other rules apply. Check the date, or ask your question here.

button-leave = Calculate my dates
button-follow = Tell me if it changes
following = All right: if this rule changes, I write to you. If one day you no longer want to know, one tap beneath the news is enough.
button-reminder-done = Done
button-reminder-snooze = Remind me in 3 days
button-reminder-stop = No more of this
reminder-late = This reminder comes late: the desk was not at work, and we are sorry.
reminder-noted = Good, noted.
reminder-snoozed = All right, I remind you again on { $day }.
reminder-too-late = Later it would be of no use: this is the last useful moment. When it is done, press «Done».
reminder-stopped = All right, I don't remind you of this any more.

command-leave = calculate the dates of a leave
command-company = for companies: calendars and reminders
command-reminders = what I remind you of, and when

unknown-code = I don't know this code. You can go on all the same.
changed-rule = A rule behind your dates has changed.
changed-article = An article that you have read has changed: «{ $title }».
changed-from = holds from { $day }
changed-congedo-parentale-eta = Employees can take parental leave until their child is 14, no longer 12. There are not more months than before.
changed-malattia-figlio-eta = Absence for a sick child over 3 now goes up to 14 years of age, no longer 8.
changed-malattia-figlio-giorni = For a sick child over 3 there are now 10 working days a year for each parent, no longer 5.

amount = { $months ->
    [1] 1 month
    *[other] { $months } months
}{ $days ->
    [0] { "" }
    [1] {" and 1 day"}
    *[other] {" and "}{ $days } days
}
balance = Parental leave that is left: for the couple { $couple } (mother up to { $mother }, father up to { $father }); at 80% { $eighty }, at 30% { $thirty }.

level-ccnl = may depend on the CCNL
level-to-confirm = to be confirmed with INPS

choice-not-understood = I did not understand the answer. Press one of the buttons. To leave it: /cancel
choice-fix-work = The kind of work
choice-fix-birthday = The child's date of birth
plan-forgotten = Done: I have deleted what you asked.
event-noted = Noted. The last day is { $day }: I remind you before.
event-past = The last day was { $day }, and it is past: if it is not done yet, better do it at once. If in doubt, ask an expert.
event-far = This date is too far from today: type it again, with the year.
button-reminder-open = Open the calendar

by-the-hour = Parental leave by the hour, if the collective agreement says nothing else: { $hours } hours and { $minutes } minutes a day.
note-twins = With more children, daily rests double and are shared: if the mother uses 4, 3, 2, 1 or no hours, a father who works at least 6 hours has 0, 1, 2, 3 or 4 left (0, 1, 1, 2 or 2 if he works less). While she is on leave, he has 2 (1 if he works less than 6 hours).
choice-leave = Leave the dates
guide-not-understood-again = I'm sorry, I can't make out your answer. You can try again, or leave the dates: you can always ask a person.
