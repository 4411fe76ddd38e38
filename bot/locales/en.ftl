# Every word that a person reads in the chat, in English. Values may hold Telegram's HTML.

## The bot's own page

bot-description =
    I ask questions about real documents, and at every answer I show you the passage that proves it.

    Tap Start, then “Start a quiz”.
bot-short-description = Quizzes whose every answer shows the passage that proves it.
command-start = What I do
command-quiz = Start a quiz
command-make_quiz = Make a quiz of your document or text
command-review = What you would forget otherwise
command-progress = How far you have come
command-settings = How you study
command-library = Your quizzes; words after it find one
command-ask = Ask my documents something
command-stop = Stop the quiz
command-score = Your score
command-leaderboard = Who knows most
command-group-quiz = A quiz for everyone here
command-group-make_quiz = A quiz of the document that you reply to
command-group-stop = Stop the quiz
command-help = How it works
command-privacy = What I keep about you
command-export_my_data = Get all that I keep about you
command-delete_my_data = Erase all that I keep about you
command-reports = What people report of questions
command-teachers = Who teaches here, and whom to invite

## Start and help

welcome =
    Hello, { $name }! 👋

    I ask questions about real documents. At every answer I show you the passage that proves it. Where a wrong choice comes from the text too, I show you where it belongs.

    Send me a document of your own, and I make a quiz of it.
help =
    <b>How it works</b>

    /quiz asks you questions. Tap the letter of your answer or write it; I show the passage that proves the right one. <b>Show in context</b> opens its whole paragraph.
    Send me a document or paste a text, and I make a quiz of it: yours to study, to play with a class, to hand on. /make_quiz does the same with what you reply to, in a group too.
    /review asks again what you would forget otherwise: ten minutes a day, and it stays. /progress shows how far you have come, /settings how you study.
    /stop ends the quiz early. What you answered counts.
    /score is your score, /leaderboard is everyone’s.
    /ask and a question, or just the question, finds the passages that answer it. Tap a place under a quote to read it there.
    In a group, /quiz starts a quiz for everyone: an administrator sets it up, I ask by polls.
    /privacy tells what I keep about you.
privacy =
    <b>What I keep about you</b>

    • Your Telegram number and name, so that I know you again.
    • Which questions I asked you, what you answered, when and how fast: for your score, and so that each question comes again in time. Your name and points stand on the leaderboard, which everyone who uses this bot can see.
    • How you study: your time zone, your goals, your reminder.
    • What you say of a question: that it should be looked at, or that your answer was right. Who made the question or runs this bot reads that without your name.
    • The documents that you send, as text, with the questions that I made of them.
    • In a class: what you voted for and how fast, which whoever ran the quiz gets with your name. The group sees the podium.

    All of it is in one database on the machine of whoever runs this bot, goes nowhere else, and stays until you erase it. Only where a teacher asks for a language model is the text of that document sent to its service; what came back lies beside the database until the quiz is there, a week at most.

    /export_my_data sends you all of it. /delete_my_data erases it; in classes and homework your answers stay without your name and number, so that the totals stay true.
lost = I did not understand that. /quiz starts a quiz or shows the open question, /help tells what I can do.

## Starting a quiz

choose-bank = What would you like to be asked about?
choose-length =
    <b>{ $title }</b>

    How many questions?
no-banks = There is nothing to ask from yet. Whoever runs this bot can add a question bank.
running = You have a quiz open: question { $number } of { $total } in <b>{ $title }</b>.

## A question

question-head = <b>Question { $number } of { $total }</b> · { $title }
stem = <b>{ $stem }</b>
choice = <b>{ $letter }</b>  { $text }
answer-right = ✅ <b>{ $key }</b> is right.
answer-wrong =
    ❌ Not <b>{ $choice }</b>.
    ✅ The answer is <b>{ $key }</b>.
answer-passed =
    ➖ Not answered.
    ✅ The answer is <b>{ $key }</b>.
answer-typed = You wrote: { $choice }
match-accepted = A teacher has confirmed that this is right, too.
match-same-number = The same number, written another way.
match-same-date = The same date, written another way.
match-form = The same, said another way.
match-slip = A small slip in the spelling; it counts.
match-wrong-number = That is another number.
match-wrong-date = That is another date.
match-coarse = Almost: that is right as far as it goes, but the answer is more exact.
match-empty = I could not read an answer in that.
match-claimed = It counts as right in your study, by your word.
write-words = ✍️ Write your answer.
write-number = ✍️ Write the number.
write-year = ✍️ Write the year.
write-month = ✍️ Write the month and the year.
write-day = ✍️ Write the full date: day, month, year.
true-or-false = True or false?
which-choice = I could not match that to a choice. Tap a letter, or write one of the answers. /stop ends the quiz.
hint = 💡 The text, with the answer hidden:
hint-letter = It begins with “{ $letter }” and has { $count } characters.
exam-head = <b>Exam, question { $number } of { $total }</b> · { $title }
review-head = <b>Review { $number } of { $total }</b> · { $title }
proof = The text says:
proof-also = It is about this:
belongs = Where <b>{ $choice }</b> really belongs:
not-in-text = <b>{ $choice }</b> does not stand in the text.
place-title = — { $title }
place = — { $title }, paragraph{ "\u00a0" }{ $paragraph }
place-page = — { $title }, page{ "\u00a0" }{ $page }, paragraph{ "\u00a0" }{ $paragraph }
place-slide = — { $title }, slide{ "\u00a0" }{ $page }
place-heading = — { $title }, “{ $heading }”, paragraph{ "\u00a0" }{ $paragraph }
context = In context:

## The end

ended = <b>{ $title }</b>: { $right } of { $total } right.
ended-exam = <b>Exam: { $title }</b>: { $right } of { $total } right.
ended-review = <b>Review</b>: { $right } of { $total } remembered.
ended-all-right = 🎉 You got all of them!
ended-well = Well done!
ended-again = Read the passages below, then try the missed ones again.
stopped =
    { $answered ->
        [0] Stopped before the first answer. /quiz starts another whenever you like.
       *[other] Stopped. <b>{ $title }</b>: { $right } right of { $answered } answered.
    }
ended-skipped = { $count ->
        [one] One was skipped.
       *[other] { $count } were skipped.
    }
missed = <b>What you missed</b>
missed-line = <b>{ $number }.</b> { $stem } <b>{ $key }</b>
missed-said = You said: { $choice }
missed-more =
    { $count ->
        [one] … and one more.
       *[other] … and { $count } more.
    }
nothing-to-stop = No quiz is open. /quiz starts one.

## Scores

score-none = You have not answered a question yet. /quiz starts a quiz.
score-head = <b>Your score</b>
score-line = { $title }: { $right } of { $answered } right ({ $percent } %)
score-total = Together: <b>{ $right } of { $answered }</b> right ({ $percent } %)
leaderboard-none = Nobody has answered a question yet. Be the first: /quiz
leaderboard-head = <b>Who knows most</b> (right answers)
leaderboard-line = { $rank }. { $name }: { $right } of { $answered }
leaderboard-own = <b>{ $rank }. { $name }: { $right } of { $answered }</b> ← you

## Buttons

button-quiz = Start a quiz
button-review = Review
button-progress = My progress
button-settings = Settings
button-adapt-weak = Where I’m weakest
button-adapt-missed = What I missed
button-adapt-exam = Exam: answers at the end
button-group = Play with a class
button-score = My score
button-help = How it works
button-all = All { $count }
button-continue = Continue
button-replace = Stop the quiz
button-stop = Stop
button-stop-now = Stop the quiz
button-keep-going = Keep going
button-next = Next ›
button-finish = See my result ›
button-hint = Hint
button-show-choices = Choices
button-pass-over = Skip
button-claim = I was right
button-report = Report
button-before = ‹ Before
button-after = Next ›
button-summary = Back to the result
button-browse = Go through the answers
button-context = Show in context
button-context-less = Hide context
button-retry = Try the missed ones again
button-again = Another quiz

## Alerts

alert-unknown = This button is too old. Please start again with /quiz.
alert-foreign = This is somebody else’s quiz. Start your own with /quiz.
alert-answered-before = You have answered this one already.
alert-not-yet-answered = Answer the question first.
alert-moved-on = The quiz has moved on. Look further down.
alert-withheld = The answers come at the end of the exam.
alert-not-allowed = That is for teachers here. Whoever runs this bot can invite you.
alert-already = You are that already.
alert-no-title = A title has one to 200 characters.
alert-changed = Somebody has changed this meanwhile. Please open it again.
alert-over = This quiz is over. Start another with /quiz.
alert-trouble = Something went wrong on our side. Nothing is lost: please tap again.
trouble = Something went wrong on our side. Nothing is lost: please try again.

## A class: setting it up

ask-an-admin = A quiz for the whole group is started by one of its administrators, or by a teacher. You can play on your own in a private chat.
group-hello =
    Hello! 👋 I ask this group questions about a real document and show the passage that proves each answer.

    /quiz starts a quiz for everyone.
setup-head = <b>A quiz for the class</b>
setup-bank = 📖 { $title }
setup-play =
    { $count ->
        [one] One question
       *[other] { $count } questions
    }, { $seconds ->
        [0] without a time limit: you go on when the class is ready.
       *[other] { $seconds } seconds each.
    }
setup-scoring-right =
    { $teams ->
        [0] Each right answer is a point.
       *[other] Each right answer is a point; { $teams } teams, whose members’ average counts.
    }
setup-scoring-speed =
    { $teams ->
        [0] A right answer earns up to 1000 points, the sooner the more.
       *[other] A right answer earns up to 1000 points, the sooner the more; { $teams } teams, whose members’ average counts.
    }
setup-scoring-off = No points and no podium: just for learning.
setup-gone = No quiz was started. /quiz sets one up.
setup-started = The quiz is starting.
time-none = no limit
time-minutes = { $minutes } min
time-seconds = { $seconds } s
button-start-class = ▶ Start
button-lobby = First: who is in?
button-bank = Another document
button-length = Questions: { $count }
button-time = Time: { $time }
button-scoring-right = Points: right answers
button-scoring-speed = Points: right and fast
button-scoring-off = Points: none
button-teams =
    { $teams ->
        [0] Teams: none
       *[other] Teams: { $teams }
    }
button-order-mixed = Order: mixed
button-order-bank = Order: as in the text
button-cancel = Cancel

## A class: who is in

lobby-head = <b>{ $title }</b> · { $count ->
        [one] one question
       *[other] { $count } questions
    }
lobby-nobody = Tap “I’m in” and wait for the first question.
lobby-nobody-teams = Pick your team and wait for the first question.
lobby-players = In so far: <b>{ $count }</b>
    { $names }
lobby-team = { $team } <b>{ $count }</b>  { $names }
team-0 = 🔴 Red
team-1 = 🔵 Blue
team-2 = 🟢 Green
team-3 = 🟡 Yellow
setup-ask-n = <b>How many questions?</b>
setup-ask-t = <b>How long for each question?</b>
setup-ask-b = <b>Which document?</b>
button-in = I’m in
button-begin = ▶ Start
alert-in = You’re in. The first question comes soon.
alert-in-team = You’re in: { $team }.

## A class: playing

class-runs = A quiz runs here: <b>{ $title }</b>, question { $number } of { $total }. Answer in the poll.
class-gathers = A quiz is about to start here: <b>{ $title }</b>. Tap “I’m in” above.
class-stop-ask = Stop the quiz here?
class-none = No quiz is running here.
class-stop-host = Only who started the quiz or an administrator can stop it.
poll-head = { $number }/{ $total }:
poll-see-above = { $number }/{ $total }: the question stands above. Which is right?
poll-explanation = The text says: “{ $quote }”
result-head = <b>Answer { $number } of { $total }</b> · { $title }
result-key = ✅ <b>{ $key }</b>
result-right =
    { $answered ->
        [0] Nobody answered.
       *[other] <b>{ $right } of { $answered }</b> right.
    }
result-fastest = Fastest: { $names } ({ $seconds } s)
result-tempting = { $count ->
        [one] One chose
       *[other] { $count } chose
    } <b>{ $choice }</b>, which belongs here:
result-nowhere = { $count ->
        [one] One chose
       *[other] { $count } chose
    } <b>{ $choice }</b>, which does not stand in the text.
result-goes-on = The next question comes soon.
result-waits = The host goes on when everyone is ready.
standings = <b>Standings</b>
rank-line = { $rank ->
        [1] 🥇 1.
        [2] 🥈 2.
        [3] 🥉 3.
       *[other] { $rank }.
    } { $names } · <b>{ $points }</b>
teams = Teams (average of their members)
team-line = { $rank }. { $team } · <b>{ $mean }</b>
points = { $points } points
points-right = { $right } of { $asked }
button-more = +10 s
button-skip = Close now
button-reveal = Show the answer ›
button-pause = Pause
button-resume = Don’t pause
button-podium = See the podium ›
alert-pausing = The quiz waits after this question.
alert-paused = Paused. Tap Next when the class is ready.
alert-going-on = The quiz goes on by itself again.
alert-not-host = Only who started the quiz or an administrator can do that.
alert-enough = This question has got all the time that it can get.

## A class: the end

end-head = 🏁 <b>{ $title }</b>: that was it!
end-stopped = 🏁 <b>{ $title }</b> was stopped here.
end-nobody = Nobody answered, so there is no podium.
end-share = Together: <b>{ $percent } %</b> of { $answered } { $answered ->
        [one] answer
       *[other] answers
    } right.
end-streak = Longest streak: { $names }, { $count } right in a row.
end-hardest = Hardest: { $stem } <b>{ $key }</b>, { $right } of { $answered } right. The text says:
end-results = Results for the host: in the private chat with me.
end-nobody-missed = 🎉 Nobody missed a question!
button-my-mistakes = What did I miss?
button-replay-missed = Missed ones again
button-rematch = Rematch
button-homework = Give as homework
button-class-results = Results
results-nothing-yet = Nobody has answered yet.
results-sent = The results are in your private chat with me.
results-write-first = I may not write to you yet. Open a private chat with me, press Start, then tap again.
class-missed-head = <b>{ $title }</b> in { $chat }: you got { $right } of { $total }.
class-missed-none = I do not know of a quiz of yours there.
button-practise = Practise these
results-table = Results of “{ $title }” in { $chat }: one line a person, as CSV.
results-sheet = The same as a spreadsheet.
results-chart = Answers by question in “{ $title }”: { $summary }
chart-right = right
chart-wrong = wrong
chart-none = no answer
chart-title = { $title } · { $chat }
chart-people = people
chart-questions = question
chart-summary-line = question { $number }: { $right } of { $answered } right
chat-lost = The quiz “{ $title }” in { $chat } had to end.
chat-lost-removed = I was removed from the group.
chat-lost-deleted = The group is gone.
chat-lost-upgraded = Telegram has moved the group to a new one (a supergroup). Start the quiz there again with /quiz.
chat-lost-polls = I am not allowed to send polls there. An administrator can change that in the group’s permissions.
chat-lost-refused = Telegram did not let me write there.
chat-lost-kept = What was answered is kept. If there were answers, the results follow.
sheet-place = Place
sheet-name = Name
sheet-team = Team
sheet-grade = Points
sheet-percent = Percent
sheet-right = Right
sheet-asked = Asked
sheet-choice = { $number } answer
sheet-fraction = { $number } fraction
sheet-mark = { $number } mark
sheet-seconds = { $number } seconds
sheet-question = Question
sheet-key = Right answer
sheet-results = Results
sheet-questions = Questions
alert-too-late = The time for this homework is over. What you answered before counts.
alert-no-try-left = You have used all your tries at this homework.

## Homework

assign-day = { $days ->
        [one] 1 day
        [7] 1 week
       *[other] { $days } days
    }
button-tries = { $tries ->
        [one] One try each
       *[other] Best of { $tries } tries
    }
button-back = ‹ Back
homework-given =
    📝 <b>Homework: { $title }</b>

    { $count ->
        [one] One question
       *[other] { $count } questions
    }, due on { $due }. { $tries ->
        [one] One try each.
       *[other] The best of { $tries } tries counts.
    }
    Everyone answers in their own time, in a private chat with me.
homework-offer =
    📝 <b>Homework: { $title }</b> from { $chat }

    { $count ->
        [one] One question
       *[other] { $count } questions
    }, due on { $due }. { $left ->
        [one] You have one try.
       *[other] You have { $left } tries; the best one counts.
    }
homework-done = 📝 <b>Homework: { $title }</b>: you got { $right } of { $total }. You have used all your tries.
homework-late = 📝 <b>Homework: { $title }</b>: its time was over on { $due }.
homework-unknown = This homework is not known here. Ask for the link again.
button-do-homework = Do the homework
button-begin-homework = Begin
button-results = Results so far

## Study

review-nothing = Nothing is due now. 🌱
adapt-nothing = There is nothing of that kind yet: answer some questions first.
day-goal = Today: { $done } of { $goal } answers.
day-goal-met = Today: { $done } of { $goal } answers. Goal reached!
day-streak = 🔥 { $days } days in a row.
day-waiting = { $count ->
        [one] One question waits for you.
       *[other] { $count } questions wait for you.
    }
day-next = The next one comes in { $span }.
button-review-more = Go on
button-comes-again = Comes in { $span }
button-rating = { $name } · { $span }
button-rating-own = ✓ { $name } · { $span }
rating-1 = Again
rating-2 = Hard
rating-3 = Good
rating-4 = Easy
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
span-months = { $count } months
span-years = { $count } years
settings =
    <b>How you study</b>

    <b>Remember</b> is the share of questions that you want to know when they come again; a higher one makes them come sooner. <b>New</b> and <b>Goal</b> are questions and answers a day.
settings-zone = Your time: { $time } ({ $zone }).
settings-no-zone = I do not know your time zone yet, so I go by the clock of London in winter.
button-retention = Remember: { $percent } %
button-new = New: { $count }
button-goal = Goal: { $count }
button-reminder = Reminder: { $time }
button-reminder-off = Reminder: off
button-zone = Time zone
button-tell-zone = What time is it here?
button-own = ✓ { $label }
button-later = Not now
button-never = No reminder
button-no-reminders = No more reminders
percent = { $count } %
wish-retention = <b>How much do you want to remember</b> when it comes again?
wish-new = <b>How many new questions a day?</b>
wish-goal = <b>How many answers a day do you aim for?</b>
wish-remind = <b>When shall I remind you?</b> I say nothing when nothing is due.
zone-ask = <b>What time is it where you are?</b> Then your day ends when it should. On Telegram you can also send your location; I keep only the time zone.
zone-later = All right. /settings has it when you want it.
zone-which = <b>Where are you?</b> Take the nearest of these places.
zone-set = Your time zone is { $zone }: it is { $time }.
reminder = { $count ->
        [one] One question is due.
       *[other] { $count } questions are due.
    }
reminder-streak = 🔥 { $days } days in a row so far.

reminders-off = No more reminders. /settings brings them back.
progress-none = You have not answered a question yet. A quiz or a review begins it.
progress-head = 📈 You have met <b>{ $met } of { $total }</b> questions.
progress-retention = Remembered lately: <b>{ $percent } %</b> of what you had learnt (you want { $wished } %).
progress-reviews = In the last { $days } days: { $count } answers, { $most } on the busiest.
progress-coming = In the next { $days } days: { $count } come again.
progress-strong = 💪 { $name }: { $percent } %
progress-weak = 🌱 { $name }: { $percent } %
progress-picture-reviews = Answers a day (dashes: your goal)
progress-picture-coming = What comes again, by day
progress-picture-sections = What you know now (met/all)

## Reports and claims

report-wrong = The answer is wrong
report-unclear = The question is unclear
report-double = Two answers are right
report-other = Something else
report-thanks = Thank you. It will be looked at.
report-again = You have told me already. It will be looked at.
report-told =
    🔎 <b>A question was reported</b>: { $reason }.

    { $stem } <b>{ $key }</b>
    { $title }
report-open =
    🔎 <b>{ $stem }</b> <b>{ $key }</b>
    { $title }
report-count = { $reason }: { $count }
report-settled = ✅ Looked at.
button-settle = I have looked at it
button-look-at-it = Look at it
inbox-closed = Reports are for those who made the questions and those who run this bot. Send me a document, and its questions are yours.
inbox-left =
    { $total ->
        [0] Nothing waits for you. 🌱
       *[other] { $count ->
            [0] That is all that waits for you.
           *[other] { $count } more wait: /reports shows them when these are done.
        }
    }
claim-told =
    🙋 <b>Is this answer right, too?</b>

    { $stem } <b>{ $key }</b>
    The answer was: <b>{ $answer }</b>
    { $title }
claim-accepted = ✅ Accepted: it is right for everybody from now on.
claim-refused = ❌ Not accepted.
alert-claimed = It counts as right in your study.
alert-claimed-asked = It counts as right in your study. A teacher will be asked.
alert-claim-refused = A teacher has looked at this answer before and found it wrong.
button-accept = It is right
button-refuse = It is wrong

## A person's data

erase-ask =
    <b>Erase everything that I know of you?</b>

    Your answers, scores, reviews, reports and settings go, and your documents leave your shelf; who has their link keeps them. What you answered in classes and homework stays without your name and number, and so does an answer of yours that a teacher has accepted for everybody. This cannot be undone. /export_my_data gives you a copy first.
erase-sure = <b>Really everything?</b> There is no way back.
erase-done = Everything is erased. If you write to me again, we begin anew.
erase-kept = Nothing was erased.
erase-hosting = You run a quiz in a group right now. Stop it there with /stop, then come again.
button-erase = Erase everything
button-erase-sure = Yes, erase it
button-erase-not = Keep it
export-caption = All that I keep about you. The .csv is your answers as a table.
export-when = When
export-title = Questions
export-stem = Question
export-answer = Your answer
export-key = Right answer
export-fraction = How right (0 to 1)
export-seconds = Seconds
## Reading

place-link = <a href="{ $address }">{ $place }</a>
ask-usage = Ask me in your own words, like this: <code>/ask Who built the bridge?</code>
ask-small-talk = 🙂 I am here. Ask me about my documents in your own words, or start a quiz with /quiz.
ask-exam = An exam is open: ask me when it is over.
ask-nothing = I found no passage about that in my documents. Try it with other words?
ask-found =
    { $count ->
        [one] The text says:
       *[other] { $count } passages speak of it:
    }
ask-number = <b>{ $number }.</b>
button-read-on =
    { $number ->
        [0] Read on ›
       *[other] { $number } · Read on ›
    }
button-quiz-passage =
    { $number ->
        [0] Quiz me on this: { $count ->
            [one] one question
           *[other] { $count } questions
        }
       *[other] { $number } · Quiz me: { $count }
    }
button-quiz-document =
    { $number ->
        [0] Quiz me on the whole document: { $count ->
            [one] one question
           *[other] { $count } questions
        }
       *[other] { $number } · Quiz on document: { $count }
    }
passage-title = 📖 <b>{ $title }</b>
passage-heading = { $heading }
passage-number = Paragraph { $number } of { $total }
passage-page = Page { $page } · paragraph { $number } of { $total }
passage-slide = Slide { $page } · paragraph { $number } of { $total }
passage-gone = This passage is not here any more. Ask me something, or start a quiz with /quiz.
button-passage-before = ‹ Previous
button-passage-after = Next ›
button-passage-questions = Questions on this: { $count }
button-share = Share

## Documents of one's own

making-opening = 📖 Opening <b>{ $name }</b> …
making-reading = 📖 Reading <b>{ $name }</b>: { $percent } %, { $found ->
        [one] one question so far.
       *[other] { $found } questions so far.
    }
making-waiting = ⏳ <b>{ $name }</b>: { $count ->
        [one] one document is before yours.
       *[other] { $count } documents are before yours.
    }
making-in-vain = I have begun to read that several times, and something stopped me each time. Send a shorter part of it, such as a chapter.
making-too-long = That is as much text as I can take in messages. Make a quiz of what I have so far, or send me all of it as a file.
making-in-private = I’m making a quiz of <b>{ $name }</b> for { $person }, in <a href="{ $address }">our private chat</a>.
making-closed = { $person }, I may not write to you yet. Open a private chat with me, press Start, then ask again here.
button-open-private = Open the chat
make-usage =
    <b>A quiz of your own text</b>

    Send me a file, or paste the text here. /make_quiz as a reply to a file or a text works, too.

    I read PDF, Word, PowerPoint, OpenDocument, e-books, web pages, Markdown and plain text, in English: up to 20 MB, 2,000 pages of a PDF. A scan has no text that I could read.

    You get questions, each with the sentence that proves it: to study, to play with a class, to take into other systems. A book takes some minutes.
make-usage-group = Send /make_quiz as a reply to a document or a text here: I make a quiz of it for you, in our private chat.
text-offer = That is a text of { $count } words. Shall I make a quiz of it?
text-left = All right, no quiz of that text. To ask or answer something, write it in fewer words.
file-offer = How shall I make the quiz of <b>{ $name }</b>?
file-left = All right, no quiz of that document.
model-offer = I make it here, from English alone. With <b>{ $model }</b> any language will do, but the text is sent to that model’s service and costs what it charges.
button-make-here = Make the quiz here
button-make-with-model = With { $model }
button-take-text = Make a quiz of it
button-leave-text = No
making-given-up = Given up. Send the document again whenever you like.
making-refused = I could make no questions of that. { $reason }
making-model-could = With { $model } other languages work, too: send it again and choose that.
making-spent = 🪙 { $requests ->
        [one] One request
       *[other] { $requests } requests
    } to the model: { $read } tokens read, { $written } written, { $cost }.
making-cost = about ${ $dollars }
making-cost-unknown = price unknown
making-stopped = It stopped before the end, where one quiz may cost no more. Send it again, and it goes on there.
making-another = One document at a time, please: the other one is still being read.
file-too-large = That file is larger than 20 MB, more than Telegram lets me have. Send a part of it, such as a chapter.
book-ready =
    📚 <b>{ $title }</b>: { $count ->
        [one] one question
       *[other] { $count } questions
    }, each with the sentence that proves it. For example:
book-again = 🔁 Made again, and your changes stayed: { $new ->
        [0] nothing is new,
        [one] one question is new,
       *[other] { $new } questions are new,
    } { $gone ->
        [0] none is gone.
        [one] one is gone.
       *[other] { $gone } are gone.
    }
book-again-lost = { $count ->
        [one] ⚠️ What one question quotes is not in the document any more: it is a draft now.
       *[other] ⚠️ What { $count } questions quote is not in the document any more: they are drafts now.
    }
book-question = • { $stem }
book-unknown = This link leads to no questions. Ask for it again.
book-away = Put away. Who took it by its link keeps it; a quiz that stands on nobody’s shelf is gone with its document.
button-study = Study now
button-put-away = Put away
button-look-through = Look through
button-mend = Edit as a file
mend-caption = Your questions as a text file: change what you like, and send it back to me. A line “status: rejected” keeps a question from being asked.
mend-faults = { $count ->
        [one] One fault keeps me from taking that; nothing is changed.
       *[other] { $count } faults keep me from taking that; nothing is changed.
    }
mend-fault = • { $fault }
bank-too-large = That file is larger than 4 MB, too large for questions.
library-own = <b>Your quizzes</b>
library-own-empty = You have made no quiz yet. Send me a document (PDF, Word, slides, e-book, web page or text), and I make one of it.
library-public = <b>Quizzes for everybody</b>
    Take one, and it is among yours.
library-public-empty = No quiz is here for everybody that you do not have already. Teachers can show theirs.
library-archived = <b>Archived quizzes</b>
    They are kept, and not asked.
library-archived-empty = You have archived no quiz.
library-found = { $count ->
        [one] One quiz has “{ $words }”:
       *[other] { $count } quizzes have “{ $words }”:
    }
library-match = • { $title }: { $stem }
library-none-found = No quiz of yours, and none for everybody, has “{ $words }”. To find a passage, just ask me.
button-volume = { $title } · { $count }
button-shelf-own = My quizzes
button-shelf-public = For everybody
button-shelf-archived = Archived
button-library = My quizzes
button-manage = More …
book-archived = Archived: it is kept, and not asked.
book-public =
    📚 <b>{ $title }</b>: { $count ->
        [one] one question
       *[other] { $count } questions
    }, each with the sentence that proves it. For everybody.
button-take = Put it on my shelf
button-take-down = No longer for everybody
taken-down = Only whoever has its link can have it now. Who took it before keeps it.
care = <b>{ $title }</b>
care-private = 🔒 Only you and its editors can have it.
care-link = 🔗 Whoever has its link can have it.
care-public = 🌍 Everybody finds it under /library.
care-readers = { $count ->
        [one] One other person has it.
       *[other] { $count } other people have it.
    }
care-editors = Editors: { $names }
button-rename = Rename
rename-ask = What shall <b>{ $title }</b> be called? Write it to me.
button-who = Who can have it
button-editors = Editors
button-merge = Add another quiz
button-archive = Archive
button-delete-book = Delete
seen = Who can have <b>{ $title }</b>? Who has it already keeps it.
button-private = { $now ->
        [true] ✓ Only me and its editors
       *[false] Only me and its editors
    }
button-link = { $now ->
        [true] ✓ Whoever has the link
       *[false] Whoever has the link
    }
button-public = { $now ->
        [true] ✓ Everybody here
       *[false] Everybody here
    }
editors = { $count ->
        [0] Nobody else can change <b>{ $title }</b>. An editor can do all with its questions that you can.
       *[other] They can change the questions of <b>{ $title }</b>. Tap a name to end that.
    }
button-invite-editor = Invite an editor
button-dismiss = ✕ { $name }
invitation-editor = This link lets the first person who opens it change <b>{ $title }</b>. It works once, within a week.
invitation-teacher = This link makes the first person who opens it a teacher here. It works once, within a week.
invitation-unknown = This invitation was used, is older than a week, or there is none like it. Ask for a new one.
invitation-already = You are that already. The link stays good for somebody else.
button-share-invitation = Send it to somebody
teacher-now = Welcome as a teacher! You can run a quiz in every group where we both are, and show your quizzes to everybody (/library, More …, Who can have it).
teachers = { $count ->
        [0] Nobody teaches here yet.
        [one] One teacher. Tap the name to end that.
       *[other] { $count } teachers. Tap a name to end that.
    }
teachers-closed = Only who runs this bot can see and invite teachers.
button-invite-teacher = Invite a teacher
merge = Which quiz’s questions shall go into <b>{ $title }</b>?
merge-none = You have no other quiz whose questions could go into <b>{ $title }</b>.
merge-sure = { $count ->
        [one] Put the one question of <b>{ $other }</b> into <b>{ $title }</b>? <b>{ $other }</b> is archived then.
       *[other] Put the { $count } questions of <b>{ $other }</b> into <b>{ $title }</b>? <b>{ $other }</b> is archived then.
    }
button-merge-sure = Yes, make one quiz of them
merged = { $count ->
        [0] No question came to <b>{ $title }</b>.
        [one] One question came to <b>{ $title }</b>.
       *[other] { $count } questions came to <b>{ $title }</b>.
    }
merged-double = { $count ->
        [one] One was there already.
       *[other] { $count } were there already.
    }
merged-drafts = { $count ->
        [one] One asks what another one asks or tells: it is a draft, for you to look at.
       *[other] { $count } ask what others ask or tell: they are drafts, for you to look at.
    }
button-open = Open
archived = Archived. I keep it and ask nothing from it.
button-restore = Use it again
delete-sure = { $count ->
        [0] Delete <b>{ $title }</b> for good?
        [one] Delete <b>{ $title }</b> for good? One other person has it, and loses it too.
       *[other] Delete <b>{ $title }</b> for good? { $count } other people have it, and lose it too.
    }
button-delete-sure = Yes, delete it
book-deleted = Deleted.
button-export = Export
format-gift = GIFT
format-moodle-xml = Moodle XML
format-aiken = Aiken
format-csv = CSV
format-kahoot = Kahoot
format-qti = QTI 2.1
format-anki = Anki
export-count = { $count ->
        [one] One question.
       *[other] { $count } questions.
    }
export-left-out = { $count ->
        [one] One thing could not go along:
       *[other] { $count } things could not go along:
    }
mend-refused = I could not take that; nothing is changed. { $reason }
making-busy = Many documents are waiting to be read. Please send yours again in a few minutes.

## Looking through the questions of one's own

look-overview =
    <b>{ $title }</b>

    { $total ->
        [one] One question
       *[other] { $total } questions
    }: { $asked } asked, { $drafts ->
        [one] one draft
       *[other] { $drafts } drafts
    }, { $out } left out.
look-attention = { $count ->
        [one] ⚠️ One should be looked at.
       *[other] ⚠️ { $count } should be looked at.
    }
look-end = ✓ That was the last one.
look-approved = { $count ->
        [0] None could be approved.
        [one] ✓ One draft is asked from now on.
       *[other] ✓ { $count } drafts are asked from now on.
    }
look-refused = { $count ->
        [one] One is not ready:
       *[other] { $count } are not ready:
    }
look-refused-one = • { $stem } <i>{ $reason }</i>
button-look-a = Look through all ({ $count })
button-look-l = To look at ({ $count })
button-look-d = Drafts ({ $count })
button-look-r = Left out ({ $count })
button-approve-drafts = Approve all drafts
button-best = Only the best { $count }
button-best-all = All of them again
look-head-a = <b>{ $number } of { $total }</b> · { $title }
look-head-l = <b>To look at: { $number } of { $total }</b> · { $title }
look-head-d = <b>Draft { $number } of { $total }</b> · { $title }
look-head-r = <b>Left out: { $number } of { $total }</b> · { $title }
look-key = ✅ <b>{ $key }</b> (the right answer)
look-choice = • { $choice }
look-typed = The answer is to be written.
look-status-approved = It is asked.
look-status-draft = 📝 A draft: it is not asked yet.
look-status-rejected = ❌ Left out: it is not asked.
look-noted = Why: { $note }
look-fault = It cannot be asked as it is: { $reason }
look-fared = { $people ->
        [one] One person has tried it, { $percent } % right.
       *[other] { $people } people have tried it, { $percent } % right.
    }
look-suspect = ⚠️ Those who know the rest miss it as often as others: look at it.
look-missed = ⚠️ Fewer know it than would guess it: look at it.
look-unpicked = ⚠️ Nobody picks “{ $choices }”.
look-reports = 🔎 Reported: { $reasons }
button-keep-it = ✓ Keep
button-leave-out = ✗ Leave out
button-change = Change…
button-look-before = ‹
button-look-after = ›
button-done = Done
button-seen = Looked at
against-wrong = The answer is wrong
against-unclear = It is unclear
against-easy = Too easy
against-minor = Not important
against-other = Another reason
change-ask = <b>What shall change?</b>
change-choice = <b>What shall become of “{ $choice }”?</b>
change-kind = <b>How is it to be answered?</b> Where it is to be written, its wrong answers go.
change-proved = 📝 Another sentence says so: read it, then tap Keep.
button-change-stem = The question
button-change-key = The answer
button-change-turn = True or false: the other way round
button-change-choice = ✗ { $choice }
button-change-kind = How it is answered
button-move = Move to another quiz
move = <b>Into which quiz shall it go?</b>
move-none = You have no other quiz that it could go into.
moved = ✓ It is in <b>{ $title }</b> now.
moved-draft = ✓ It is in <b>{ $title }</b> now, as a draft: beside the questions there it would give an answer away, or ask the same.
button-other-choice = Another one instead
button-write-choice = Write it myself
button-take-away = Take it away
button-form-choose = Choose among answers
button-form-type = Write the answer
alert-claim-kind = It says something that is true or false, so it can be answered in no other way.
alert-unchanged = That cannot be: { $reason }.
write-stem =
    ✍️ <b>Write the new question.</b> Now it is:

    <code>{ $text }</code>
write-key =
    ✍️ <b>Write the right answer</b>, as the text says it. Now it is:

    <code>{ $text }</code>
write-choice =
    ✍️ <b>Write the wrong answer</b> that shall stand here. Now it is:

    <code>{ $text }</code>
write-again =
    That cannot be: { $reason }. Nothing is changed.

    ✍️ Write it another way?
