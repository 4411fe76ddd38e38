// The chats that this person is in, as the server tells of them, and what is unread. Knows no element.

import { keepReadMarks, readMarks } from "./arrival.js";

// on: {changed()}
export function createChats(on) {
  let chats = new Map(); // chat_id → {chat_id, type, title, members, commands, messages: Map}
  let marks = new Map(); // chat_id → the newest message that was read
  let person = { id: 0, name: "" };
  let open = null;

  function reset(state) {
    person = state.person;
    marks = readMarks(person.name);
    chats = new Map(state.chats.map((chat) => [chat.chat_id, held(chat)]));
    if (!chats.has(open)) open = person.id;
    for (const chat of chats.values()) if (!marks.has(chat.chat_id)) marks.set(chat.chat_id, newest(chat));
    read();
  }

  function add(chat) {
    chats.set(chat.chat_id, held(chat));
    if (!marks.has(chat.chat_id)) marks.set(chat.chat_id, 0);
    read();
  }

  function leave(id) {
    chats.delete(id);
    if (open === id) open = person.id;
    read();
  }

  function put({ chat_id, message, members }) {
    const chat = chats.get(chat_id);
    if (!chat) return;
    chat.messages.set(message.message_id, message);
    chat.members = members;
    read();
  }

  // given: chat_id → commands
  function setCommands(given) {
    for (const chat of chats.values()) chat.commands = given[chat.chat_id] ?? chat.commands;
    on.changed();
  }

  function remove({ chat_id, message_id }) {
    chats.get(chat_id)?.messages.delete(message_id);
    read();
  }

  function show(id) {
    if (chats.has(id)) open = id;
    read();
  }

  // What arrives in the open chat is read, if somebody sees it.
  function read() {
    const chat = chats.get(open);
    if (chat && !document.hidden) {
      marks.set(open, newest(chat));
      keepReadMarks(person.name, marks);
    }
    on.changed();
  }

  function unread(chat) {
    const mark = marks.get(chat.chat_id) ?? 0;
    return sorted(chat).filter((message) => message.message_id > mark && message.from.id !== person.id).length;
  }

  document.addEventListener("visibilitychange", read);

  return {
    reset, add, leave, put, setCommands, remove, show, unread,
    open: () => chats.get(open),
    get: (id) => chats.get(id),
    groups: () => [...chats.values()].filter((chat) => chat.type !== "private"),
    // The newest first, and the bot's own chat where nothing was said anywhere.
    list: () => [...chats.values()].sort((a, b) => newest(b) - newest(a)),
    last: (chat) => sorted(chat).at(-1),
    messages: () => sorted(chats.get(open)),
    unreadElsewhere: () => [...chats.values()].filter((chat) => chat.chat_id !== open)
      .reduce((sum, chat) => sum + unread(chat), 0),
  };
}

const held = (chat) => ({
  ...chat, messages: new Map(chat.messages.map((message) => [message.message_id, message])),
});
const sorted = (chat) => [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
const newest = (chat) => Math.max(0, ...chat.messages.keys());
