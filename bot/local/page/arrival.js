// How this tab was opened, and the name that it keeps. Knows the address bar and the browser's memory.

const asked = new URLSearchParams(location.search);
if (location.search) history.replaceState(null, "", location.pathname);

// What the link said: a name, a group to join, a code that lets in.
export const arrival = {
  as: asked.get("as")?.trim() ?? "",
  group: /^-\d{1,16}$/.test(asked.get("group") ?? "") ? Number(asked.get("group")) : null,
  code: /^\d{6}$/.test(asked.get("code") ?? "") ? asked.get("code") : "",
};

// A tab keeps its own name; a new tab is offered the last one of this browser.
export const tabName = () => read("sessionStorage", "name");
export const lastName = () => read("localStorage", "name");

// Whether the browser keeps it; one that keeps nothing has the name as long as the page is open.
export function rememberName(name) {
  return write("sessionStorage", "name", name) && write("localStorage", "name", name);
}

// The newest message that was read in each chat, by the person's name.
export function readMarks(name) {
  try {
    return new Map(JSON.parse(read("localStorage", `read ${name}`) || "[]"));
  } catch {
    return new Map();
  }
}

export function keepReadMarks(name, marks) {
  write("localStorage", `read ${name}`, JSON.stringify([...marks]));
}

function read(memory, key) {
  try {
    return window[memory].getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(memory, key, value) {
  try {
    window[memory].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
