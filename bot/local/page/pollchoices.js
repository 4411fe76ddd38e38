// The rows of a poll that one can still vote in. Knows choosing, and nothing of results.

import { make } from "./element.js";

export function choices(message, on, poll) {
  const { options, allows_multiple_answers: several } = message.poll;
  const list = make("div", "poll-choices");
  const rows = options.map((option) => row(option, several));
  list.dataset.pad = "poll";
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", several ? "Answers, one or more" : "Answers");
  for (const { line } of rows) list.append(line);
  if (!several) {
    rows.forEach(({ key }, index) => key.addEventListener("click", () => on.vote(message, [index], poll)));
    return list;
  }
  const send = make("button", "poll-send", "Vote");
  const line = make("div");
  const chosen = () => rows.flatMap(({ key }, index) => (key.getAttribute("aria-checked") === "true" ? [index] : []));
  for (const { key } of rows) {
    key.addEventListener("click", () => {
      key.setAttribute("aria-checked", String(key.getAttribute("aria-checked") !== "true"));
      send.disabled = chosen().length === 0;
    });
  }
  send.type = "button";
  send.disabled = true;
  send.dataset.key = "";
  line.dataset.row = "";
  line.append(send);
  list.append(line);
  send.addEventListener("click", () => on.vote(message, chosen(), poll));
  return list;
}

function row(option, several) {
  const line = make("div");
  const key = make("button", "poll-option");
  line.dataset.row = "";
  key.dataset.key = "";
  key.type = "button";
  key.tabIndex = -1;
  if (several) {
    key.setAttribute("role", "checkbox");
    key.setAttribute("aria-checked", "false");
  }
  const sign = make("span", several ? "sign box" : "sign");
  sign.setAttribute("aria-hidden", "true");
  const text = make("span", "poll-text", option.text);
  text.dir = "auto";
  key.append(sign, text);
  line.append(key);
  return { line, key };
}
