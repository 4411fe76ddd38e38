// The wire to the server: what the page asks and does. Knows addresses, and nothing of drawing.

// Fails with a TypeError where the connection is lost, or an error with the server's status.
export async function ask(what, options = {}) {
  const response = await fetch(`client/${what}`, options);
  if (!response.ok) throw Object.assign(new Error(String(response.status)), { status: response.status });
  return response.json();
}

const post = (action, body) => ask(action, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

// reply_to: the message's number, 0 for none
export const sendText = (name, chat_id, text, reply_to) => post("send", { name, chat_id, text, reply_to });
export const sendFile = (name, file, reply_to) => ask(`document?${new URLSearchParams({ name, file: file.name, reply_to })}`, {
  method: "POST",
  headers: { "Content-Type": "application/octet-stream" },
  body: file,
});
export const pressButton = (name, chat_id, message_id, data) => post("press", { name, chat_id, message_id, data });
export const vote = (name, chat_id, message_id, options) => post("vote", { name, chat_id, message_id, options });
export const makeGroup = (name, title, payload) => post("group", { name, title, payload });
export const joinGroup = (name, chat_id) => post("join", { name, chat_id });
export const enter = (name, code) => post("enter", { name, code });
export const freeName = (name) => post("free", { name });
export const fileAddress = (name, id) => `client/file/${id}?name=${encodeURIComponent(name)}`;
export const qrAddress = (group) => `client/qr.svg${groupQuery(group)}`;
export const invitation = (group) => ask(`invitation${groupQuery(group)}`);

const groupQuery = (group) => (group ? `?group=${group}` : "");
