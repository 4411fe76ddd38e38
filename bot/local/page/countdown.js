// One clock for all countdowns, set by the server: the browser's own may be wrong. Knows seconds, not polls.

const TICK = 200;
const running = new Map(); // element → {until, tick}
let ahead = 0; // the server's seconds less the browser's, which count from when the page was opened
let timer = 0;

// What is told late makes the server look behind, so between two states the largest difference is right.
export function setClock(now, anew) {
  const seen = now - performance.now() / 1000;
  ahead = anew ? seen : Math.max(ahead, seen);
}

// Calls tick(seconds left) now and then again until they are over or the element is gone.
export function countDown(element, until, tick) {
  running.set(element, { until, tick });
  timer ||= setInterval(tickAll, TICK);
  tickAll();
}

export function stopCounting(element) {
  running.delete(element);
}

function tickAll() {
  const now = performance.now() / 1000 + ahead;
  for (const [element, { until, tick }] of running) {
    const left = Math.max(0, until - now);
    tick(left);
    if (left === 0) running.delete(element);
  }
  if (running.size > 0) return;
  clearInterval(timer);
  timer = 0;
}
