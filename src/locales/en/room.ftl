# What the staff room reads, in English.

room-urgent = URGENT { $label }
room-due = due { $due }
room-unassigned = unassigned
room-new-due = new due time: { $due }
room-profile = Has said of themselves: { $said }
room-answered-with = Already sent automatically: { $slug }
room-near = Near articles: { $articles }   (!use <name>)
room-reworded = The person has changed a message. It now says:
room-refers-to = The person quotes these words:
room-photo = the person sends a photo
room-document = the person sends a document
room-voice = the person sends a voice message
room-video = the person sends a video
room-not-handed-over = ⚠️ The file cannot be opened, or the platform no longer gives it. Ask the person to send it again as a photo or a PDF.
room-left = ⚠️ The person has blocked the desk or closed the chat: nothing reaches them until they write again.
room-came-back = The person is back: messages reach them again. What had not arrived has to be written once more.
room-other-answered = The person says it is another question: I have sent the article { $slug }. This case stays open.
room-other-stays = The person says it is another question, and it needs an answer of yours.
room-aside-settled = The person found what they needed for the other question in the article.
room-taken = { $by } has it.
room-already-taken = { $by } has it already.
room-not-yours = Only whoever has it can release it.
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
room-uncertain = ⚠️ I don't know whether it arrived: the network failed twice. If the person does not react, write again.
room-amended = ✔️ the change has reached the person's chat, too
room-not-amended = ⚠️ The change has not reached the person's chat. If it matters, write again.
room-waits-again = The reply was taken back: the person waits again · due { $due }
room-blocked = { $by } has blocked the person: their messages no longer come through, and the case is closed. To take it back: !unblock
room-unblocked = { $by } has unblocked the person: they can write again.
room-note-stays = That line was a note and stays among us. To send it to the person, write it again.
room-no-command = A command counts when it is written, not when a line is corrected. Nothing has changed.
room-unknown-article = No article is called “{ $slug }”. Search with !kb <words>
room-erased = The person asked to be forgotten: the text of this case has been removed.
room-assigned = { $to }, { $by } has given you this case.
room-unknown-expert = Nobody in this room is called “{ $name }”, or more than one person is: type the whole address. Nothing has changed.
room-expert-gone = { $who } has left the room: the case is free again.
room-what-to-type = Reply in the thread: it goes to the person · // stays among us · ✋ takes it · ✅ closes it · !help
room-head-closed = closed
room-head-withdrawn = withdrawn by the person
room-duty = On duty: { $names }. Alerts call these people. To change it: !duty <names>, or !duty nobody
room-duty-nobody = Nobody is on duty: alerts call the whole room. To change it: !duty <names>
room-hello = Hello! The desk's cases come here: each one is a thread. Reply in the thread and the person gets your words; ✋ to take it, ✅ to close it. The commands: !help
room-open = ⚠️ This room is not encrypted, so I do not bring cases here: turn on encryption in the room's settings.
room-successor = Does this room take the place of the desk's staff room? Whoever was in the old one, write !{ $command } here, or put ✅ beneath this message: from then on cases go on here. Until then I bring nothing here.
room-moved = The desk has moved to another room, and cases go on there. What is written here reaches nobody.
room-hello-unencrypted = ⚠️ This room is not encrypted: whoever runs the server can read what people write. Better turn on encryption in the room's settings.
room-sealed = ⚠️ There is a message here that I cannot decrypt, so it has gone to nobody. Whoever wrote it, please write it again.
room-no-files = ⚠️ Files do not reach the person, only words do. Write what they need, or tell them where to find it.
room-not-in-thread = ⚠️ This answer is outside the thread and has gone to nobody. Write it in the case's thread.
room-draft = Draft of an article: { $slug }
room-draft-next = A second person is needed: if it is fine, they type !approve. Make sure that nothing personal is in it. To change it: !draft <title> and, on the next line, the new text.
room-nothing-to-draft = There is no reply to start from yet. Write the text yourself: !draft <title> and, on the next line, the text.
room-no-draft = I have not found the draft. Start one with !draft in a case's thread.
room-needs-second = An article is approved by somebody else than whoever wrote it.
room-approved = ✔️ { $slug } is published: from now on the desk answers with it. To take it away: !withdraw { $slug }
room-article-withdrawn = { $slug } is withdrawn: the desk does not use it any more.
room-ways = Questions that an article has answered. If a question is clear and does not tell who wrote it, teach it: !learn <number>. Otherwise: !discard <number>.
room-way = { $number } · { $slug } · “{ $question }”
room-no-ways = No question is waiting.
room-no-way = I cannot find question { $number }, or it already is so. The list is with !ways.
room-way-learnt = ✔️ Question { $number } is a way of asking for its article now.
room-way-discarded = Question { $number } does not count.
room-figures-cases = { $count ->
    [one] One case opened
   *[other] { $count } cases opened
} in the last { $days } days.
room-figures-met = { $met ->
    [one] One human reply
   *[other] { $met } human replies
}, { $percent } % within the promise; half of them within { $hours ->
    [one] an hour
   *[other] { $hours } hours
}.
room-figures-settled = { $count ->
    [one] For one person
   *[other] For { $count } people
} the automatic answer was enough.
room-figures-now = Now: { $open ->
    [one] one open
   *[other] { $open } open
}, { $waiting ->
    [one] one person waiting
   *[other] { $waiting } people waiting
}, { $overdue ->
    [one] one overdue
   *[other] { $overdue } overdue
}.
room-unknown-command = There is no command { $typed }. I have sent nothing to the person. The list is in !help
room-unknown-command-nearest = There is no command { $typed }: did you mean !{ $nearest }? I have sent nothing to the person.
room-mixed-line = ⚠️ Nothing was sent to the person: a line of the message begins like a note or a command. Write the reply in one message and the note (or the command) in another.
room-needs-argument = Something is missing after !{ $command }. See !help for examples
room-needs-case = This command belongs in a case's thread.
room-unknown-case = There is no case { $case }. The open cases are in !list
room-dead-letter = ⚠️ A message could not be handled and was set aside (no. { $id }). Everything else goes on; please tell whoever runs the system.
room-not-said = ⚠️ Today an automatic message did not reach a person, or nobody knows whether it did (no. { $id }); it may not be the only one. Whoever wrote may be waiting: please tell whoever runs the system.
room-part-down = ⚠️ { $part }: there has been a problem since { $since } ({ $why }). As long as it lasts, messages and replies may be late. Tell whoever looks after the system.
room-part-back = ✅ { $part }: it works again. The problem began on { $since }.
room-part-database = The database
room-part-queue = Deliveries
room-part-articles = The articles
room-broken-row = ⚠️ A row of the database cannot be read and was set aside ({ $row }). Everything else goes on; tell whoever looks after the system.
room-gap-silence = ⚠️ The desk did not listen to { $channel } for more than 24 hours, and { $channel } keeps messages no longer: those that arrived between { $since } and { $until } may be lost. If somebody says they wrote, ask them to write again.
room-gap-missing = ⚠️ { $count ->
    [one] A message
   *[other] Up to { $count } messages
} sent from { $channel } between { $since } and { $until } may be lost. If somebody says they wrote, ask them to write again.
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
staff-command-due = who waits, by due time; with "articles", which articles expire
staff-command-take = the case is yours
staff-command-release = the case is free again
staff-command-close = closes the case (if nobody has replied: !close <reason>)
staff-command-reopen = opens the case again
staff-command-note = <text> · a note that stays among us, like //
staff-command-kb = <words> · searches the articles
staff-command-use = <name> · sends an article to the person
staff-command-next = the most pressing case
staff-command-assign = <name> · gives the case to somebody else
staff-command-draft = <title> · makes a draft of an article from the reply (with a text of yours on the next line, if you like)
staff-command-approve = the draft somebody else wrote becomes an article
staff-command-withdraw = <name> · the article made from a case is used no more
staff-command-ways = the ways of asking that wait: questions an article has answered
staff-command-learn = <number> · the question becomes a way of asking for that article
staff-command-discard = <number> · the question is no use, or no more
staff-command-duty = <names> · whom alerts call
staff-command-figures = how the promise has been kept in the last 30 days
staff-command-block = this person's messages no longer come through
staff-command-unblock = the person can write again

channel-console = Terminal
channel-telegram = Telegram
channel-matrix = Matrix
language-it = Italian
language-en = English
room-notice-reach = «{ $slug }» would reach: workers { $workers }, companies { $companies }.
room-notice-no-organisation = no organisation
room-notice-confirm = To send it: !confirm { $number }
room-notice-not-changed = «{ $slug }» is no article or rule that is marked as changed. In an article: [changed] with on = <day> and text = "<what changes>".
room-notice-nobody = Nobody has asked to hear if «{ $slug }» changes.
room-notice-sent = ✔️ The news of «{ $slug }» go out now, slowly and in office hours: { $count ->
    [1] one person
    *[other] { $count } people
}. Who has had them does not get them again.
room-no-notice = I find no news { $number }, or they are out already. It begins with !notify <article>
room-missed-reminders = ⚠️ These reminders did not go out in time, and are of no use now:
staff-command-notify = show who would be told of an article or rule that has changed
staff-command-confirm = send the news of this number
room-expired = An article is ready, to be checked first: { $slug }   (!use { $slug })
room-still-urgent = ⚠️ It is urgent, and nobody has answered yet: the person was told by { $until }.
room-uncovered = { $by } has asked to see what is usually covered, too:
room-nothing-covered = Nothing is covered in this case.
staff-command-show = shows phone number, e-mail and tax code as the person wrote them (the ledger notes it)
language-es = Spanish
language-ro = Romanian
language-ar = Arabic
language-zh = Chinese
language-uk = Ukrainian
language-fr = French
language-sq = Albanian
language-tl = Tagalog
language-ru = Russian
language-pt = Portuguese
language-de = German
language-ur = Urdu
language-fa = Persian
language-bn = Bengali
language-hi = Hindi
language-pa = Punjabi
language-ta = Tamil
language-si = Sinhala
language-th = Thai
language-ka = Georgian
language-am = Amharic
language-el = Greek
language-he = Hebrew
language-ko = Korean
language-ja = Japanese
room-draft-asked = This is kept, too, as a way of asking:
staff-command-renew = <name> <day> · the article was read again and holds until that day (it takes a second !approve <name>)
room-renewal-proposed = { $slug } may hold until { $day }. It takes a second person who has read it again: !approve { $slug }
room-renewed = ✔️ { $slug } is renewed: the desk goes on using it.
room-renewal-past = { $day } is past: write a day that is still to come, for example 15/7/2027.
room-articles-expire = ⚠️ { $count ->
    [one] One article expires
   *[other] { $count } articles expire
} on { $day }: after that, the desk does not send them by itself. They are renewed with !renew <name> <day> and the !approve of a second person. The list: !due articles
room-articles-expire-on = { $day } · { $count ->
    [one] one article expires
   *[other] { $count } articles expire
}
room-articles-expired-on = { $day } · { $count ->
    [one] one article has expired
   *[other] { $count } articles have expired
}
room-articles-never-expire = No article expires.
