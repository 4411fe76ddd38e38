// The messages of the open chat, in order, with days and runs. Knows keeping in step, not what a message holds.

import { contentKey, drawMessage } from "./bubble.js";
import { make } from "./element.js";
import { createKeys, keyboardOf } from "./keys.js";
import { serviceText } from "./words.js";

const RUN_SECONDS = 600;

// on: {press(message, button, element), vote(message, options, element), send(text), follow(link), file(id),
//      username(), person(), nothingToFocus()}
export function createBubbles(log, on) {
  const shown = new Map(); // message_id → {message, element, poll}
  const keys = createKeys(log, on);

  function put(message) {
    const lost = draw(message);
    arrange();
    if (lost) refocus(lost);
  }

  // Returns the entry whose element lost the focus, if one did.
  function draw(message) {
    const before = shown.get(message.message_id);
    if (before && JSON.stringify(before.message) === JSON.stringify(message)) return null;
    const entry = before ?? { element: document.createElement("article") };
    const { element } = entry;
    const focused = element.contains(document.activeElement);
    const sameContent = before && contentKey(before.message) === contentKey(message);
    element.dataset.id = message.message_id;
    if (sameContent) {
      // Only the buttons or votes changed: an open quote stays open, and nothing is read aloud again.
      entry.poll?.update(message);
    } else {
      entry.poll?.end();
      const { nodes, poll } = drawMessage(message, on);
      element.replaceChildren(...nodes);
      entry.poll = poll;
    }
    if (!sameContent || !sameButtons(before.message, message)) {
      element.querySelector(".keyboard")?.remove();
      const keyboard = keyboardOf(message, on);
      if (keyboard) element.append(keyboard);
    }
    entry.message = message;
    shown.set(message.message_id, entry);
    if (!before) log.insertBefore(element, successor(message.message_id));
    return focused && !element.contains(document.activeElement) ? entry : null;
  }

  // The focus was on something that went away: a poll keeps it, else the next button gets it.
  function refocus(entry) {
    if (entry.poll) entry.poll.element.focus({ preventScroll: true });
    else keys.focus(entry.element);
  }

  function remove(id) {
    const focused = erase(id);
    arrange();
    if (focused) keys.focus();
  }

  // Returns whether the focus was there.
  function erase(id) {
    const entry = shown.get(id);
    if (!entry) return false;
    const focused = entry.element.contains(document.activeElement);
    entry.poll?.end();
    entry.element.remove();
    shown.delete(id);
    return focused;
  }

  // Another chat's messages, or the same chat's after the connection was lost.
  function replaceAll(messages) {
    log.setAttribute("aria-busy", "true");
    const ids = new Set(messages.map((message) => message.message_id));
    for (const id of [...shown.keys()]) if (!ids.has(id)) erase(id);
    const lost = messages.map(draw).find(Boolean);
    arrange();
    if (lost) refocus(lost);
    setTimeout(() => log.removeAttribute("aria-busy"));
  }

  function successor(id) {
    const later = [...shown.keys()].filter((other) => other > id);
    return later.length ? shown.get(Math.min(...later)).element : null;
  }

  // Day lines, and runs of one sender.
  function arrange() {
    const entries = [...shown.values()].sort((a, b) => a.message.message_id - b.message.message_id);
    const days = new Map([...log.querySelectorAll(".day")].map((line) => [line.dataset.day, line]));
    let previous = null;
    for (const entry of entries) {
      const { message, element } = entry;
      const day = new Date(message.date * 1000).toDateString();
      const newDay = !previous || day !== new Date(previous.message.date * 1000).toDateString();
      if (newDay) {
        const line = days.get(day) ?? dayLine(message.date, day);
        if (line.nextElementSibling !== element) log.insertBefore(line, element);
        days.delete(day);
      }
      element.className = `message last ${side(message)}`;
      element.classList.toggle("has-keyboard", Boolean(message.reply_markup?.inline_keyboard?.length));
      element.classList.toggle("has-poll", Boolean(message.poll));
      if (!newDay && continues(previous.message, message)) {
        element.classList.add("continues");
        previous.element.classList.remove("last");
      }
      previous = entry;
    }
    for (const line of days.values()) line.remove();
    keys.rove();
  }

  function side(message) {
    if (serviceText(message)) return "service";
    return message.from.id === on.person().id ? "out" : "in";
  }

  return {
    put,
    remove,
    replaceAll,
    focusKeyboard: (id = null) => keys.focus(id === null ? null : shown.get(id)?.element),
    isEmpty: () => shown.size === 0,
  };
}

const sameButtons = (one, other) => JSON.stringify(one.reply_markup) === JSON.stringify(other.reply_markup);

function continues(previous, message) {
  const close = message.date - previous.date < RUN_SECONDS;
  return close && previous.from.id === message.from.id && !previous.reply_markup
    && !serviceText(previous) && !serviceText(message);
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
