// The panel for who must show the code first. Knows codes and names, and nothing of chats.

import { enter } from "./actions.js";
import { TAKEN } from "./identity.js";

const $ = (id) => document.getElementById(id);
const WORDS = {
  403: "That is not the code. Look at the board and type its six digits again.",
  409: TAKEN,
  429: "That were too many wrong codes. Wait a minute and try again.",
};

// on: {entered({name, group})}
export function createEntrance(on) {
  const [panel, code, name, word] = [$("entrance"), $("entrance-code"), $("entrance-name"), $("entrance-word")];

  $("entrance-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    word.textContent = "";
    try {
      const seat = await enter(name.value.trim(), code.value.trim());
      close();
      on.entered(seat);
    } catch (error) {
      word.textContent = WORDS[error.status] ?? "The server does not answer. Try again in a moment.";
      (error.status === 409 ? name : code).select();
    }
  });

  // given: {code, name} as far as they are known
  function open(given) {
    $("app").hidden = true;
    panel.hidden = false;
    code.value = given.code;
    name.value = given.name;
    (given.code ? name : code).focus();
  }

  function close() {
    panel.hidden = true;
    $("app").hidden = false;
  }

  return { open, close };
}
