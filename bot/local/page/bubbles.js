// Messages as bubbles, kept in step with the chat. Knows drawing and focus, and nothing of the network.

import { formattedNodes, startPayload } from "./text.js";

const GROUP_SECONDS = 600;

// on: {press(message, button, element), send(text), username(), person(), bot()}
export function createBubbles(log, on) {
  const shown = new Map(); // message_id → {message, element}

  function put(message) {
    const before = shown.get(message.message_id);
    if (before && JSON.stringify(before.message) === JSON.stringify(message)) return;
    const element = before?.element ?? document.createElement("article");
    const focused = element.contains(document.activeElement);
    element.dataset.id = message.message_id;
    const sameText = before && textKey(before.message) === textKey(message);
    if (sameText) {
      // Only the buttons changed: an open quote stays open, and nothing is read aloud again.
      element.querySelector(".keyboard")?.remove();
    } else {
      element.replaceChildren(bubble(message, on));
    }
    const keyboard = keyboardOf(message, on);
    if (keyboard) element.append(keyboard);
    element.classList.toggle("has-keyboard", keyboard !== null);
    shown.set(message.message_id, { message, element });
    if (!before) log.insertBefore(element, successor(message.message_id));
    arrange();
    if (focused && !element.contains(document.activeElement)) focusKeyboard(message.message_id);
  }

  function remove(id) {
    const entry = shown.get(id);
    if (!entry) return;
    const focused = entry.element.contains(document.activeElement);
    entry.element.remove();
    shown.delete(id);
    arrange();
    if (focused) focusKeyboard(id);
  }

  function replaceAll(messages) {
    const ids = new Set(messages.map((message) => message.message_id));
    for (const id of [...shown.keys()]) if (!ids.has(id)) remove(id);
    for (const message of messages) put(message);
  }

  function successor(id) {
    const later = [...shown.keys()].filter((other) => other > id);
    return later.length ? shown.get(Math.min(...later)).element : null;
  }

  // Day lines, groups of one sender, and the one keyboard that Tab reaches.
  function arrange() {
    const entries = [...shown.values()].sort((a, b) => a.message.message_id - b.message.message_id);
    const days = new Map([...log.querySelectorAll(".day")].map((line) => [line.dataset.day, line]));
    let previous = null;
    for (const entry of entries) {
      const { message, element } = entry;
      const outgoing = message.from.id === on.person().id;
      const day = new Date(message.date * 1000).toDateString();
      const newDay = !previous || day !== new Date(previous.message.date * 1000).toDateString();
      if (newDay) {
        const line = days.get(day) ?? dayLine(message.date, day);
        if (line.nextElementSibling !== element) log.insertBefore(line, element);
        days.delete(day);
      }
      const close = previous && message.date - previous.message.date < GROUP_SECONDS;
      const continues = close && !newDay && previous.message.from.id === message.from.id
        && !previous.message.reply_markup;
      element.className = `message ${outgoing ? "out" : "in"}`;
      element.classList.toggle("has-keyboard", Boolean(message.reply_markup));
      element.classList.add("last");
      if (continues) {
        element.classList.add("continues");
        previous.element.classList.remove("last");
      }
      previous = entry;
    }
    for (const line of days.values()) line.remove();
    rove();
  }

  function rove() {
    const buttons = [...log.querySelectorAll(".keyboard .key")];
    const newest = buttons.at(-1)?.closest(".keyboard");
    const active = buttons.includes(document.activeElement) ? document.activeElement : null;
    const reachable = active ?? newest?.querySelector(".key");
    for (const button of buttons) button.tabIndex = button === reachable ? 0 : -1;
  }

  log.addEventListener("focusin", rove);

  // The keyboard of this message, or else the newest one; false where there is none.
  function focusKeyboard(id = null) {
    const own = id === null ? null : shown.get(id)?.element.querySelector(".key");
    const newest = [...log.querySelectorAll(".keyboard")].at(-1)?.querySelector(".key");
    const target = own ?? newest;
    if (!target) {
      on.nothingToFocus();
      return false;
    }
    target.focus();
    return true;
  }

  // Arrow keys walk the keys; a letter or digit presses the key that it names.
  log.addEventListener("keydown", (event) => {
    const key = event.target.closest?.(".key");
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = neighbour(key, event.key) ?? null;
    if (target === "below") on.nothingToFocus();
    else if (target) target.focus();
    else if (event.key.length === 1 && event.key !== " ") named(key, event.key)?.click();
    else return;
    event.preventDefault();
  });

  function neighbour(key, pressed) {
    const row = [...key.parentElement.children];
    const column = row.indexOf(key);
    if (pressed === "ArrowLeft" || pressed === "ArrowRight") {
      return row[column + (pressed === "ArrowLeft" ? -1 : 1)] ?? key;
    }
    if (pressed !== "ArrowUp" && pressed !== "ArrowDown") return null;
    const rows = [...log.querySelectorAll(".keyboard-row")];
    const next = rows[rows.indexOf(key.parentElement) + (pressed === "ArrowUp" ? -1 : 1)];
    if (!next) return pressed === "ArrowUp" ? key : "below";
    return next.children[Math.min(column, next.children.length - 1)];
  }

  function named(key, character) {
    const keys = [...key.closest(".keyboard").querySelectorAll(".key")];
    const wanted = character.toLocaleLowerCase();
    const initial = (label) => label.trim().toLocaleLowerCase();
    return keys.find((other) => initial(other.textContent) === wanted)
      ?? keys.find((other) => initial(other.textContent).startsWith(wanted) && !/^\p{L}/u.test(initial(other.textContent).slice(1)))
      ?? (/[1-9]/.test(character) ? keys[Number(character) - 1] : undefined);
  }

  return { put, remove, replaceAll, focusKeyboard, isEmpty: () => shown.size === 0 };
}

function textKey(message) {
  return JSON.stringify([message.text, message.entities, message.edit_date, message.reply_to_message?.text]);
}

function bubble(message, on) {
  const outgoing = message.from.id === on.person().id;
  const element = make("div", "bubble");
  element.append(make("span", "unseen", outgoing ? "You: " : `${message.from.first_name}: `));
  if (message.reply_to_message) {
    const reply = make("div", "reply");
    reply.append(make("strong", "", message.reply_to_message.from?.first_name ?? ""));
    reply.append(make("span", "", message.reply_to_message.text ?? ""));
    element.append(reply);
  }
  const text = make("div", "text");
  text.dir = "auto";
  text.append(...formattedNodes(message.text ?? "", message.entities, on), meta(message));
  // What one typed oneself is no station on the way to the bot's buttons.
  if (outgoing) for (const command of text.querySelectorAll(".command")) command.tabIndex = -1;
  element.append(text);
  return element;
}

function meta(message) {
  const element = make("span", "meta");
  if (message.edit_date) element.append(make("span", "", "edited"), " ");
  const when = new Date(message.date * 1000);
  const time = make("time", "", when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = when.toISOString();
  time.title = when.toLocaleString();
  element.append(time);
  return element;
}

function keyboardOf(message, on) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const keyboard = make("div", "keyboard");
  keyboard.setAttribute("role", "group");
  keyboard.setAttribute("aria-label", "Buttons");
  for (const row of rows) {
    const line = make("div", "keyboard-row");
    for (const button of row) line.append(keyFor(message, button, on));
    keyboard.append(line);
  }
  return keyboard;
}

function keyFor(message, button, on) {
  const key = make(button.url ? "a" : "button", `key ${button.style ?? ""}`.trim(), button.text);
  key.tabIndex = -1;
  if (button.url) {
    key.classList.add("leads-out");
    if (/^https?:\/\//i.test(button.url)) key.href = button.url;
    key.target = "_blank";
    key.rel = "noopener noreferrer";
    const payload = startPayload(button.url, on.username());
    if (payload) {
      key.addEventListener("click", (event) => {
        event.preventDefault();
        on.send(`/start ${payload}`);
      });
    }
  } else {
    key.type = "button";
    key.addEventListener("click", () => on.press(message, button, key));
  }
  return key;
}

function dayLine(date, day) {
  const line = make("div", "day");
  const when = new Date(date * 1000);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const thisYear = when.getFullYear() === today.getFullYear();
  const named = when.toLocaleDateString([], {
    day: "numeric", month: "long", ...(thisYear ? {} : { year: "numeric" }),
  });
  const label = day === today.toDateString() ? "Today" : day === yesterday.toDateString() ? "Yesterday" : named;
  line.dataset.day = day;
  line.append(make("span", "", label));
  return line;
}

export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}
