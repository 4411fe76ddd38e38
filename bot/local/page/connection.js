// The wire to the server: events in, actions out. Knows addresses and retries, and nothing of drawing.

const SILENCE = 40_000; // the server gives a sign of life every 15 s
const SHORTEST = 300;
const LONGEST = 5_000;
const KINDS = ["state", "profile", "message", "edited", "deleted", "action", "pulse"];

// on: {connected(), lost(), and one function for each kind of event but pulse}
export function connect(name, on) {
  let source = null;
  let delay = SHORTEST;
  let retry = 0;
  let watch = 0;

  function open() {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(`client/events?name=${encodeURIComponent(name)}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        listen();
        if (kind === "state") {
          delay = SHORTEST;
          on.connected();
        }
        on[kind]?.(JSON.parse(event.data));
      });
    }
    source.addEventListener("error", lose);
    listen();
  }

  function lose() {
    clearTimeout(watch);
    source?.close();
    on.lost();
    clearTimeout(retry);
    retry = setTimeout(open, delay);
    delay = Math.min(delay * 2, LONGEST);
  }

  function listen() {
    clearTimeout(watch);
    watch = setTimeout(lose, SILENCE);
  }

  function close() {
    clearTimeout(retry);
    clearTimeout(watch);
    removeEventListener("online", open);
    source?.close();
  }

  addEventListener("online", open);
  open();
  return { close };
}

async function post(action, body) {
  const response = await fetch(`client/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

export const sendText = (name, text) => post("send", { name, text });
export const pressButton = (name, message_id, data) => post("press", { name, message_id, data });
