// The line above the chat: whose chat it is, what goes on in it, who one is. Knows drawing only.

import { drawAvatar, make } from "./element.js";

const $ = (id) => document.getElementById(id);
const SECONDS_OF_ACTION = 5;

export function createHeader() {
  let typing = 0;
  let quiet = "";

  // chat: of chats.js; bot and person: as the server tells them
  function draw(chat, bot, person) {
    const group = chat.type !== "private";
    const title = group ? chat.title : bot.name;
    $("bot-name").textContent = title;
    drawAvatar($("bot-avatar"), title);
    drawAvatar($("person-avatar"), person.name);
    $("person-name").textContent = person.name;
    $("person").setAttribute("aria-label", `You chat as ${person.name}. Change the name`);
    quiet = group ? (chat.members === 1 ? "1 member" : `${chat.members} members`) : "bot";
    if (!$("bot-status").classList.contains("busy")) status(quiet);
  }

  function status(text, busy = false) {
    const line = $("bot-status");
    clearTimeout(typing);
    if (busy) typing = setTimeout(calm, SECONDS_OF_ACTION * 1000);
    if (line.dataset.text === text) return;
    line.dataset.text = text;
    line.replaceChildren(text);
    line.classList.toggle("busy", busy);
    if (!busy) return;
    const dots = make("span", "dots");
    dots.setAttribute("aria-hidden", "true");
    dots.append(make("i"), make("i"), make("i"));
    line.append(dots);
  }

  const calm = () => status(quiet);

  return {
    draw,
    calm,
    atWork: (action) => status(action === "typing" ? "typing" : "at work", true),
    connecting: () => status("connecting…"),
  };
}
