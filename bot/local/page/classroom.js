// The panel on the teacher's screen that lets a class in: code, address, QR code and who came. Knows no chat.

import { freeName, invitation, qrAddress } from "./actions.js";
import { make } from "./element.js";

const $ = (id) => document.getElementById(id);
const EVERY = 2_000;

// on: {failed(error)}
export function createClassroom(on) {
  let timer = 0;
  let drawn = "";

  // group: the group that the class comes into, of chats.js, or null for the bot alone
  async function open(group) {
    try {
      const told = await invitation(group?.chat_id);
      $("class-title").textContent = group ? `Come into ${group.title}` : "Come in";
      $("class-code").textContent = `${told.code.slice(0, 3)} ${told.code.slice(3)}`;
      $("class-address").textContent = told.address;
      $("class-qr").src = qrAddress(group?.chat_id);
      drawn = "";
      draw(told.seats);
    } catch (error) {
      on.failed(error);
      return;
    }
    $("class").showModal();
    timer = setInterval(refresh, EVERY);
  }

  async function refresh() {
    try {
      draw((await invitation()).seats);
    } catch {
      // The line about the lost connection is on the page already.
    }
  }

  function draw(seats) {
    const came = seats.filter((seat) => !seat.here);
    if (JSON.stringify(came) === drawn) return;
    drawn = JSON.stringify(came);
    $("class-count").textContent = came.length === 0 ? "Nobody is in yet." : came.length === 1 ? "1 is in:" : `${came.length} are in:`;
    $("class-names").replaceChildren(...came.map(({ name }) => row(name)));
  }

  function row(name) {
    const item = make("li");
    const said = make("span", "", name);
    const free = make("button", "free", "Release");
    said.dir = "auto";
    free.type = "button";
    free.setAttribute("aria-label", `Release the name ${name} for another phone`);
    free.title = "Lets another phone take this name";
    free.addEventListener("click", () => freeName(name).then(refresh, on.failed));
    item.append(said, free);
    return item;
  }

  $("class").addEventListener("close", () => clearInterval(timer));

  return { open };
}
