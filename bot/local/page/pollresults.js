// The shares of a poll's answers, with what was right. Knows results, and nothing of voting.

import { make } from "./element.js";

export function results(poll) {
  const list = make("ol", "poll-results");
  const rows = poll.options.map(() => row());
  list.append(...rows.map((one) => one.element));
  list.update = (now) => {
    // Where results are hidden until the end, one sees one's own answer alone.
    list.classList.toggle("secret", now.options.every((option) => option.voter_count === undefined));
    const shares = inPercent(now.options.map((option) => option.voter_count ?? 0), now.total_voter_count);
    rows.forEach((one, index) => one.update(now, index, shares[index]));
  };
  list.update(poll);
  return list;
}

// One sentence for those who do not see the marks.
export function outcome(poll) {
  const right = poll.correct_option_ids ?? [];
  const named = right.map((index) => poll.options[index].text).join(", ");
  const own = poll.chosen.map((index) => poll.options[index].text).join(", ");
  if (right.length === 0) return own ? `You chose ${own}.` : "The poll is closed.";
  const why = poll.explanation ? ` ${poll.explanation}` : "";
  if (poll.chosen.length === 0) return `The poll is closed. The right answer is ${named}.${why}`;
  const hit = poll.chosen.every((index) => right.includes(index));
  return (hit ? `Right: ${named}.` : `Wrong: ${own}. The right answer is ${named}.`) + why;
}

function row() {
  const element = make("li", "poll-result");
  const percent = make("span", "poll-percent");
  const text = make("span", "poll-text");
  const note = make("span", "poll-note");
  const mark = make("span", "mark");
  const bar = make("span", "bar");
  const fill = make("span", "fill");
  text.dir = "auto";
  mark.setAttribute("aria-hidden", "true");
  bar.append(fill);
  element.append(percent, text, mark, bar);

  function update(poll, index, share) {
    const option = poll.options[index];
    const right = poll.correct_option_ids?.includes(index) ?? false;
    const own = poll.chosen.includes(index);
    const wrong = own && poll.type === "quiz" && !right;
    element.className = `poll-result ${right ? "right" : ""} ${wrong ? "wrong" : ""} ${own ? "own" : ""}`.trim();
    percent.textContent = `${share}%`;
    note.textContent = [right && "right answer", own && "your answer"].filter(Boolean).join(", ");
    if (wrong) note.append(make("span", "unseen", ", wrong"));
    text.replaceChildren(option.text, ...(note.textContent ? [" ", note] : []));
    mark.textContent = right ? "✓" : wrong ? "✗" : own ? "•" : "";
    fill.style.width = `${share}%`;
  }

  return { element, update };
}

// Whole percents that add up to 100 where each vote is for one answer: the largest remainders go up.
function inPercent(counts, voters) {
  if (voters === 0) return counts.map(() => 0);
  const exact = counts.map((number) => (100 * number) / voters);
  const whole = exact.map(Math.floor);
  const missing = counts.reduce((sum, number) => sum + number, 0) === voters
    ? 100 - whole.reduce((sum, number) => sum + number, 0) : 0;
  const order = exact.map((_, index) => index).sort((a, b) => (exact[b] % 1) - (exact[a] % 1));
  for (const index of order.slice(0, missing)) whole[index] += 1;
  return whole;
}
