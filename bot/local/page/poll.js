// A poll in a bubble: rows to tap before the vote, shares and marks after it. Knows polls, not the network.

import { countDown, stopCounting } from "./countdown.js";
import { make } from "./element.js";
import { formattedNodes } from "./text.js";
import { createTimer } from "./timer.js";
import { choices } from "./pollchoices.js";
import { outcome, results } from "./pollresults.js";

// on: {vote(message, options, element)} and what formatted text needs
export function createPoll(on, meta) {
  const element = make("section", "poll");
  const question = make("h3", "poll-question");
  const description = make("div", "poll-description");
  const kind = make("span", "poll-kind");
  const timer = createTimer();
  const answers = make("div", "poll-answers");
  const explanation = make("div", "poll-explanation");
  const said = make("p", "unseen"); // told to screen readers, once, when the result is there
  const count = make("span", "poll-count");
  const back = make("button", "poll-back", "Take my vote back");
  let drawn = "";

  element.tabIndex = -1;
  element.setAttribute("aria-live", "off"); // votes of others come every second
  said.setAttribute("role", "status");
  const [top, foot] = [make("div", "poll-top"), make("div", "poll-foot")];
  top.append(kind, timer.element);
  foot.append(count, meta);
  back.type = "button";
  element.append(question, description, top, answers, explanation, said, back, foot);

  function update(message) {
    const { poll } = message;
    const over = poll.is_closed || poll.chosen.length > 0;
    question.replaceChildren(...formattedNodes(poll.question, poll.question_entities, on));
    description.hidden = !poll.description;
    description.replaceChildren(...formattedNodes(poll.description ?? "", poll.description_entities, on));
    element.setAttribute("aria-label", `${kindOf(poll)}: ${poll.question}`);
    kind.textContent = kindOf(poll);
    count.textContent = votes(poll);
    const stage = over ? "results" : `choices ${JSON.stringify(poll.options.map((option) => option.text))}`;
    if (stage !== drawn) answers.replaceChildren(over ? results(poll, on) : choices(message, on, element));
    else if (over) answers.firstChild.update(poll);
    if (over && stage !== drawn) tell(poll);
    drawn = stage;
    back.hidden = poll.is_closed || !over || !poll.allows_revoting;
    back.onclick = () => on.vote(message, [], element);
    explain(poll, over);
    time(message);
  }

  function tell(poll) {
    const before = drawn !== "";
    if (before) said.textContent = outcome(poll);
    else said.removeAttribute("role"); // what was over when the page was opened is no news
  }

  function explain(poll, over) {
    explanation.hidden = !(over && poll.explanation);
    if (explanation.hidden) return;
    explanation.replaceChildren(
      make("strong", "", "Why"), ...formattedNodes(poll.explanation, poll.explanation_entities, on),
    );
  }

  function time(message) {
    const { poll } = message;
    timer.element.hidden = poll.is_closed || !poll.close_date;
    if (timer.element.hidden) return stopCounting(element);
    const whole = poll.open_period ?? poll.close_date - message.date;
    return countDown(element, poll.close_date, (left) => timer.show(left, whole));
  }

  return { element, update, end: () => stopCounting(element) };
}

function kindOf(poll) {
  if (poll.is_closed) return "Final results";
  const name = poll.type === "quiz" ? "quiz" : "poll";
  return poll.is_anonymous ? `Anonymous ${name}` : name === "quiz" ? "Quiz" : "Poll";
}

function votes({ total_voter_count: number, is_closed: closed }) {
  if (number === 0) return closed ? "No votes" : "No votes yet";
  return number === 1 ? "1 vote" : `${number} votes`;
}
