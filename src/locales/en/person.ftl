# Everything the desk says to a person, in English. Plain (B1), warm, short.

hello = Hello! I am the help desk for work and family life. Write your question in your own words: for example about maternity, paternity, leave, time off or nurseries. If I don't know, a person answers you.
welcome-from = { $organisation } has sent you: I tell whoever answers you, but not your name.
youre-welcome = You're welcome! If you have another question, just write.
unclear = I didn't quite understand. Tell me a little more: what has happened, and what would you like to know? If you prefer, ask a person.
nothing-readable = I couldn't read that message. Could you write your question in your own words?
declined-too-large = This file is too large: I can pass on 20 MB at most. Could you send me a photo of the page that matters?
declined-kind = I can't pass this kind of file on to whoever answers you. Send me a photo, a PDF or a voice message, or write your question in your own words.
declined-contact = I don't need the contact, and I don't keep it. Write your question in your own words.
declined-sealed = I cannot read one of your messages: it is encrypted and its key has not reached me. Please write it again; if it happens again, open a new chat with me.
declined-unreadable = I couldn't open the file you sent. Could you send it again as a photo, or as a PDF without a password?
choices = One thing first, so that I don't give you a wrong answer. Your question is about:
case-opened = A person reads this question. I have opened case { $case }: an expert answers you by { $due }, usually sooner. You can add details here, or /cancel.
received = I have added your message to case { $case }.
received-due = I have added your message to case { $case }. A person answers you by { $due }.
case-reopened = I have reopened case { $case } with your message. A person answers you by { $due }.
added-to-case = You have opened several cases today: I have added this question to case { $case }, too. A person answers you by { $due }.
stays-in-case = All right. A person reads this question too: it stays in case { $case }.
glad = Good, we are happy to help! If you need anything else, write here.
was-it-enough = Was the answer I gave you enough? If not, press the button and a person takes over.
takes-longer = We need more time than planned for case { $case }, and we are sorry. We answer you by { $until }. You don't have to do anything: your question is here.
takes-longer-still = We have not answered case { $case } yet, and we are truly sorry. We don't want to promise another time and be wrong again. Your question stays open and we keep looking for somebody who can answer. If you have a deadline soon, ask a patronato or a trade union as well.
case-closed = Case { $case } is closed. If you need anything else, write here: it opens again.
case-closed-unanswered = We have closed case { $case } without an answer. If you still need help, write here and we open it again.
case-reopened-by-staff = We have opened case { $case } again: we are still working on it.
cancelled-case = All right: I have cancelled case { $case }. If you change your mind, write again.
cancelled = All right, let's leave it. If you change your mind, write again.
nothing-to-cancel = There is nothing to cancel.
help = Write your question in your own words: if the answer is in our articles I send it at once, otherwise a person answers you within 48 hours. You can also use these commands:
unknown-command = I don't know this command. Here are those you can use, or write your question in your own words:
no-cases = You have no cases. If you write a question I can't answer, I open one.
case-line-open = { $case } · opened on { $opened } · in progress
case-line-closed = { $case } · opened on { $opened } · closed
case-line-withdrawn = { $case } · opened on { $opened } · cancelled
status-nothing = No question of yours is waiting. Write whenever you like.
status-waiting-for-you = I have answered you and would like to know whether it was enough.
status-not-taken = Case { $case } is waiting. A person answers you by { $due }.
status-taken = A person is looking at case { $case }. They answer you by { $due }.
status-replied = We have already answered case { $case }. If you need anything else, write here.
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use?
language-chosen = All right, I write to you in English. Our articles are in Italian for now.
language-name = English
privacy-notice = You don't have to tell us who you are. How we treat messages: /privacy
privacy = We keep your messages only to answer you. A question of yours may teach us to understand others like it: only once somebody has read it and it does not tell who you are. The people at the desk see your words and a case number: they don't see your name, phone number or photo. The dates of a leave we keep only if you ask for reminders. If you write how you work, who you are in your family or where you live, I remember it so as to give you the right rule: with /profile you see it and can remove it. Please don't write other people's names. With /export you get your messages, our replies and all you have saved, but not the internal notes of the desk; with /erase we delete everything, notes too. If there are backups of the data, your messages stay in them a little longer, until those backups are deleted too.
confirm-erase = Shall we delete everything? We remove your messages and your address, from the experts' room too. If you have an open case, you will get no more answers.
erased = Done: I have deleted your messages and your cases. With this goodbye I forget your address too. If you need us one day, write: we start afresh.
kept-data = All right, I don't delete anything.
stale-button = This button is no longer good. Write your question in your own words: I'm happy to read it.
out-of-order = I had a problem with this message and have told the desk. Please try to write it again, perhaps shorter.
one-at-a-time = You have written many messages in a short time. I read all of them, one after the other: give me a few minutes.
blocked = The help desk no longer answers your messages in this chat. If you need help, ask a patronato or a trade union. You can always use /privacy, /export and /erase.
withdrawn = The help desk has withdrawn this message.
description = A help desk for work and family life: maternity, paternity, leave, time off, nurseries. I answer common questions at once; a person answers the others within 48 hours. You don't have to tell us who you are.
short-description = Work and family: ask, and a person answers within 48 hours. You don't have to tell us who you are.
only-private = I answer in private chats only: write to me there, so that nobody else reads your question. I leave now.
export = Here is what the desk keeps of you: your messages, our replies, your cases, your dates and reminders. What the experts note among themselves is not in it.
relayed-by-name = Case { $case } · { $name } from the desk has answered you
relayed-article-by-name = Case { $case } · { $name } from the desk sends you this article:
press-a-number = Reply with the number, or touch the sign below.
relayed-by = Case { $case } · a person at the desk has answered you
relayed-article = Case { $case } · a person at the desk sends you this article:
source-reviewed = { $law } · article updated on { $day }

button-solved = That's what I needed
button-human = Ask an expert
button-none-of-these = None of these: ask an expert
button-other-question = It's another question
button-erase = Yes, delete everything
button-keep-data = No, keep everything

command-help = how the desk works
command-cases = your cases
command-status = where your question stands
command-language = change language / cambia lingua
command-privacy = how we treat your messages
command-cancel = cancel the question that is waiting
command-erase = delete everything we have of you
command-export = get everything we have of you

# What a person is promised, and why not sooner.
desk-reopens = The desk is closed now: it opens again on { $opens }.
experts-away = Right now, though, I cannot reach the experts: your question is safe, and I hand it over as soon as I can. If you are in danger, call 112.
case-opened-urgent = I have opened case { $case } and called the experts at once: a person answers you by { $due }, as soon as possible. You can go on writing here.
urgent-in-case = I have called the experts at once for case { $case }: a person answers you by { $due }, as soon as possible. You can go on writing here.
status-no-time = Case { $case } is still open. We don't tell you another time, so as not to be wrong again: we keep looking for somebody who can answer you.
being-revised = Our article about this is being revised, because the law may have changed. That is why a person answers you.
source-checked = { $law } · law checked up to { $checked } · text of { $day }

# What keeps a talk going.
added = ✓ Added to case { $case }.
explain = Perhaps a person explains it better: shall I pass your question to an expert?
in-other-words = In other words: { $text }
topics = What is your question about? Choose a topic, or write it in your own words.
topic-articles = These are the most common questions about this topic. Which is like yours?
language-followed = I write to you in English. To change the language: /language
masked = Phone number, e-mail, tax code and IBAN are not needed: I have covered them, and the experts' room does not show them.

# Before a question is taken back.
confirm-cancel = Do you want to cancel case { $case }? It is this question: «{ $words }». If you cancel it, nobody answers you.
confirm-cancel-urgent = Case { $case } is urgent, and we are worried about you. Do you really want to cancel it? If you fear that somebody reads this chat, /erase removes everything.
kept-case = All right: case { $case } stays open, and we answer you.
guide-left = All right, let's leave the dates. To take them up again: /leave
guide-left-case = All right, let's leave the dates. Case { $case } stays open: we answer you.
button-cancel-case = Yes, cancel the case
button-cancel-anyway = Yes, cancel it all the same
button-keep-case = No, keep it open
button-yes-human = Yes, ask a person

# Who is here.
about-who = We are the help desk for work and family life. I answer the common questions: I am a program, with articles that people have written and checked. Experts answer all the others.
about-robot = Yes, I am a program. I answer by myself when I find the right article; for everything else there are the people of the desk. If you prefer a person, write "I want to talk to a person".
about-readers = When a person has to answer, only the experts of the desk read your words. They don't see your name, number or photo, and your employer sees nothing. More: /privacy
about-cost = It is free: you pay neither for the answers nor for the time of the people who answer.

# What the desk has understood of who somebody is.
profile = Here is what I remember of you, from what you have written:
profile-nothing = I remember nothing of you: neither how you work, nor who you are in your family, nor where you live.
profile-forgotten = Done: I have forgotten it. Your messages stay: to remove everything, /erase.
button-forget-profile = Forget it
command-profile = what I remember of you

# Whose rule it is.
holds-for = This holds for { $whom }.
button-not-my-case = That's not my case
which-work = Thank you, so I can find the right rule. How do you work?
which-role = Thank you, so I can find the right rule. Which of these is right for you?
which-place = Thank you, so I can find the right rule. Where do you live?
button-other-person = Something else: I prefer a person

# What else there is to read.
asked-more = You have asked something else, too: touch it below.
rest-to-human = I answer the first part; a person reads the rest.
meanwhile = Meanwhile you can read:
button-read = Read: { $title }
