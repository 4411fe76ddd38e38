// The web chat: joins the wire, the chats, the bubbles and the writing field.

import { createActing } from "./acting.js";
import { ask, enter, fileAddress, joinGroup, makeGroup } from "./actions.js";
import { arrival, lastName, rememberName, tabName } from "./arrival.js";
import { createBubbles } from "./bubbles.js";
import { createChatList } from "./chatlist.js";
import { createChats } from "./chats.js";
import { createClassroom } from "./classroom.js";
import { createComposer } from "./composer.js";
import { connect } from "./connection.js";
import { setClock } from "./countdown.js";
import { drawAvatar } from "./element.js";
import { createEntrance } from "./entrance.js";
import { createGroupDialogs, showGroupLink } from "./groups.js";
import { createHeader } from "./header.js";
import { askName, TAKEN } from "./identity.js";
import { failure, toast } from "./notices.js";
import { createReplying } from "./replying.js";
import { createScroll } from "./scroll.js";

const $ = (id) => document.getElementById(id);
const log = $("log");
const canHover = matchMedia("(hover: hover)").matches;

let bot = { id: 0, name: "", username: "", description: "" };
let person = { id: 0, name: arrival.as || tabName() || lastName() || "You" };
let seat = { name: "", here: true };
let mayInvite = false;
let connection = null;
let awaited = arrival.group; // the group to open as soon as one is in it

const chats = createChats({ changed: drawAround });
const list = createChatList($("chats"), chats, {
  open: openChat,
  person: () => person,
  botName: () => bot.name,
});
const header = createHeader();
const entrance = createEntrance({
  entered: ({ name, group }) => {
    awaited ??= group;
    join(name);
  },
});
const classroom = createClassroom({ failed: (error) => toast(failure(error, "No invitation")) });
const groups = createGroupDialogs({
  make: async (title, payload) => come(await makeGroup(person.name, title, payload)),
});
const scroll = createScroll(
  { scroller: $("scroller"), log, newest: $("newest"), newestText: $("newest-text") },
  { down: () => composer.focus() },
);
const acting = createActing({
  name: () => person.name,
  chat: () => chats.open().chat_id,
  giveBack: (text, replyTo) => {
    composer.giveBack(text);
    replying.giveBack(replyTo);
  },
  refocus: (id) => bubbles.focusKeyboard(id),
  resting: (element) => element === log || (element === $("input") && element.value === ""),
});
const { send } = acting;
const bubbles = createBubbles(log, {
  username: () => bot.username,
  follow,
  press: acting.press,
  vote: acting.castVote,
  send,
  file: (id) => fileAddress(person.name, id),
  person: () => person,
  nothingToFocus: () => (canHover ? composer : log).focus(),
});
const composer = createComposer(
  { form: $("composer"), input: $("input"), menu: $("menu"), list: $("commands") },
  {
    send: (text) => send(text, replying.take()),
    up: () => bubbles.focusKeyboard(),
    reply: (by) => replying.step(by),
  },
);
const replying = createReplying(
  { log, bar: $("replying"), name: $("replying-name"), text: $("replying-text"), end: $("replying-end") },
  { messages: () => chats.messages(), chosen: () => composer.focus() },
);

function join(name) {
  connection?.close();
  person = { id: 0, name };
  connection = connect(name, {
    clock: setClock,
    seated: (given) => (seat = given),
    refused,
    connected: () => ($("lost").hidden = true),
    lost: () => {
      $("lost").hidden = false;
      header.connecting();
    },
    state: (state) => {
      introduce(state);
      chats.reset(state);
      showChat();
      if (awaited !== null) arrive();
    },
    profile: (profile) => {
      introduce(profile);
      chats.setCommands(profile.commands);
    },
    chat: (chat) => {
      chats.add(chat);
      if (chat.chat_id === awaited) openChat(chat.chat_id);
    },
    left: ({ chat_id, moved_to }) => {
      const wasOpen = chats.open()?.chat_id === chat_id;
      chats.leave(chat_id);
      if (wasOpen) showChat();
      if (wasOpen && moved_to) awaited = moved_to;
    },
    message: arrived,
    edited: changed,
    poll: changed,
    deleted: (event) => {
      chats.remove(event);
      if (!isOpen(event)) return;
      scroll.keepingPlace(() => bubbles.remove(event.message_id));
      replying.draw();
      settle();
    },
    action: (event) => isOpen(event) && header.atWork(event.action),
  });
}

const isOpen = ({ chat_id }) => chats.open()?.chat_id === chat_id;

// The server does not know this browser, or somebody in the room has the name.
function refused(status) {
  if (status === 403) return entrance.open({ code: arrival.code, name: arrival.as || lastName() });
  return askName({ name: person.name, word: TAKEN, optional: false }, rename);
}

function introduce(state) {
  bot = state.bot;
  person = state.person;
  mayInvite = state.may_invite;
  document.title = bot.name;
  $("description").textContent = bot.description || bot.short_description || "Press Start to find out.";
  drawAvatar($("intro-avatar"), bot.name);
  if (seat.here) rememberName(person.name);
}

// All that stands around the messages.
function drawAround() {
  const chat = chats.open();
  if (!chat) return;
  const group = chat.type !== "private";
  header.draw(chat, bot, person);
  list.draw();
  composer.setCommands(chat.commands);
  const elsewhere = chats.unreadElsewhere();
  $("unread").textContent = elsewhere ? String(elsewhere) : "";
  $("unread").hidden = elsewhere === 0;
  $("back").setAttribute("aria-label", elsewhere ? `Chats, ${elsewhere} unread` : "Chats");
  document.title = elsewhere ? `(${elsewhere}) ${bot.name}` : bot.name;
  $("invite").hidden = !group && !mayInvite;
  $("invite-text").textContent = mayInvite ? "Invite the class" : "Invite";
}

function showChat() {
  composer.turnTo(chats.open().chat_id);
  scroll.keepingPlace(() => bubbles.replaceAll(chats.messages()));
  replying.turnTo(chats.open().chat_id);
  header.calm();
  settle();
}

function openChat(id) {
  const another = chats.open()?.chat_id !== id;
  if (awaited === id) awaited = null;
  chats.show(id);
  view("chat");
  if (!another) return;
  showChat();
  scroll.toBottom();
}

// On a phone one sees the chat or the list of chats.
function view(name) {
  const from = document.body.dataset.view;
  document.body.dataset.view = name;
  if (name === "list" && from !== name) $("chats").querySelector("[aria-current]")?.focus();
  else if (name === "chat" && from !== name) (canHover ? composer : log).focus();
}

async function arrive() {
  if (chats.get(awaited)) return openChat(awaited);
  try {
    come(await joinGroup(person.name, awaited));
  } catch (error) {
    awaited = null;
    toast(error.status === 404 ? "That group is not there any more." : failure(error, "Not joined"));
  }
}

// The server made or found the group; the wire tells of it before or after this answer.
function come({ chat_id }) {
  awaited = chat_id;
  if (chats.get(chat_id)) openChat(chat_id);
}

function follow({ kind, payload }) {
  if (kind === "start") {
    openChat(person.id);
    send(`/start ${payload}`.trim());
  } else groups.choose({ groups: chats.groups(), heading: `Add ${bot.name} to a group`, payload });
}

function arrived(event) {
  const { message } = event;
  chats.put(event);
  if (!isOpen(event)) return;
  header.calm();
  const own = message.from.id === person.id;
  const follows = !own && (message.reply_markup || message.poll) && acting.awaitsAnswer();
  scroll.keepingPlace(() => bubbles.put(message), { own, arrived: !own });
  if (follows) bubbles.focusKeyboard(message.message_id);
  settle();
}

function changed(event) {
  chats.put(event);
  if (!isOpen(event)) return;
  header.calm();
  scroll.keepingPlace(() => bubbles.put(event.message));
  replying.draw();
}

// What the chat offers: an introduction with START while it is empty, the writing field afterwards.
function settle() {
  const empty = bubbles.isEmpty();
  const before = $("start").hidden && $("composer").hidden ? null : !$("start").hidden;
  $("intro").hidden = !empty;
  $("start").hidden = !empty;
  $("composer").hidden = empty;
  $("attach").hidden = chats.open().type !== "private";
  if (before === empty) return;
  if (empty) $("start").focus({ preventScroll: true });
  else if (canHover && (before === null || document.activeElement === document.body)) composer.focus();
}

// Another name is another person, with chats of its own.
async function rename(name) {
  if (seat.here) ({ name } = await ask(`me?name=${encodeURIComponent(name)}`));
  else ({ name } = await enter(name, ""));
  if (name === person.name && person.id) return;
  if (!rememberName(name)) toast("This browser does not keep the name.");
  bubbles.replaceAll([]);
  view("chat");
  join(name);
}

$("start").addEventListener("click", () => send("/start"));
$("attach").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => {
  const [file] = $("file").files;
  $("file").value = "";
  if (file) acting.attach(file, replying.take());
});
$("back").addEventListener("click", () => view("list"));
$("new-group").addEventListener("click", () => groups.choose());
$("person").addEventListener("click", () => askName({ name: person.name }, rename));
$("invite").addEventListener("click", () => {
  const group = chats.open().type === "private" ? null : chats.open();
  if (mayInvite) classroom.open(group);
  else showGroupLink(group);
});

// Who opens a link to a group in a new tab on this machine may well be somebody else than in the last one.
const local = ["127.0.0.1", "localhost"].includes(location.hostname);
if (arrival.group !== null && local && !arrival.as && !tabName()) {
  askName({ name: lastName(), title: "You are invited to a group. Who are you?", optional: false }, rename);
} else join(person.name);
