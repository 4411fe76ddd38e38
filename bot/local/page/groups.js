// Making a group, putting the bot into one, and the link to a group. Knows dialogs, and nothing of the wire.

import { drawAvatar, make } from "./element.js";

const $ = (id) => document.getElementById(id);

// on: {make(title, payload)}, which may throw
export function createGroupDialogs(on) {
  const [dialog, title] = [$("group"), $("group-title")];
  let payload = "";

  // groups: to choose from, of chats.js; where the bot is asked into a group by a link, with its payload
  function choose({ groups = [], heading = "New group", payload: given = "" } = {}) {
    payload = given;
    $("group-heading").textContent = heading;
    $("group-choices").hidden = groups.length === 0;
    $("group-choices").replaceChildren(...groups.map(choice));
    $("group-label").textContent = groups.length ? "Or make a new group" : "What is it called?";
    $("group-word").textContent = "";
    title.value = "";
    if (!dialog.open) dialog.showModal();
    if (groups.length === 0) title.focus();
  }

  function choice(group) {
    const item = make("li");
    const button = make("button", "choice");
    const avatar = make("span", "avatar small");
    avatar.setAttribute("aria-hidden", "true");
    drawAvatar(avatar, group.title);
    button.type = "button";
    button.append(avatar, make("span", "choice-name", group.title));
    button.addEventListener("click", () => submit(group.title));
    item.append(button);
    return item;
  }

  async function submit(name) {
    try {
      await on.make(name, payload);
      dialog.close();
    } catch {
      $("group-word").textContent = "That did not work. Try another name, or try again in a moment.";
    }
  }

  $("group-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (title.value.trim()) submit(title.value.trim());
  });
  $("group-cancel").addEventListener("click", () => dialog.close());

  return { choose };
}

// The link by which others who can reach this server join.
export function showGroupLink(group) {
  const link = $("link-address");
  link.value = `${location.origin}/?group=${group.chat_id}`;
  $("link-title").textContent = `Invite to ${group.title}`;
  $("link-word").textContent = "";
  $("link").showModal();
  link.select();
}

$("link-copy").addEventListener("click", async () => {
  $("link-address").select();
  try {
    await navigator.clipboard.writeText($("link-address").value);
    $("link-word").textContent = "Copied.";
  } catch {
    $("link-word").textContent = "Press Ctrl+C, or hold the link, to copy it.";
  }
});
