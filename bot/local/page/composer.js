// The writing field with its command menu. Knows keys and commands, and nothing of messages.

import { make } from "./element.js";

// elements: {form, input, menu, list, send}; on: {send(text), up(), reply(by) to the message before or after}
export function createComposer({ form, input, menu, list }, on) {
  let commands = [];
  let shown = [];
  let chosen = -1;
  let current = null;
  const drafts = new Map(); // chat → what was begun there

  function setCommands(given) {
    commands = given;
    menu.hidden = commands.length === 0;
    suggest();
  }

  function grow() {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
    form.classList.toggle("filled", input.value.trim() !== "");
  }

  function suggest() {
    const match = /^\/([a-z0-9_]*)$/i.exec(input.value);
    show(match ? commands.filter((item) => item.command.startsWith(match[1].toLowerCase())) : []);
  }

  function show(items) {
    shown = items;
    chosen = items.length > 0 ? 0 : -1;
    list.hidden = items.length === 0;
    list.replaceChildren(...items.map(option));
    for (const control of [input, menu]) control.setAttribute("aria-expanded", String(items.length > 0));
    mark();
  }

  function option(item, index) {
    const element = make("li", "command-option");
    element.id = `command-${index}`;
    element.setAttribute("role", "option");
    element.append(make("b", "", `/${item.command}`), " ", make("span", "", item.description));
    element.addEventListener("mousemove", () => {
      if (chosen === index) return;
      chosen = index;
      mark();
    });
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => submit(`/${item.command}`));
    return element;
  }

  function mark() {
    [...list.children].forEach((element, index) => {
      element.setAttribute("aria-selected", String(index === chosen));
      if (index === chosen) element.scrollIntoView({ block: "nearest" });
    });
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `command-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function submit(text) {
    if (!text.trim()) return;
    input.value = "";
    grow();
    show([]);
    on.send(text);
  }

  input.addEventListener("input", () => {
    grow();
    suggest();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = shown.length > 0;
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key === "ArrowUp") on.reply(-1);
    else if (held && event.key === "ArrowDown") on.reply(1);
    else if (event.key === "Enter" && !event.shiftKey) submit(open ? `/${shown[chosen].command}` : input.value);
    else if (event.key === "Tab" && open && !event.shiftKey) complete();
    else if (event.key === "Escape" && open) show([]);
    else if (event.key === "ArrowDown" && open) step(1);
    else if (event.key === "ArrowUp" && open) step(-1);
    else if (event.key === "ArrowUp" && input.value === "") on.up();
    else return;
    event.preventDefault();
  });

  function step(by) {
    chosen = (chosen + by + shown.length) % shown.length;
    mark();
  }

  function complete() {
    input.value = `/${shown[chosen].command} `;
    grow();
    show([]);
  }

  menu.addEventListener("click", () => {
    const open = shown.length > 0;
    show(open ? [] : commands);
    input.focus();
  });

  input.addEventListener("blur", () => setTimeout(() => {
    if (document.activeElement !== menu && document.activeElement !== input) show([]);
  }));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(input.value);
    input.focus();
  });

  // What was begun in one chat waits there while another is open.
  function turnTo(chat) {
    if (chat === current) return;
    drafts.set(current, input.value);
    current = chat;
    input.value = drafts.get(chat) ?? "";
    grow();
    show([]);
  }

  function giveBack(text) {
    if (input.value === "") input.value = text;
    grow();
  }

  grow();
  return { setCommands, turnTo, giveBack, focus: () => input.focus() };
}
