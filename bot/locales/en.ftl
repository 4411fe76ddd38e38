# Every word that a person reads in the chat, in English. Values may hold Telegram's HTML.

## The bot's own page

bot-description =
    I ask questions about real documents, and at every answer I show you the passage that proves it.

    Tap Start, then “Start a quiz”.
bot-short-description = Quizzes whose every answer shows the passage that proves it.
command-start = What I do
command-quiz = Start a quiz
command-stop = Stop the quiz
command-score = Your score
command-leaderboard = Who knows most
command-help = How it works
command-privacy = What I keep about you

## Start and help

welcome =
    Hello, { $name }! 👋

    I ask questions about real documents. At every answer I show you the passage that proves it. Where a wrong choice comes from the text too, I show you where it belongs.
help =
    <b>How it works</b>

    /quiz asks you questions. Tap the letter of your answer; I show the passage that proves the right one. <b>Show in context</b> opens its whole paragraph.
    /stop ends the quiz early. What you answered counts.
    /score is your score, /leaderboard is everyone’s.
    /privacy tells what I keep about you.
privacy =
    <b>What I keep about you</b>

    Your Telegram number and name, so that I know you again. Which questions I asked you, what you answered and when, so that your score is right. Your name and points stand on the leaderboard, which everyone who uses this bot can see.

    All of it is in one database on the machine of whoever runs this bot, and goes nowhere else.
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
proof = The text says:
proof-also = It is about this:
belongs = Where <b>{ $choice }</b> really belongs:
not-in-text = <b>{ $choice }</b> does not stand in the text.
place-title = — { $title }
place = — { $title }, paragraph { $paragraph }
place-heading = — { $title }, “{ $heading }”, paragraph { $paragraph }
context = In context:

## The end

ended = <b>{ $title }</b>: { $right } of { $total } right.
ended-all-right = 🎉 You got all of them!
ended-well = That is a good result.
ended-again = Read the passages below, then try the missed ones again.
stopped =
    { $answered ->
        [0] Stopped before the first answer. /quiz starts another whenever you like.
       *[other] Stopped. <b>{ $title }</b>: { $right } right of { $answered } answered.
    }
missed = <b>What you missed</b>
missed-line = <b>{ $number }.</b> { $stem } <b>{ $key }</b>
missed-cloze = <b>{ $number }.</b> <b>{ $key }</b>
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
alert-over = This quiz is over. Start another with /quiz.
alert-trouble = Something went wrong on our side. Nothing is lost: please tap again.
trouble = Something went wrong on our side. Nothing is lost: please try again.
