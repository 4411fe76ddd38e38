// One message as a bubble. Knows what a message can hold, and nothing of the chat around it.

import { make } from "./element.js";
import { mediaOf } from "./media.js";
import { createPoll } from "./poll.js";
import { formattedNodes } from "./text.js";
import { inShort, serviceText } from "./words.js";

// Returns the nodes, and what redraws a poll in place. on: see createBubbles.
export function drawMessage(message, on) {
  const service = serviceText(message);
  if (service) {
    const line = make("div", "service-text", service);
    line.dir = "auto";
    return { nodes: [line] };
  }
  const outgoing = message.from.id === on.person().id;
  const element = make("div", "bubble");
  element.append(...senderOf(message, outgoing));
  if (message.reply_to_message) element.append(replied(message.reply_to_message));
  if (message.poll) {
    const poll = createPoll(on, meta(message));
    poll.update(message);
    element.append(poll.element);
    return { nodes: [element], poll };
  }
  const media = mediaOf(message, on);
  if (media) element.append(media);
  element.append(words(message, on, outgoing));
  return { nodes: [element] };
}

// What must be drawn again when it changes; the buttons are drawn apart.
export function contentKey(message) {
  const { reply_markup: _, reply_to_message: replied, poll, ...content } = message;
  return JSON.stringify([content, replied?.text, poll?.id]);
}

function senderOf(message, outgoing) {
  if (outgoing) return [make("span", "unseen", "You: ")];
  if (message.chat.type === "private") return [make("span", "unseen", `${message.from.first_name}: `)];
  const name = make("div", "sender", message.from.first_name);
  name.dataset.hue = String(message.from.id % 6);
  name.dir = "auto";
  return [name];
}

function replied(message) {
  const reply = make("div", "reply");
  reply.append(make("strong", "", message.from?.first_name ?? ""), make("span", "", inShort(message)));
  return reply;
}

function words(message, on, outgoing) {
  const text = make("div", "text");
  text.dir = "auto";
  const place = message.location;
  const said = message.text ?? message.caption ?? (place ? `📍 ${place.latitude}, ${place.longitude}` : "");
  text.append(...formattedNodes(said, message.entities ?? message.caption_entities, on), meta(message));
  // What one typed oneself is no station on the way to the bot's buttons.
  if (outgoing) for (const command of text.querySelectorAll(".command")) command.tabIndex = -1;
  return text;
}

function meta(message) {
  const element = make("span", "meta");
  if (message.edit_date && !message.poll) element.append(make("span", "", "edited"), " ");
  const when = new Date(message.date * 1000);
  const time = make("time", "", when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = when.toISOString();
  time.title = when.toLocaleString();
  element.append(time);
  return element;
}
