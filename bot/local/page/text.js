// A message's text and entities as nodes. Text only ever becomes text nodes, never markup.

import { leadTo } from "./deeplink.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", mention: "span" };

// Offsets are UTF-16 code units in the Bot API, and so are indexes of JavaScript strings.
// on: {send(text) for a command that was clicked, username(), follow(link) for a deep link of this bot}
export function formattedNodes(text, entities, on) {
  return nodesBetween(text, entities ?? [], 0, text.length, on);
}

function nodesBetween(text, entities, from, to, on) {
  const nodes = [];
  let at = from;
  let afterBlock = false;
  let waiting = entities;
  const addText = (end, beforeBlock) => {
    let piece = text.slice(at, end);
    // A block stands on lines of its own; the line breaks around it are not drawn again.
    if (afterBlock) piece = piece.replace(/^\n/, "");
    if (beforeBlock) piece = piece.replace(/\n$/, "");
    if (piece) nodes.push(document.createTextNode(piece));
  };
  while (waiting.length > 0) {
    const [entity, ...others] = waiting;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const inner = others.filter((other) => other.offset < end);
    const overhang = inner
      .filter((other) => other.offset + other.length > end)
      .map((other) => ({ ...other, offset: end, length: other.offset + other.length - end }));
    waiting = [...overhang, ...others.filter((other) => other.offset >= end)];
    if (end <= start) continue;
    const block = BLOCKS.has(entity.type);
    addText(start, block);
    nodes.push(elementFor(entity, text.slice(start, end), nodesBetween(text, inner, start, end, on), on));
    at = end;
    afterBlock = block;
  }
  addText(to, false);
  return nodes;
}

function elementFor(entity, text, children, on) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children, on);
    case "url":
      return link(/^https?:/i.test(text) ? text : `http://${text}`, children, on);
    case "bot_command":
      return command(text, on);
    case "spoiler":
      return spoiler(children);
    case "blockquote":
      return filled("blockquote", children);
    case "expandable_blockquote":
      return expandable(children);
    case "pre":
      return codeBlock(entity.language, children);
    default:
      return filled(TAGS[entity.type] ?? "span", children, entity.type);
  }
}

function filled(tag, children, name = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

function link(url, children, on) {
  if (!/^https?:\/\//i.test(url)) return filled("span", children);
  const element = filled("a", children);
  leadTo(element, url, on);
  return element;
}

function command(text, on) {
  const element = filled("button", [document.createTextNode(text)], "command");
  element.type = "button";
  element.addEventListener("click", () => on.send(text));
  return element;
}

function spoiler(children) {
  const element = filled("span", [], "spoiler");
  const hidden = filled("span", children);
  const cover = filled("button", [], "spoiler-cover");
  hidden.setAttribute("aria-hidden", "true");
  hidden.inert = true;
  cover.type = "button";
  cover.setAttribute("aria-label", "Hidden text, press to show");
  element.append(hidden, cover);
  element.addEventListener("click", () => {
    if (!cover.isConnected) return;
    hidden.removeAttribute("aria-hidden");
    hidden.inert = false;
    element.classList.add("shown");
    hidden.tabIndex = -1;
    hidden.focus({ preventScroll: true });
    cover.remove();
  });
  return element;
}

function codeBlock(language, children) {
  const element = filled("pre", [filled("code", children)]);
  if (language) element.dataset.language = language;
  element.tabIndex = 0;
  element.setAttribute("aria-label", language ? `Code in ${language}` : "Code");
  return element;
}

const measure = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const quote = target.parentElement;
    if (!quote || quote.classList.contains("open")) continue;
    quote.classList.toggle("short", target.scrollHeight <= target.clientHeight + 2);
  }
});

function expandable(children) {
  const content = filled("div", children, "quote-text");
  const toggle = filled("button", [], "quote-toggle");
  const element = filled("blockquote", [content, toggle], "expandable");
  toggle.type = "button";
  toggle.setAttribute("aria-label", "Show the whole quote");
  toggle.setAttribute("aria-expanded", "false");
  toggle.addEventListener("click", () => {
    const open = element.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", open ? "Show less of the quote" : "Show the whole quote");
  });
  measure.observe(content);
  return element;
}
