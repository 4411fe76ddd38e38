// The ring and the number of seconds beside a poll. Knows drawing, and nothing of clocks or polls.

import { make } from "./element.js";

const SVG = "http://www.w3.org/2000/svg";
const SOON = 5; // seconds

export function createTimer() {
  const element = make("span", "timer");
  const ring = document.createElementNS(SVG, "svg");
  const [track, hand] = [circle("track"), circle("hand")];
  const number = make("span", "timer-text");
  let shown = "";
  element.setAttribute("role", "timer");
  element.setAttribute("aria-live", "off"); // who wants to know may ask; nobody is told each second
  ring.setAttribute("viewBox", "0 0 20 20");
  ring.setAttribute("aria-hidden", "true");
  ring.append(track, hand);
  element.append(ring, number);

  function show(left, whole) {
    hand.style.strokeDashoffset = String(1 - Math.min(1, left / Math.max(whole, 1)));
    element.classList.toggle("soon", left <= SOON);
    const text = inWords(Math.ceil(left));
    if (text === shown) return;
    shown = text;
    number.textContent = text;
  }

  return { element, show };
}

function inWords(seconds) {
  if (seconds <= 0) return "time is up";
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  return minutes < 60 * 48 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${Math.floor(minutes / 1440)} days`;
}

function circle(name) {
  const element = document.createElementNS(SVG, "circle");
  for (const [key, value] of Object.entries({ cx: 10, cy: 10, r: 8, pathLength: 1 })) element.setAttribute(key, value);
  element.setAttribute("class", name);
  return element;
}
