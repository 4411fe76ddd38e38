// The newest message stays in view unless the person has scrolled away from it. Knows scrolling only.

const NEAR = 96; // pixels

// parts: {scroller, log, newest, newestText}; on: {down()}
export function createScroll({ scroller, log, newest, newestText }, on) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let stuck = true;
  let unread = 0;

  function toBottom(smooth = false) {
    scroller.scrollTo({ top: scroller.scrollHeight, behavior: smooth && !calm.matches ? "smooth" : "instant" });
    stuck = true;
    seen();
  }

  function seen() {
    unread = 0;
    newest.hidden = true;
  }

  // own: what was added is one's own; arrived: it is somebody else's.
  function keepingPlace(change, { own = false, arrived = false } = {}) {
    change();
    if (stuck || own) toBottom();
    else if (arrived) {
      unread += 1;
      newestText.textContent = unread === 1 ? "New message" : `${unread} new messages`;
      newest.hidden = false;
    }
  }

  scroller.addEventListener("scroll", () => {
    stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (stuck) seen();
  }, { passive: true });
  for (const part of [scroller, log]) new ResizeObserver(() => stuck && toBottom()).observe(part);
  newest.addEventListener("click", () => {
    toBottom(true);
    on.down();
  });

  return { keepingPlace, toBottom };
}
