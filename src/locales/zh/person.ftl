# Everything the desk says to a person, in simplified Chinese. Plain (B1), warm, short.

hello = 你好！这里是工作与家庭服务台。请用自己的话写下你的问题：比如产假、陪产假、育儿假、请假或托儿所。如果我答不上来，会有工作人员回答你。
welcome-from = 你是通过 { $organisation } 来的：我会告诉回答你的人，但不会说出你的名字。
youre-welcome = 不客气！还有问题的话，直接写给我就行。
unclear = 我没太明白。请再多说一点：发生了什么事？你想知道什么？如果你愿意，也可以问工作人员。
nothing-readable = 我没能读懂这条消息。可以用自己的话写下你的问题吗？
declined-too-large = 这个文件太大了：我最多只能转交 20 MB。可以把重要的那一页拍张照片发给我吗？
declined-kind = 这种文件我没法转交给回答你的人。请发照片、PDF 或语音消息，或者用自己的话写下你的问题。
declined-contact = 我不需要这个联系人，也不会保存。请用自己的话写下你的问题。
declined-sealed = 你有一条消息我读不了：它是加密的，而我没有收到密钥。请重新写一遍；如果还是这样，请和我开一个新的聊天。
declined-unreadable = 你发的文件我打不开。可以改发照片，或者发没有密码的 PDF 吗？
choices = 先问你一件事，免得我答错。你的问题是关于：
case-opened = 这个问题会由工作人员来看。我已经建立咨询单 { $case }：专家会在 { $due } 之前回答你，通常会更早。你可以在这里补充细节，也可以取消： /cancel 。
received = 我已经把你的消息加到咨询单 { $case }。
received-due = 我已经把你的消息加到咨询单 { $case }。工作人员会在 { $due } 之前回答你。
case-reopened = 我已经重新打开咨询单 { $case }，并加上了你的消息。工作人员会在 { $due } 之前回答你。
added-to-case = 你今天已经有好几个咨询单了：我把这个问题也加到咨询单 { $case }。工作人员会在 { $due } 之前回答你。
stays-in-case = 好的。这个问题也会由工作人员来看：它留在咨询单 { $case } 里。
glad = 太好了，很高兴能帮到你！还有别的需要，就写在这里。
was-it-enough = 我的回答够用吗？如果不够，请按下面的按钮，由工作人员接着回答你。
takes-longer = 咨询单 { $case } 需要的时间比预计的长，很抱歉。我们会在 { $until } 之前回答你。你什么都不用做：你的问题一直在这里。
takes-longer-still = 咨询单 { $case } 我们还没有回答，真的很抱歉。我们不想再给你一个时间，然后又做不到。你的问题会一直保留，我们继续找能回答你的人。如果你有快到期的事情，请同时问问 patronato 或工会。
case-closed = 咨询单 { $case } 已关闭。还有别的需要，就写在这里：它会重新打开。
case-closed-unanswered = 咨询单 { $case } 没能得到回答，我们已经把它关闭了。如果你还需要帮助，就写在这里，我们会重新打开。
case-reopened-by-staff = 我们重新打开了咨询单 { $case }：还在继续处理。
cancelled-case = 好的：我已经取消咨询单 { $case }。如果你改变主意，再写给我就行。
cancelled = 好的，先不管了。如果你改变主意，再写给我就行。
nothing-to-cancel = 没有可以取消的内容。
help = 请用自己的话写下你的问题：如果我们的文章里有答案，我马上发给你；没有的话，工作人员会在 48 小时内回答你。你也可以使用这些命令：
unknown-command = 我不认识这个命令。下面是可以用的命令，你也可以用自己的话写下问题：
no-cases = 你没有咨询单。如果你的问题我答不上来，我就会建立一个。
case-line-open = { $case } · 建立于 { $opened } · 处理中
case-line-closed = { $case } · 建立于 { $opened } · 已关闭
case-line-withdrawn = { $case } · 建立于 { $opened } · 已取消
status-nothing = 你没有正在等待的问题。随时都可以写给我。
status-waiting-for-you = 我已经回答了你，想知道这个回答够不够用。
status-not-taken = 咨询单 { $case } 正在等待。工作人员会在 { $due } 之前回答你。
status-taken = 工作人员正在看咨询单 { $case }，会在 { $due } 之前回答你。
status-replied = 咨询单 { $case } 我们已经回答了。还有别的需要，就写在这里。
choose-language = In che lingua vuoi che ti scriva? / Which language shall I use? / 你想让我用哪种语言？
language-chosen = 好的，我用中文给你写。我们的文章目前是意大利语的。
language-name = 中文
privacy-notice = 你不用告诉我们你是谁。我们怎样处理消息： /privacy
privacy = 我们保存你的消息，只是为了回答你。你的某个问题可能会帮我们看懂类似的问题：但必须先有人看过，而且里面看不出你是谁。服务台的工作人员只看到你写的话和咨询单号，看不到你的名字、电话号码或头像。假期的日期，只有你要求提醒时我们才保存。如果你写了做什么工作、在家里是什么身份或住在哪里，我会记住，好给你合适的规定：用 /profile 可以查看和删除。请不要写别人的名字。用 /export 可以拿到你的消息、我们的回答和你保存的所有内容，但不包括服务台的内部备注；用 /erase 我们会删除全部内容，备注也一起删除。如果数据有备份，你的消息还会在备份里保留一段时间，直到那些备份也被删除。
confirm-erase = 要全部删除吗？我们会删掉你的消息和你的联系方式，专家的工作群里也一样。如果你还有没关闭的咨询单，就不会再收到回答了。
erased = 好了：你的消息和咨询单都已删除。说完再见，我也会忘掉你的联系方式。以后有需要就写给我：我们重新开始。
kept-data = 好的，我什么都不删。
stale-button = 这个按钮已经失效了。请用自己的话写下你的问题：我很乐意看。
out-of-order = 处理这条消息时出了问题，我已经告诉服务台了。请再写一次，也许可以短一点。
one-at-a-time = 你在短时间内发了很多消息。我会一条一条全部看完：请给我几分钟。
blocked = 服务台不再回答你在这个聊天里的消息。如果你需要帮助，请去找 patronato 或工会。你随时可以用 /privacy 、 /export 和 /erase 。
withdrawn = 服务台撤回了这条消息。
description = 工作与家庭服务台：产假、陪产假、育儿假、请假、托儿所。常见问题我马上回答；其他问题由工作人员在 48 小时内回答。你不用告诉我们你是谁。
short-description = 工作与家庭：有问题就问，工作人员会在 48 小时内回答你。你不用告诉我们你是谁。
only-private = 我只在私聊里回答：请私聊我，这样别人就看不到你的问题。我现在就退出这里。
export = 这是服务台保存的关于你的内容：你的消息、我们的回答、你的咨询单、日期和提醒。专家之间的内部备注不在里面。
relayed-by-name = 咨询单 { $case } · 服务台的 { $name } 回答了你
relayed-article-by-name = 咨询单 { $case } · 服务台的 { $name } 发给你这篇文章：
press-a-number = 请回复数字，或者点一下下面的符号。
relayed-by = 咨询单 { $case } · 服务台的工作人员回答了你
relayed-article = 咨询单 { $case } · 服务台的工作人员发给你这篇文章：
source-reviewed = { $law } · 文章更新于 { $day }

button-solved = 这正是我要的
button-human = 问专家
button-none-of-these = 都不是：问专家
button-other-question = 是别的问题
button-erase = 是，全部删除
button-keep-data = 不，全部保留

command-help = 服务台怎么用
command-cases = 你的咨询单
command-status = 你的问题到哪一步了
command-language = 更改语言 / change language
command-privacy = 我们怎样处理你的消息
command-cancel = 取消正在等待的问题
command-erase = 删除我们保存的关于你的全部内容
command-export = 拿到我们保存的关于你的全部内容

# What a person is promised, and why not sooner.
desk-reopens = 服务台现在关着：{ $opens } 重新开放。
experts-away = 但是我现在联系不上专家：你的问题已保存好，我会尽快转交。如果你有危险，请拨打 112。
case-opened-urgent = 我已经建立咨询单 { $case }，并马上叫了专家：工作人员会尽快回答你，最晚 { $due }。你可以继续在这里写。
urgent-in-case = 我已经为咨询单 { $case } 马上叫了专家：工作人员会尽快回答你，最晚 { $due }。你可以继续在这里写。
status-no-time = 咨询单 { $case } 还开着。我们不再给你一个时间，免得又做不到：我们继续找能回答你的人。
being-revised = 我们关于这个问题的文章正在修改，因为法律可能有变化。所以由工作人员来回答你。
source-checked = { $law } · 法律核对至 { $checked } · { $day } 的文本

# What keeps a talk going.
added = ✓ 已加到咨询单 { $case }。
explain = 也许由人来解释会更清楚：要我把你的问题转给专家吗？
in-other-words = 换句话说：{ $text }
topics = 你的问题是关于什么的？请选一个主题，或者用自己的话写下来。
topic-articles = 这些是这个主题最常见的问题。哪一个和你的问题相近？
language-followed = 我用中文给你写。要更改语言： /language
masked = 不需要电话号码、电子邮箱、税号和 IBAN：我已经把它们遮住了，专家的工作群里看不到。

# Before a question is taken back.
confirm-cancel = 要取消咨询单 { $case } 吗？就是这个问题：“{ $words }”。取消之后，就没有人回答你了。
confirm-cancel-urgent = 咨询单 { $case } 很紧急，我们很担心你。真的要取消吗？如果你怕有人看到这个聊天，可以用 /erase 删除全部内容。
kept-case = 好的：咨询单 { $case } 继续开着，我们会回答你。
guide-left = 好的，先不管日期了。想接着做： /leave
guide-left-case = 好的，先不管日期了。咨询单 { $case } 继续开着：我们会回答你。
button-cancel-case = 是，取消咨询单
button-cancel-anyway = 是，还是要取消
button-keep-case = 不，保留
button-yes-human = 是，问工作人员

# Who is here.
about-who = 我们是工作与家庭服务台。常见问题由我回答：我是一个程序，用的是由人写好、核对过的文章。其他问题都由专家回答。
about-robot = 是的，我是一个程序。找到合适的文章时，我自己回答；其他的都有服务台的工作人员。如果你更想找人，请写“我想和真人说话”。
about-readers = 需要人来回答时，只有服务台的专家会看到你写的话。他们看不到你的名字、号码或头像，你的雇主什么也看不到。详情： /privacy
about-cost = 这是免费的：回答不收钱，工作人员的时间也不收钱。

# What the desk has understood of who somebody is.
profile = 根据你写的内容，我记得你的这些情况：
profile-nothing = 我没有记住你的任何情况：不知道你做什么工作、在家里是什么身份、住在哪里。
profile-forgotten = 好了，我已经忘掉。你的消息还在：要全部删除，请用 /erase。
button-forget-profile = 忘掉
command-profile = 我记得你的哪些情况

# Whose rule it is.
holds-for = 适用于：{ $whom }。
button-not-my-case = 我不是这种情况
which-work = 谢谢，这样我能找到合适的规定。你做什么工作？
which-role = 谢谢，这样我能找到合适的规定。哪一项符合你的情况？
which-place = 谢谢，这样我能找到合适的规定。你住在哪里？
button-other-person = 其他：我想问工作人员

# What else there is to read.
asked-more = 你还问了别的：请点下面的按钮。
rest-to-human = 第一部分由我回答；其余的由工作人员来看。
meanwhile = 在此期间你可以阅读：
button-read = 阅读：{ $title }
