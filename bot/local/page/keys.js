// The buttons below messages and how the keyboard walks them. Knows keys and focus, and nothing of messages.
// A pad has rows, a row has keys; the answers of a poll are a pad too.

import { leadTo } from "./deeplink.js";
import { make } from "./element.js";

const [PAD, ROW, KEY] = ["[data-pad]", "[data-row]", "[data-key]"];

// on: {press(message, button, element)} and what links need
export function keyboardOf(message, on) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const keyboard = make("div", "keyboard");
  keyboard.dataset.pad = "buttons";
  keyboard.setAttribute("role", "group");
  keyboard.setAttribute("aria-label", "Buttons");
  for (const row of rows) {
    const line = make("div", "keyboard-row");
    line.dataset.row = "";
    for (const button of row) line.append(keyFor(message, button, on));
    keyboard.append(line);
  }
  return keyboard;
}

function keyFor(message, button, on) {
  const key = make(button.url ? "a" : "button", `key ${button.style ?? ""}`.trim(), button.text);
  key.tabIndex = -1;
  key.dataset.key = "";
  if (button.url) {
    key.classList.add("leads-out");
    if (/^https?:\/\//i.test(button.url)) leadTo(key, button.url, on);
  } else {
    key.type = "button";
    key.addEventListener("click", () => on.press(message, button, key));
  }
  return key;
}

// on.nothingToFocus(): where focus goes below the last key
export function createKeys(log, on) {
  // Tab reaches one pad: the newest, or the one where the focus is.
  function rove() {
    const keys = [...log.querySelectorAll(KEY)];
    const newest = keys.at(-1)?.closest(PAD);
    const active = keys.includes(document.activeElement) ? document.activeElement : null;
    const reachable = active ?? newest?.querySelector(KEY);
    for (const key of keys) key.tabIndex = key === reachable ? 0 : -1;
  }

  // A key in this element, or else the newest; false where there is none.
  function focus(element = null) {
    const newest = [...log.querySelectorAll(PAD)].at(-1)?.querySelector(KEY);
    const target = element?.querySelector(KEY) ?? newest;
    if (!target) {
      on.nothingToFocus();
      return false;
    }
    target.focus();
    return true;
  }

  log.addEventListener("focusin", rove);

  // Arrow keys walk the keys; a letter or digit presses the button that it names. In a poll, where a vote is
  // final, a digit only goes to the answer.
  log.addEventListener("keydown", (event) => {
    const key = event.target.closest?.(KEY);
    if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = neighbour(key, event.key) ?? null;
    const pad = key.closest(PAD);
    if (target === "below") on.nothingToFocus();
    else if (target) target.focus();
    else if (pad.dataset.pad === "poll" && /^[1-9]$/.test(event.key)) pad.querySelectorAll(KEY)[event.key - 1]?.focus();
    else if (pad.dataset.pad === "buttons" && event.key.length === 1 && event.key !== " ") named(pad, event.key)?.click();
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
    const rows = [...log.querySelectorAll(ROW)];
    const next = rows[rows.indexOf(key.parentElement) + (pressed === "ArrowUp" ? -1 : 1)];
    if (!next) return pressed === "ArrowUp" ? key : "below";
    return next.children[Math.min(column, next.children.length - 1)];
  }

  return { rove, focus };
}

function named(pad, character) {
  const keys = [...pad.querySelectorAll(KEY)];
  const wanted = character.toLocaleLowerCase();
  const initial = (label) => label.trim().toLocaleLowerCase();
  return keys.find((other) => initial(other.textContent) === wanted)
    ?? keys.find((other) => initial(other.textContent).startsWith(wanted) && !/^\p{L}/u.test(initial(other.textContent).slice(1)))
    ?? (/[1-9]/.test(character) ? keys[Number(character) - 1] : undefined);
}
