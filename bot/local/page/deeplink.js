// Links, and which of them lead to this bot itself: t.me/<bot>?start=… and ?startgroup=…. Knows addresses only.

const LINK = /^https?:\/\/t\.me\/([A-Za-z0-9_]+)\/?\?(start|startgroup)(?:=([A-Za-z0-9_-]{0,64}))?(?:&|$)/i;

// on: {username(), follow({kind, payload})}
export function leadTo(element, url, on) {
  element.href = url;
  element.target = "_blank";
  element.rel = "noopener noreferrer";
  const match = LINK.exec(url);
  if (!match || match[1].toLowerCase() !== on.username().toLowerCase()) return;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    on.follow({ kind: match[2].toLowerCase(), payload: match[3] ?? "" });
  });
}
