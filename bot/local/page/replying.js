// Which message one replies to: chosen by a tap, shown above the writing field. Knows choosing, not sending.

import { make } from "./element.js";
import { inShort, serviceText } from "./words.js";

const ITS_OWN = "a, button, input, label"; // what does something else when it is tapped

// parts: {log, bar, name, text, end}; on: {messages() of the open chat, chosen() or given up: go on writing}
export function createReplying({ log, bar, name, text, end }, on) {
  const choices = new Map(); // chat → the number of the message that the next one there replies to
  const key = make("button", "reply-key", "Reply");
  let chat = null;
  let offered = null; // the message below which the key stands

  key.type = "button";
  key.addEventListener("click", () => choose(offered));

  log.addEventListener("click", (event) => {
    const bubble = event.target.closest(".bubble");
    if (!bubble || event.target.closest(ITS_OWN) || !getSelection().isCollapsed) return;
    const id = Number(bubble.parentElement.dataset.id);
    if (key.isConnected && id === offered) return close();
    offered = id;
    bubble.after(key);
    key.focus({ preventScroll: true });
    key.scrollIntoView({ block: "nearest" });
    event.stopPropagation();
  });
  document.addEventListener("click", close);

  function close() {
    key.remove();
  }

  function choose(id) {
    close();
    choices.set(chat, id);
    draw();
    on.chosen();
  }

  // As Telegram's desktop has it: to the message before, or after; after the newest to none.
  function step(by) {
    const ids = on.messages().filter((message) => !serviceText(message)).map((message) => message.message_id);
    const now = choices.has(chat) ? ids.indexOf(choices.get(chat)) : ids.length;
    const next = ids[Math.max(0, now + by)];
    if (next === undefined) giveUp();
    else choose(next);
  }

  function giveUp() {
    choices.delete(chat);
    draw();
    on.chosen();
  }

  end.addEventListener("click", giveUp);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (key.isConnected) {
      close();
      on.chosen();
    } else if (choices.has(chat)) giveUp();
  });

  // What is replied to may have changed, or be gone.
  function draw() {
    const message = on.messages().find((one) => one.message_id === choices.get(chat));
    bar.hidden = !message;
    if (!message) choices.delete(chat);
    if (!message) return;
    name.textContent = `Reply to ${message.from.first_name}`;
    text.textContent = inShort(message);
  }

  function turnTo(id) {
    if (chat !== id) close();
    chat = id;
    draw();
  }

  // Returns the number of what is replied to, once, or 0.
  function take() {
    const id = choices.get(chat) ?? 0;
    choices.delete(chat);
    draw();
    return id;
  }

  function giveBack(id) {
    if (id) choices.set(chat, id);
    draw();
  }

  return { step, draw, turnTo, take, giveBack };
}
