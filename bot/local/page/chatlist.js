// The list of chats beside the open one. Knows drawing rows, and nothing of the network.

import { drawAvatar, make } from "./element.js";
import { inShort } from "./words.js";

// on: {open(chat_id), person(), botName()}
export function createChatList(list, chats, on) {
  const rows = new Map(); // chat_id → its parts

  function draw() {
    const shown = chats.list();
    for (const [id, row] of rows) {
      if (chats.get(id)) continue;
      row.item.remove();
      rows.delete(id);
    }
    shown.forEach((chat, index) => {
      const row = rows.get(chat.chat_id) ?? newRow(chat);
      fill(row, chat);
      if (list.children[index] !== row.item) place(row, index);
    });
  }

  // Moving an element takes the focus from it.
  function place(row, index) {
    const focused = row.item.contains(document.activeElement);
    list.insertBefore(row.item, list.children[index] ?? null);
    if (focused) row.button.focus();
  }

  function newRow(chat) {
    const row = {
      item: make("li"),
      button: make("button", "chat-row"),
      avatar: make("span", "avatar"),
      title: make("span", "chat-title"),
      time: make("span", "chat-time"),
      last: make("span", "chat-last"),
      badge: make("span", "badge"),
    };
    row.button.type = "button";
    row.avatar.setAttribute("aria-hidden", "true");
    row.title.dir = row.last.dir = "auto";
    row.button.append(row.avatar, row.title, row.time, row.last, row.badge);
    row.button.addEventListener("click", () => on.open(chat.chat_id));
    row.item.append(row.button);
    rows.set(chat.chat_id, row);
    return row;
  }

  function fill(row, chat) {
    const title = chat.type === "private" ? on.botName() : chat.title;
    const last = chats.last(chat);
    const unread = chats.unread(chat);
    drawAvatar(row.avatar, title);
    row.title.textContent = title;
    row.time.textContent = last ? when(last.date) : "";
    row.last.textContent = last ? preview(last, chat) : "Press Start to begin";
    row.badge.textContent = unread ? String(unread) : "";
    row.badge.hidden = unread === 0;
    if (unread) row.badge.append(make("span", "unseen", " unread"));
    if (chats.open() === chat) row.button.setAttribute("aria-current", "true");
    else row.button.removeAttribute("aria-current");
  }

  function preview(message, chat) {
    if (message.from.id === on.person().id) return inShort(message, "You");
    return inShort(message, chat.type === "private" ? "" : message.from.first_name);
  }

  return { draw };
}

function when(date) {
  const day = new Date(date * 1000);
  const today = day.toDateString() === new Date().toDateString();
  return today ? day.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : day.toLocaleDateString([], { day: "numeric", month: "short" });
}
