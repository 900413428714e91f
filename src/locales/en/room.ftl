# What the staff room reads, in English.

room-urgent = URGENT { $label }
room-due = due { $due }
room-unassigned = unassigned
room-new-due = new due time: { $due }
room-answered-with = Already sent automatically: { $slug }
room-near = Near articles: { $articles }   (!use <name>)
room-other-answered = The person says it is another question: I have sent the article { $slug }. This case stays open.
room-other-stays = The person says it is another question, and it needs an answer of yours.
room-aside-settled = The person found what they needed for the other question in the article.
room-taken = { $by } has it.
room-already-taken = { $by } has it already.
room-not-yours = Only who has it can release it.
room-released = { $by } has released it: the case is free again.
room-closed = Closed by { $by }.
room-not-closable = The person still waits for an answer. Write a line, then close; if no answer is needed, say why: !close <reason>
room-reopened = Reopened by a new message of the person · due { $due }
room-reopened-by = Reopened by { $by }.
room-closed-again = It was another question: the case is closed again.
room-not-possible = Not possible in the present state of the case: see !list. I have sent nothing to the person.
room-withdrawn = The person has cancelled the case: no answer is needed any more.
room-alert = Alert { $level } %: due { $due }, and nobody has replied yet.
room-person-told = I have told the person that it takes longer: by { $until }.
room-still-waiting = The person still waits. I have not promised another time: I look again { $until }.
room-breached = OVERDUE: the promise was for { $due } and nobody has replied.
room-delivered = ✔️ delivered
room-delivered-late = ✔️ delivered, after the due time
room-unreachable = ⚠️ Not delivered: the person has blocked the desk or has left.
room-refused = ⚠️ Not delivered: the platform refuses the message. Try a different text.
room-unknown-article = No article is called “{ $slug }”. Search with !kb <words>
room-erased = The person asked to be forgotten: the text of this case has been removed.
room-unknown-command = There is no command !{ $typed }. I have sent nothing to the person. The list is in !help
room-unknown-command-nearest = There is no command !{ $typed }: did you mean !{ $nearest }? I have sent nothing to the person.
room-needs-argument = Something is missing after !{ $command }. See !help for examples
room-needs-case = This command belongs in a case's thread.
room-unknown-case = There is no case { $case }. The open cases are in !list
room-dead-letter = ⚠️ A message could not be handled and was set aside (no. { $id }). Everything else goes on; please tell whoever runs the system.
room-kb-nothing = I found no article with these words.
room-list = { $count ->
    [one] One open case
   *[other] { $count } open cases
}
room-list-empty = No open case.
room-deadlines = { $count ->
    [one] One person waits
   *[other] { $count } people wait
}
room-deadlines-empty = Nobody waits for an answer.
room-line-urgent = URGENT
room-line-overdue = OVERDUE { $due }
room-line-answered = already answered
room-line-holder = { $by } has it
room-help = In a case's thread, what you write goes to the person; a line that begins with // stays among us. The commands:

staff-command-help = this list
staff-command-list = the open cases
staff-command-due = who waits, by due time
staff-command-take = the case is yours
staff-command-release = the case is free again
staff-command-close = closes the case (if nobody has replied: !close <reason>)
staff-command-reopen = opens the case again
staff-command-note = <text> · a note that stays among us, like //
staff-command-kb = <words> · searches the articles
staff-command-use = <name> · sends an article to the person

channel-console = Terminal
channel-telegram = Telegram
channel-matrix = Matrix
language-it = Italian
language-en = English
