// The wire from the server: events in order, from one seat. Knows addresses and retries, and nothing of drawing.

import { ask } from "./actions.js";

const SILENCE = 40_000; // the server gives a sign of life every 15 s
const SHORTEST = 300;
const LONGEST = 5_000;
const HIDDEN = 10_000; // a browser has six connections to a server: a tab that nobody sees gives its own back
const KINDS = ["state", "profile", "chat", "left", "message", "edited", "poll", "deleted", "action", "pulse"];

// on: {seated({name, here}), refused(status), connected(), lost(), clock(now, anew), and one function for
//      each kind of event but pulse}
export function connect(name, on) {
  let source = null;
  let delay = SHORTEST;
  let retry = 0;
  let watch = 0;
  let hiding = 0;
  let turn = 0;

  async function open() {
    const mine = ++turn;
    clearTimeout(retry);
    source?.close();
    listen();
    try {
      const seat = await ask(`me?name=${encodeURIComponent(name)}`);
      if (mine !== turn) return;
      name = seat.name;
      on.seated(seat);
    } catch (error) {
      if (mine !== turn) return;
      if (!error.status) lose();
      else {
        close();
        on.refused(error.status);
      }
      return;
    }
    follow();
  }

  function follow() {
    source = new EventSource(`client/events?name=${encodeURIComponent(name)}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        const told = JSON.parse(event.data);
        listen();
        on.clock(told.now, kind === "state");
        if (kind === "state") {
          delay = SHORTEST;
          on.connected();
        }
        on[kind]?.(told);
      });
    }
    source.addEventListener("error", lose);
  }

  function lose() {
    turn += 1;
    clearTimeout(watch);
    source?.close();
    source = null;
    on.lost();
    clearTimeout(retry);
    retry = setTimeout(open, delay);
    delay = Math.min(delay * 2, LONGEST);
  }

  function listen() {
    clearTimeout(watch);
    watch = setTimeout(lose, SILENCE);
  }

  function rest() {
    turn += 1;
    clearTimeout(retry);
    clearTimeout(watch);
    source?.close();
    source = null;
  }

  function seen() {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(rest, HIDDEN);
    else if (!source) open();
  }

  function close() {
    rest();
    clearTimeout(hiding);
    removeEventListener("online", open);
    document.removeEventListener("visibilitychange", seen);
  }

  addEventListener("online", open);
  document.addEventListener("visibilitychange", seen);
  open();
  return { close };
}
