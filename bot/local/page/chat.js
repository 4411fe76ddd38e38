// The web chat: joins the wire, the bubbles and the writing field.

import { createBubbles, make } from "./bubbles.js";
import { createComposer } from "./composer.js";
import { connect, pressButton, sendText } from "./connection.js";

const $ = (id) => document.getElementById(id);
const [scroller, log, newest] = [$("scroller"), $("log"), $("newest")];
const canHover = matchMedia("(hover: hover)").matches;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let bot = { id: 0, name: "", username: "", description: "", commands: [] };
let person = { id: 0, name: remembered() };
let connection = null;
let typing = 0;
let unread = 0;
let pressed = null; // {id, element} of the button that waits for its answer

const bubbles = createBubbles(log, {
  press,
  send,
  username: () => bot.username,
  person: () => person,
  nothingToFocus: () => (canHover ? composer : log).focus(),
});

const composer = createComposer(
  { form: $("composer"), input: $("input"), menu: $("menu"), list: $("commands") },
  { send, up: () => bubbles.focusKeyboard() },
);

function join(name) {
  connection?.close();
  person = { id: 0, name };
  connection = connect(name, {
    connected: () => ($("lost").hidden = true),
    lost: () => {
      $("lost").hidden = false;
      status("connecting…");
    },
    state: (state) => {
      introduce(state);
      keepingPlace(() => bubbles.replaceAll(state.messages));
      settle();
    },
    profile: introduce,
    message: ({ message }) => {
      status("bot");
      const own = message.from.id === person.id;
      const follow = !own && message.reply_markup && waitsForAnswer();
      keepingPlace(() => bubbles.put(message), { own, arrived: !own });
      if (follow) bubbles.focusKeyboard(message.message_id);
      settle();
    },
    edited: ({ message }) => {
      status("bot");
      keepingPlace(() => bubbles.put(message));
    },
    deleted: ({ message_id }) => {
      keepingPlace(() => bubbles.remove(message_id));
      settle();
    },
    action: ({ action }) => {
      status(action === "typing" ? "typing" : "at work", true);
      clearTimeout(typing);
      typing = setTimeout(() => status("bot"), 5000);
    },
  });
}

function introduce(state) {
  bot = state.bot;
  person = state.person;
  document.title = bot.name;
  $("bot-name").textContent = bot.name;
  $("description").textContent = bot.description || bot.short_description || "Press Start to find out.";
  $("person-name").textContent = person.name;
  $("person").setAttribute("aria-label", `You chat as ${person.name}. Change the name`);
  for (const id of ["bot-avatar", "intro-avatar"]) avatar($(id), bot.name);
  avatar($("person-avatar"), person.name);
  composer.setCommands(bot.commands);
  status("bot");
}

function avatar(element, name) {
  element.textContent = [...name.trim()][0]?.toLocaleUpperCase() ?? "";
  element.dataset.hue = String([...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6);
}

function status(text, busy = false) {
  const line = $("bot-status");
  clearTimeout(typing);
  if (line.dataset.text === text) return;
  line.dataset.text = text;
  line.replaceChildren(text);
  line.classList.toggle("busy", busy);
  if (busy) {
    const dots = make("span", "dots");
    dots.setAttribute("aria-hidden", "true");
    dots.append(make("i"), make("i"), make("i"));
    line.append(dots);
  }
}

// What the chat offers: an introduction with START while it is empty, the writing field afterwards.
function settle() {
  const empty = bubbles.isEmpty();
  const before = $("start").hidden && $("composer").hidden ? null : !$("start").hidden;
  $("intro").hidden = !empty;
  $("start").hidden = !empty;
  $("composer").hidden = empty;
  if (before === empty) return;
  if (empty) $("start").focus({ preventScroll: true });
  else if (canHover && (before === null || document.activeElement === document.body)) composer.focus();
}

async function send(text) {
  try {
    await sendText(person.name, text);
  } catch (error) {
    composer.giveBack(text);
    toast(failure(error, "Not sent"));
  }
}

async function press(message, button, element) {
  if (element.getAttribute("aria-busy")) return;
  element.setAttribute("aria-busy", "true");
  $("toasts").replaceChildren();
  pressed = { id: message.message_id, element };
  try {
    const answer = await pressButton(person.name, message.message_id, button.callback_data);
    if (answer.text && answer.show_alert) alertWith(answer.text);
    else if (answer.text) toast(answer.text);
  } catch (error) {
    toast(failure(error, "No answer"));
  } finally {
    element.removeAttribute("aria-busy");
    setTimeout(() => {
      if (pressed?.element === element) pressed = null;
    }, 3000);
  }
}

// A key was pressed and focus still is there, or where it fell when the key went away: the new message is
// the answer, and focus goes along to it.
function waitsForAnswer() {
  const active = document.activeElement;
  if (!pressed) return false;
  const fallen = active === document.body || active === log || (active === $("input") && active.value === "");
  return active === pressed.element || (!pressed.element.isConnected && fallen);
}

function failure(error, what) {
  if (error.message === "504") return "The bot does not answer. Is it running?";
  return error instanceof TypeError ? `${what}: the connection is lost` : `${what}: the server said ${error.message}`;
}

function toast(text) {
  const element = make("div", "toast", text);
  $("toasts").replaceChildren(element);
  setTimeout(() => element.remove(), 2500 + text.length * 50);
}

function alertWith(text) {
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

$("alert").addEventListener("close", () => {
  if (document.activeElement === document.body || !document.activeElement) bubbles.focusKeyboard(pressed?.id);
});

// Scrolling: the newest message stays in view unless the person has scrolled away from it.
const atBottom = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 96;
let stuck = true;

function toBottom(smooth = false) {
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm.matches ? "smooth" : "instant" });
  stuck = true;
  unread = 0;
  newest.hidden = true;
}

function keepingPlace(change, { own = false, arrived = false } = {}) {
  change();
  if (stuck || own) toBottom();
  else if (arrived) {
    unread += 1;
    $("newest-text").textContent = unread === 1 ? "New message" : `${unread} new messages`;
    newest.hidden = false;
  }
}

scroller.addEventListener("scroll", () => {
  stuck = atBottom();
  if (stuck) {
    unread = 0;
    newest.hidden = true;
  }
}, { passive: true });
new ResizeObserver(() => stuck && toBottom()).observe(scroller);
new ResizeObserver(() => stuck && toBottom()).observe(log);
newest.addEventListener("click", () => {
  toBottom(true);
  composer.focus();
});

$("start").addEventListener("click", () => send("/start"));

// Who is chatting.
function remembered() {
  try {
    return localStorage.getItem("name") || "You";
  } catch {
    return "You"; // a browser that keeps nothing: the name lasts as long as the page
  }
}

function remember(name) {
  try {
    localStorage.setItem("name", name);
  } catch {
    toast("This browser does not keep the name.");
  }
}

$("person").addEventListener("click", () => {
  $("rename-input").value = person.name;
  $("rename").showModal();
  $("rename-input").select();
});
$("rename-cancel").addEventListener("click", () => $("rename").close());
$("rename").addEventListener("close", () => {
  const name = $("rename-input").value.trim();
  if ($("rename").returnValue !== "save" || !name || name === person.name) return;
  $("rename").returnValue = "";
  remember(name);
  bubbles.replaceAll([]);
  stuck = true;
  join(name);
});

join(person.name);
