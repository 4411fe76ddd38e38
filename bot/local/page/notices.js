// What the page says on top of the chat: passing notices and dialogs to close. Knows words and no chat.

import { make } from "./element.js";

const $ = (id) => document.getElementById(id);

export function toast(text) {
  const element = make("div", "toast", text);
  $("toasts").replaceChildren(element);
  setTimeout(() => element.remove(), 2500 + text.length * 50);
}

export const clearToasts = () => $("toasts").replaceChildren();

// closed(): afterwards
export function alertWith(text, closed) {
  $("alert-text").textContent = text;
  if ($("alert").open) return;
  $("alert").addEventListener("close", closed, { once: true });
  $("alert").showModal();
}

export function failure(error, what) {
  if (error.status === 504) return "The bot does not answer. Is it running?";
  if (error.status === 403) return `${what}: somebody else has this name now`;
  return error instanceof TypeError ? `${what}: the connection is lost` : `${what}: the server said ${error.message}`;
}
